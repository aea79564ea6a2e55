"""How much a program that may run for ever may compute."""

from __future__ import annotations

from collections import deque
from typing import Literal, NamedTuple

MOST_CPU_S = 20
"""Seconds of processor time that a program may use in …"""
WITHIN_S = 600
"""… so many seconds."""


class _Reading(NamedTuple):
    at_s: float
    cpu_s: float
    steps: int


class ProcessorShare:
    """Judges readings of a program's meter, the first of which is that nothing was used."""

    def __init__(self) -> None:
        self._readings: deque[_Reading] = deque()

    def judge(self, at_s: float, cpu_s: float, steps: int) -> Literal["cpu", "never_waits"] | None:
        """What is wrong with a program that has used so much processor time and waited so many times by now.

        `never_waits` if it has used up its share without waiting once.
        """
        readings = self._readings
        if not readings:
            readings.append(_Reading(at_s, 0.0, 0))
        readings.append(_Reading(at_s, cpu_s, steps))
        while len(readings) > 1 and readings[1].at_s <= at_s - WITHIN_S:
            readings.popleft()
        if cpu_s - readings[0].cpu_s <= MOST_CPU_S:
            return None
        last_wait = next(each for each in readings if each.steps == steps)
        return "never_waits" if cpu_s - last_wait.cpu_s > 0.9 * MOST_CPU_S else "cpu"
