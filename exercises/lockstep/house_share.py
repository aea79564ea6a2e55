"""How much of the house's own time one program may take: many houses live in one process."""

from __future__ import annotations

from collections.abc import Callable

SHARE = 0.1
"""Seconds of the house's time that a program earns in a second."""
SAVED_S = 0.1
"""What it can have saved up at most."""


class HouseShare:
    """Measures what is done for a program, and makes it wait for the next answer when it has taken too much.

    A program that steps or sends without end is slowed down, and the others in the process go on undisturbed.
    """

    def __init__(self, clock_s: Callable[[], float]) -> None:
        self._clock_s = clock_s
        self._saved_s = SAVED_S
        self._counted_at_s = clock_s()

    def spend(self, work: Callable[[], object]) -> None:
        """Do something for the program."""
        self._earn()
        work()
        spent_s = self._clock_s() - self._counted_at_s
        self._saved_s -= spent_s
        self._counted_at_s += spent_s

    def wait_s(self) -> float:
        """How long the program has to wait until something may be done for it again."""
        self._earn()
        return max(0.0, -self._saved_s / SHARE)

    def _earn(self) -> None:
        now_s = self._clock_s()
        self._saved_s = min(SAVED_S, self._saved_s + SHARE * (now_s - self._counted_at_s))
        self._counted_at_s = now_s
