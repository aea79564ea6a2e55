"""Kills processes of a lab, one after another, at moments and in an order that a seed decides."""

from __future__ import annotations

import contextlib
import os
import random
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from api.whole_lab import WholeLab

LONGEST_PEACE_S = 12.0
"""Longer, on average, than a process takes to be there again: else nothing would ever be done."""


class Killer:
    def __init__(self, lab: WholeLab, seed: str) -> None:
        self._lab = lab
        self._chance = random.Random(seed)
        self.killed: Counter[str] = Counter()

    @contextmanager
    def at_large(self) -> Iterator[None]:
        """Kill until the context is left, and until everybody's turn has come."""
        ended = Event()
        thread = Thread(target=self._kill, args=[ended])
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _kill(self, ended: Event) -> None:
        victims = ["api", "house", *(f"worker-{each + 1}" for each in range(self._lab.settings.workers))]
        waiting: list[str] = []
        everybody = set(victims)
        while not ended.wait(self._chance.uniform(0.5, LONGEST_PEACE_S)) or self.killed.keys() != everybody:
            waiting = waiting or self._chance.sample(victims, len(victims))
            self._kill_one(waiting.pop())
            if ended.is_set():
                Event().wait(1.0)

    def _kill_one(self, victim: str) -> None:
        pid = self._lab.processes().get(victim)
        if pid is not None:  # else it is about to be started again
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                self.killed[victim] += 1
