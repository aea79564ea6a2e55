"""Running a program in a live house from the terminal."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from typing import Any

from api.cli.house_desk.desk import HouseDesk
from api.clock import utc_now
from api.run_logs import Event, RunLogs, RunReader
from api.services.runs import RunNeedsOwnBroker, run_of, start_run, stop_run
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions

_LOOK_EVERY_S = 0.1


class DeskRun:
    """One program in the house of a desk.

    Raises what `start_run` raises, RunNeedsOwnBroker and HouseNotThere.
    """

    def __init__(self, desk: HouseDesk, files: Mapping[str, bytes], *, replace: bool) -> None:
        settings = desk.settings
        if settings.broker_url is not None:
            raise RunNeedsOwnBroker()
        desk.nudge()  # to a house that is not there nothing is sent
        self._desk = desk
        self._engine = open_engine(settings.database)
        self._sessions: Sessions = open_sessions(self._engine)
        self._id = self._start(settings, files, replace)
        self._reader: RunReader = RunLogs(settings.data).reader(self._id)

    def events(self) -> Iterator[Event]:
        """What is printed, as it is, and last `{"ended": …}`. Raises HouseNotThere."""
        self._desk.nudge()
        never = threading.Event()
        while True:
            for event in self._reader.read():
                yield event
                if "ended" in event:
                    return
            ending = self._ending()
            if ending is not None:
                yield from self._reader.read() or [{"ended": ending}]
                return
            never.wait(_LOOK_EVERY_S)

    def stop(self) -> None:
        """Ask for its end."""
        with self._sessions.begin() as session:
            stop_run(session, self._desk.lab.id, self._id)
        self._desk.nudge()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _start(self, settings: Settings, files: Mapping[str, bytes], replace: bool) -> str:
        return start_run(
            self._sessions,
            lab=self._desk.lab.id,
            files=files,
            key=None,
            replace=replace,
            most=settings.runs,
            now=utc_now(),
        ).id

    def _ending(self) -> dict[str, Any] | None:
        with self._sessions() as session:
            return run_of(session, self._desk.lab.id, self._id).ending
