"""One client's connection through a bad network."""

from __future__ import annotations

from collections.abc import Callable

from simulator.network.lane import SimulatedLane
from simulator.network_plan import NetworkPlan
from simulator.randomness import Stream
from simulator.script import Clock


class SimulatedWire:
    """Two lanes, and a time at which the connection breaks.

    `lose` is called when it breaks, `closed` when it is over in whatever way.
    """

    def __init__(
        self,
        plan: NetworkPlan,
        clock: Clock,
        seed: int,
        path: str,
        lose: Callable[[], None],
        closed: Callable[[SimulatedWire], None],
    ) -> None:
        self.to_broker = SimulatedLane(plan, clock, seed, f"{path}.to_broker")
        self.to_client = SimulatedLane(plan, clock, seed, f"{path}.to_client")
        self.breaks_at_ms: int | None = None
        self._every_ms = plan.disconnects_every
        self._clock = clock
        self._lose = lose
        self._closed = closed
        self._breaks = Stream(seed, f"{path}.disconnects")

    def turn(self, is_bad: bool) -> None:
        """Be bad or good from now on; what is on its way arrives when it would have.

        How long a connection still holds does not depend on how long it has held.
        """
        self.to_broker.is_bad = self.to_client.is_bad = is_bad
        self.breaks_at_ms = None
        if is_bad and self._every_ms is not None:
            self.breaks_at_ms = self._clock.now_ms + round(self._breaks.exponential(self._every_ms))

    def flush(self) -> None:
        """Let everything arrive now."""
        self.to_broker.flush()
        self.to_client.flush()

    def close(self) -> None:
        """The broker ends the connection: the client has all that was said to it; what it said is gone."""
        self.to_broker.drop()
        self.to_client.flush()
        self._closed(self)

    def snap(self) -> None:
        """The connection breaks; what was on its way is gone."""
        self.to_broker.drop()
        self.to_client.drop()
        self._lose()
