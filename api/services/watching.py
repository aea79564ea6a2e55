"""Following submissions until their verdicts: the database is asked once for everybody who waits."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from anyio import to_thread
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from api.services.submissions import Listed, listed, read
from api.store.database import Sessions
from api.store.work import Submission

_log = logging.getLogger("khaneh.watching")

INTERVAL_S = 0.3
MANY = 100
"""So many followers are told half as often as one: news of their places would be all that the API does."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a submission looked like at one moment: the event's name and its data."""

    event: str
    data: Mapping[str, Any]


Look = Callable[[Collection[str]], Mapping[str, Sighting]]
"""Looks at the submissions of these ids; blocking."""


class Watcher:
    """Looks at all submissions that somebody follows, again and again, as long as somebody does.

    A class of three hundred that waits for its verdicts asks the database no more often than one student.
    """

    def __init__(self, look: Look, interval_s: float = INTERVAL_S) -> None:
        self._look = look
        self._interval_s = interval_s
        self._followed: Counter[str] = Counter()
        self._seen: Mapping[str, Sighting] = {}
        self._changed = asyncio.Condition()
        self._rounds: asyncio.Task[None] | None = None

    async def follow(self, submission_id: str) -> AsyncIterator[dict[str, str]]:
        """`progress` events whenever something has changed, then one `done`, as sse-starlette wants them."""
        self._followed[submission_id] += 1
        if self._rounds is None or self._rounds.done():
            self._rounds = asyncio.create_task(self._look_around())
        last: Sighting | None = None
        try:
            while last is None or last.event != "done":
                last = await self._next_after(last, submission_id)
                yield {"event": last.event, "data": json.dumps(dict(last.data))}
        finally:
            self._followed[submission_id] -= 1
            self._followed += Counter()  # drops those that nobody follows any more

    async def _next_after(self, last: Sighting | None, submission_id: str) -> Sighting:
        async with self._changed:
            await self._changed.wait_for(lambda: self._seen.get(submission_id, last) != last)
            return self._seen[submission_id]

    async def _look_around(self) -> None:
        while self._followed:
            try:
                seen = await to_thread.run_sync(self._look, list(self._followed))
            except SQLAlchemyError:
                _log.exception("the database did not answer; it is asked again")
            else:
                async with self._changed:
                    self._seen = seen
                    self._changed.notify_all()
            await asyncio.sleep(self._interval_s * (1 + len(self._followed) / MANY))
        self._seen = {}


def look_at(sessions: Sessions, submission_ids: Collection[str]) -> dict[str, Sighting]:
    """These submissions as they are now."""
    queue = select(Submission.number).where(Submission.stage == "queued")
    with sessions() as session:
        waiting = session.scalars(queue.order_by(Submission.urgency, Submission.number)).all()
        places = {number: place for place, number in enumerate(waiting, start=1)}
        found = read(session, listed().where(Submission.id.in_(submission_ids)))
    return {
        each.submission.id: _sight(each, places.get(each.submission.number, 0), len(places)) for each in found
    }


def _sight(seen: Listed, place: int, waiting: int) -> Sighting:
    submission = seen.submission
    if submission.stage == "done" and seen.outcome is not None:
        return Sighting("done", {"status": seen.outcome, "score": seen.score})
    told = submission.progress or {}
    progress = {name: told.get(name) for name in ("run", "runs", "simulated_s", "total_s")}
    # Whoever is graded already has no more interest in how long the queue is.
    queue = {"place": place, "waiting": waiting if place else 0}
    return Sighting("progress", {"status": submission.stage, **queue, **progress})
