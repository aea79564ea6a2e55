"""A lab whose broker's memory outlives it in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simulator.broker.core import Broker
from simulator.broker.limits import Limits
from simulator.broker.memory import Memory
from simulator.broker.storage.opening import open_storage
from tests.simulator.broker.conftest import Lab

NOVEMBER_2026_MS = 1_795_000_000_000


class RecordingLab(Lab):
    """A lab whose broker notes what changes."""

    def new_broker(self, **limits: int) -> Broker:
        self.broker = Broker(
            clock_ms=lambda: self.now_ms,
            authenticate=self._authenticate,
            limits=Limits(**limits),
            observe=self.observations.append,
            records_changes=True,
        )
        return self.broker


class LastingLab(RecordingLab):
    """The broker goes on where the last one of the file ended; `memory` is what that one left."""

    def __init__(self, file: Path, began_at_wall_ms: int = NOVEMBER_2026_MS, **limits: Any) -> None:
        super().__init__()
        self.file = file
        self.began_at_wall_ms = began_at_wall_ms
        self.new_broker(**limits)
        self.storage, self.memory = open_storage(file, self.wall_ms, self.now_ms)
        self.broker.restore(self.memory)

    def wall_ms(self) -> int:
        return self.began_at_wall_ms + self.now_ms

    def save(self) -> None:
        """What the saver does once a second."""
        changes = self.broker.take_changes()
        if changes:
            self.storage.save(changes)

    def crash(self, down_ms: int = 0, **limits: Any) -> LastingLab:
        """The power fails; the lab that begins `down_ms` later knows what was saved, and no more."""
        self.storage.close()
        return LastingLab(self.file, self.wall_ms() + down_ms, **limits)

    def restart(self, down_ms: int = 0, **limits: Any) -> LastingLab:
        """The broker is stopped in good order, and another one begins `down_ms` later."""
        self.broker.shut_down()
        self.save()
        return self.crash(down_ms, **limits)

    def stored(self) -> Memory:
        """What is in the file now."""
        storage, memory = open_storage(self.file, self.wall_ms, self.now_ms)
        storage.close()
        return memory
