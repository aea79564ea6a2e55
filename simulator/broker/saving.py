"""Has a broker's memory outlive it: restored at the start, and saved while the broker runs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from simulator.broker.core import Broker
from simulator.broker.memory import Changes
from simulator.broker.storage.database import Storage
from simulator.broker.storage.opening import open_storage

_log = logging.getLogger("khaneh.broker")

MEMORY_FILE = "broker.sqlite"
"""What the file is called in the data folder of a lab or a broker."""
SAVE_EVERY_S = 1.0
"""So much may be lost when the power fails."""
TRY_AGAIN_EVERY_S = 30.0
"""How long to wait when the disk is full or the file out of reach."""


@asynccontextmanager
async def saving(broker: Broker, file: Path, wall_ms: Callable[[], int]) -> AsyncIterator[None]:
    """Restore what is in the file, and save what changes until the block is left, and once more then.

    The broker `records_changes`, and nobody is connected yet. `wall_ms` is the time of a wall clock in
    milliseconds. What goes wrong is said in the log, and the broker goes on.
    """
    saver = _Saver(broker, file, wall_ms)
    await saver.restore()
    stopping = asyncio.Event()
    task = asyncio.create_task(saver.run(stopping), name="saving")
    try:
        yield
    finally:
        stopping.set()
        await task


class _Saver:
    """Without a storage, since it failed, all that the broker knows goes into the next one."""

    def __init__(self, broker: Broker, file: Path, wall_ms: Callable[[], int]) -> None:
        self._broker = broker
        self._file = file
        self._wall_ms = wall_ms
        self._storage: Storage | None = None

    async def restore(self) -> None:
        now_ms = self._broker.clock_ms()
        try:
            self._storage, memory = await asyncio.to_thread(open_storage, self._file, self._wall_ms, now_ms)
        except (sqlite3.Error, OSError) as error:
            _log.error("the broker begins without its memory %s: %s", self._file, error)
        else:
            self._broker.restore(memory)

    async def run(self, stopping: asyncio.Event) -> None:
        is_last = False
        while not is_last:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SAVE_EVERY_S if self._storage else TRY_AGAIN_EVERY_S):
                    await stopping.wait()
            is_last = stopping.is_set()
            await self._save()
        self._close()

    async def _save(self) -> None:
        had_storage = self._storage is not None
        changes = self._broker.take_changes() if had_storage else self._broker.take_everything()
        try:
            await asyncio.to_thread(self._write, changes)
        except Exception:  # whatever it is, the broker goes on
            self._close()
            if had_storage:
                _log.exception("the broker's memory cannot be saved to %s", self._file)
        else:
            if not had_storage:
                _log.warning("the broker's memory is saved to %s again", self._file)

    def _write(self, changes: Changes) -> None:
        if self._storage is None:
            self._storage, _ = open_storage(self._file, self._wall_ms, changes.at_ms)
            self._storage.save(changes, anew=True)
        elif changes:
            self._storage.save(changes)

    def _close(self) -> None:
        if self._storage is not None:
            self._storage.close()
            self._storage = None
