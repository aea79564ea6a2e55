"""One client's connection through a bad network."""

from __future__ import annotations

from collections.abc import Callable

from simulator.network.lane import SimulatedLane
from simulator.network_plan import NetworkPlan
from simulator.randomness import Stream
from simulator.script import Clock


class SimulatedWire:
    """Two lanes, and a connection that breaks now and then.

    `lose` is called when it breaks, `closed` when it is over in whatever way.
    """

    def __init__(
        self,
        plan: NetworkPlan,
        clock: Clock,
        seed: int,
        path: str,
        is_bad: bool,
        lose: Callable[[], None],
        closed: Callable[[SimulatedWire], None],
    ) -> None:
        self.to_broker = SimulatedLane(plan, clock, seed, f"{path}.to_broker", is_bad)
        self.to_client = SimulatedLane(plan, clock, seed, f"{path}.to_client", is_bad)
        self._every_ms = plan.disconnects_every
        self._clock = clock
        self._lose = lose
        self._closed = closed
        self._breaks = Stream(seed, f"{path}.disconnects")
        self._expected = 0
        if is_bad:
            self._expect_break()

    def turn(self, is_bad: bool) -> None:
        """Be bad or good from now on; what is on its way arrives when it would have."""
        self.to_broker.is_bad = self.to_client.is_bad = is_bad
        self._expected += 1
        if is_bad:
            self._expect_break()

    def flush(self) -> None:
        """Let everything arrive now."""
        self.to_broker.flush()
        self.to_client.flush()

    def close(self) -> None:
        """The broker ends the connection: the client has all that was said to it; what it said is gone."""
        self._expected += 1
        self._lose = _nothing
        self.to_broker.drop()
        self.to_client.flush()
        self._closed(self)

    def _expect_break(self) -> None:
        """Breaks know nothing of each other, nor of how long the connection has held."""
        if self._every_ms is None:
            return
        expected = self._expected
        self._clock.at(
            self._clock.now_ms + round(self._breaks.exponential(self._every_ms)),
            lambda: self._break(expected),
        )

    def _break(self, expected: int) -> None:
        if expected == self._expected:
            self.to_broker.drop()
            self.to_client.drop()
            self._lose()


def _nothing() -> None:
    """Nobody is there any more."""
