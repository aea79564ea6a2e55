"""Following a submission until its verdict: the database is asked, and changes are passed on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from anyio import to_thread
from sqlalchemy import select

from api.services.submissions import latest_verdict, place_of
from api.store.database import Sessions
from api.store.work import Submission

INTERVAL_S = 0.3


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a submission looked like at one moment: the event's name and its data."""

    event: str
    data: Mapping[str, Any]


async def watch(sessions: Sessions, submission_id: str) -> AsyncIterator[dict[str, str]]:
    """`progress` events whenever something has changed, then one `done`, as sse-starlette wants them."""
    last: Sighting | None = None
    while last is None or last.event != "done":
        seen = await to_thread.run_sync(look, sessions, submission_id)
        if seen != last:
            yield {"event": seen.event, "data": json.dumps(dict(seen.data))}
            last = seen
        if seen.event != "done":
            await asyncio.sleep(INTERVAL_S)


def look(sessions: Sessions, submission_id: str) -> Sighting:
    """The submission as it is now."""
    with sessions() as session:
        submission = session.scalars(select(Submission).where(Submission.id == submission_id)).one()
        given = latest_verdict(submission)
        if submission.stage == "done" and given is not None:
            return Sighting("done", {"status": given.status, "score": given.score})
        told = submission.progress or {}
        progress = {name: told.get(name) for name in ("run", "runs", "simulated_s", "total_s")}
        place = place_of(session, submission)
        return Sighting("progress", {"status": submission.stage, "place": place, **progress})
