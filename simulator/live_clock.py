"""The clock of a live house, for those to whom things happen between the house's own events."""

from __future__ import annotations

from collections.abc import Callable

from simulator.driver import Driver
from simulator.engine import Engine
from simulator.pace import Pace


class LiveClock:
    """Simulated time as the pace has it; an engine alone is only as far as its last event."""

    def __init__(self, engine: Engine, pace: Pace, driver: Driver) -> None:
        self._engine = engine
        self._pace = pace
        self._driver = driver

    @property
    def now_ms(self) -> int:
        """The present, in simulated milliseconds."""
        return max(self._engine.now_ms, self._pace.simulated_ms())

    def at(self, at_ms: int, task: Callable[[], None]) -> None:
        """Do something later, even if the house itself has nothing to do until then."""
        self._engine.at(at_ms, task)
        self._driver.wake()
