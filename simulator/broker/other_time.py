"""Deadlines of a client whose clock is not the broker's."""

from __future__ import annotations

from collections.abc import Callable

from simulator.broker.deadlines import Deadlines, Perishable


class DeadlinesInOtherTime(Deadlines):
    """What the broker gives so many milliseconds lasts that long on another clock.

    A program that lives by the clock of a house says a word every 60 seconds of the house: to the broker's
    own clock that is an hour when the house is slow, and never while it is paused.
    """

    def __init__(self, brokers_clock_ms: Callable[[], int], clock_ms: Callable[[], int]) -> None:
        super().__init__()
        self._brokers_clock_ms = brokers_clock_ms
        self._clock_ms = clock_ms

    def set(self, key: Perishable, at_ms: int) -> None:
        """Give the key the deadline that is as far away as `at_ms` is for the broker."""
        super().set(key, self._clock_ms() + at_ms - self._brokers_clock_ms())

    def expire_due(self) -> None:
        """End what is over by now."""
        while (due := self.take(self._clock_ms())) is not None:
            due.expire()
