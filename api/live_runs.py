"""The programs that run in the live houses of this process, held to what the database wants."""

from __future__ import annotations

import asyncio
import logging
import platform
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy.exc import SQLAlchemyError

from api.run_logs import RunLogs, RunWriter
from api.services.run_places import RunPlace
from api.store.database import Sessions
from api.store.runs import WantedRun
from devices.errors import KhanehError
from devices.text import Text
from exercises.live_endings import explain_live
from exercises.lockstep.live_run import LiveHouse, LiveRun, Why
from exercises.lockstep.program_job import Program
from exercises.sandbox.output import StreamName

_log = logging.getLogger("khaneh.house")

_HOUSE_RESTARTED = Text(
    en="The lab itself was restarted, and the program with it. Run it again.",
    fa="خود آزمایشگاه از نو راه‌اندازی شد و برنامه نیز پایان یافت. دوباره اجرایش کنید.",
)
_FAILED = Text(
    en="The lab itself failed to run the program. It is not your program's fault.",
    fa="خود آزمایشگاه نتوانست برنامه را اجرا کند. تقصیر از برنامهٔ شما نیست.",
)

Ending = dict[str, Any]
"""What is told of a run that is over: `code`, `says`, and perhaps `mistakes`."""


class FindsHouses(Protocol):
    """Where the live houses are to be found."""

    def house_of(self, lab: str) -> LiveHouse | None:
        """What a program needs of a house that is running: the same object for the same house."""

    def place_of(self, lab: str) -> RunPlace:
        """Where the programs of a lab run; slow at the first call. Raises KhanehError."""


@dataclass(slots=True)
class _Running:
    lab: str
    house: LiveHouse
    task: asyncio.Task[None]
    run: LiveRun | None = None
    why: Why | None = None

    def stop(self, why: Why) -> None:
        self.why = self.why or why
        if self.run is not None:
            self.run.stop(self.why)


@dataclass(slots=True)
class LiveRuns:
    """Starts and stops programs, and tells what they print and how they end."""

    sessions: Sessions
    houses: FindsHouses
    logs: RunLogs
    now: Callable[[], datetime]
    _running: dict[str, _Running] = field(default_factory=dict)

    async def adopt(self, wanted: Iterable[WantedRun]) -> None:
        """Make what is running what is wanted."""
        runs = {run.id: run for run in wanted}
        for name, each in list(self._running.items()):
            if self.houses.house_of(each.lab) is not each.house:
                each.stop("lab_gone")
            elif name not in runs:
                each.stop("replaced")
            elif runs[name].is_stopping:
                each.stop("stopped")
        for run in runs.values():
            if run.id not in self._running:
                await self._begin(run)

    def connections_in(self, lab: str) -> int:
        """How many connections the programs in a lab have to its broker."""
        runs = [each.run for each in self._running.values() if each.lab == lab]
        return sum(run.connections for run in runs if run is not None)

    async def close(self) -> None:
        """Stop every program."""
        tasks = [each.task for each in self._running.values()]
        for each in self._running.values():
            each.stop("lab_gone")
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _begin(self, run: WantedRun) -> None:
        house = self.houses.house_of(run.lab_id)
        if self.logs.has_begun(run.id):
            # It ran in a process that is no more.
            lost = {"code": "house_restarted", "says": _HOUSE_RESTARTED.as_dict()}
            await self._note(run.id, self.logs.ending(run.id) or lost)
        elif house is not None:
            writer = self.logs.begin(run.id)
            task = asyncio.create_task(self._live(run, house, writer), name=f"run {run.id}")
            self._running[run.id] = _Running(run.lab_id, house, task)

    async def _live(self, wanted: WantedRun, house: LiveHouse, writer: RunWriter) -> None:
        try:
            ending = await self._run(wanted, house, writer)
        except KhanehError as error:
            ending = {"code": error.code, "says": error.says.as_dict()}
        except Exception:
            _log.exception("the program of lab %s could not be run", wanted.lab_id)
            ending = {"code": "infrastructure", "says": _FAILED.as_dict()}
        writer.add({"ended": ending})
        await self._note(wanted.id, ending)
        del self._running[wanted.id]

    async def _run(self, wanted: WantedRun, house: LiveHouse, writer: RunWriter) -> Ending:
        def say(stream: StreamName, text: str) -> None:
            writer.add({"stream": stream, "text": text, "at": _clock(house)})

        place, program = await asyncio.to_thread(self._prepare, wanted)
        run = LiveRun(program, house, environment=place.environment, place=place.place, say=say)
        running = self._running[wanted.id]
        running.run = run
        if running.why is not None:
            run.stop(running.why)
        ended = await run.run()
        reason = explain_live(
            ended,
            limits=place.place.limits,
            allowed=place.allowed,
            python=platform.python_version(),
            start=house.scenario.start,
        )
        return {**reason.model_dump(mode="json"), "mistakes": place.mistakes(program, ended)}

    def _prepare(self, wanted: WantedRun) -> tuple[RunPlace, Program]:
        place = self.houses.place_of(wanted.lab_id)
        with self.sessions() as session:
            run = session.get_one(WantedRun, wanted.id)
            return place, place.read({file.name: file.content for file in run.files})

    async def _note(self, run: str, ending: Ending) -> None:
        try:
            await asyncio.to_thread(self._write, run, ending)
        except SQLAlchemyError:
            _log.exception("the end of run %s could not be written down; it will be", run)

    def _write(self, run: str, ending: Ending) -> None:
        with self.sessions.begin() as session:
            wanted = session.get(WantedRun, run)
            if wanted is not None:
                wanted.ending, wanted.ended_at = ending, self.now()


def _clock(house: LiveHouse) -> str:
    """The time of day in the house."""
    moment = house.scenario.start + timedelta(milliseconds=house.clock.now_ms)
    return moment.isoformat(timespec="seconds")
