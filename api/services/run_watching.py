"""Following a program that runs in a live house: what it prints, and the house's clock beside it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any, Literal, NamedTuple

from anyio import to_thread

from api.run_logs import Event, RunLogs
from api.store.database import Sessions
from api.store.runs import WantedRun
from devices.text import Text

LOOK_EVERY_S = 0.1
_ASK_EVERY = 20
"""After so many looks at what was printed the database is asked whether the run is over."""

_GONE = Text(
    en="This run is over: its live house has ended, or another program has taken its place.",
    fa="این اجرا به پایان رسیده است: خانهٔ زندهٔ آن بسته شده یا برنامهٔ دیگری جایش را گرفته است.",
)

State = Literal["starting", "running", "stopping", "ended"]


class RunNow(NamedTuple):
    """How a run is at one moment."""

    state: State
    ending: dict[str, Any] | None


def look_at_run(run: WantedRun, logs: RunLogs) -> RunNow:
    """How a run is now."""
    if run.ended_at is not None:
        return RunNow("ended", run.ending)
    if run.is_stopping:
        return RunNow("stopping", None)
    return RunNow("running" if logs.has_begun(run.id) else "starting", None)


class RunFollower:
    """Tells somebody of one run until it is over, as sse-starlette wants it.

    Events: `output` and `omitted` as in `api.run_logs`, each with its number as the event's id; `clock`
    whenever the house's clock was heard; `ended` at the end.
    """

    def __init__(
        self, sessions: Sessions, logs: RunLogs, run: str, clock: Callable[[], dict[str, Any] | None]
    ) -> None:
        self._sessions = sessions
        self._run = run
        self._reader = logs.reader(run)
        self._clock = clock

    async def follow(self, after: int = 0) -> AsyncIterator[dict[str, str]]:
        """Everything with a number above `after`, which the listener has heard already."""
        told_clock: dict[str, Any] | None = None
        looks = 0
        while True:
            for event in await self._news():
                if "ended" in event:
                    yield _message("ended", event["ended"])
                    return
                if event["n"] > after:
                    yield _message("omitted" if "omitted" in event else "output", event)
            clock = self._clock()
            if clock is not None and clock != told_clock:
                told_clock = clock
                yield _message("clock", clock)
            looks += 1
            if looks % _ASK_EVERY == 0 and (ending := await to_thread.run_sync(self._ending)) is not None:
                yield _message("ended", ending)
                return
            await asyncio.sleep(LOOK_EVERY_S)

    async def _news(self) -> list[Event]:
        return await to_thread.run_sync(self._reader.read) if self._reader.has_news() else []

    def _ending(self) -> dict[str, Any] | None:
        """How it ended, where its log does not say: the disk was full, or another run took its place."""
        with self._sessions() as session:
            run = session.get(WantedRun, self._run)
            if run is None:
                return {"code": "run_gone", "says": _GONE.as_dict()}
            return run.ending


def _message(name: str, data: Event) -> dict[str, str]:
    number = {"id": str(data["n"])} if "n" in data else {}
    return {"event": name, "data": json.dumps(data, ensure_ascii=False), **number}
