"""One pipe: what is wanted of it, what passes, and what it has counted."""

from __future__ import annotations

from devices.surroundings import Fixture
from simulator.fixtures import Pipe
from simulator.world.outlet import LITRE, MICRO, Outlet


class LivingPipe:
    """The state of one pipe with its valve and, where something drives one, its pump."""

    def __init__(self, plan: Pipe, filling: Outlet | None) -> None:
        self.plan = plan
        self.filling = filling
        """What it runs into by itself."""
        self.open_share = 1.0
        self.pumped_l_min: float | None = None
        """What its pump moves; None: it has none."""
        self.is_cut = False
        """Whether the public supply has failed."""
        self.wanted: dict[Outlet, int] = {}
        """What consumers want and leaks let out."""
        self.filled = 0
        """What would run into what it fills."""
        self.asked = 0
        """All that is wanted of it."""
        self.granted = 0
        """What it gets."""
        self.given: dict[Outlet, int] = {}
        self.flow = 0
        self.pressure_bar = 0.0
        self.total = 0
        self.delivered = dict.fromkeys(("use", "leak", "tank", "bed"), 0)
        """What has left it since the run began, by kind of outlet."""
        self.poured: dict[Outlet, int] = {}
        """What went into beds and out of leaks since somebody last asked."""

    @property
    def capacity(self) -> int:
        """What can pass at most."""
        if self.is_cut:
            return 0
        most_l_min = self.plan.most_l_min if self.pumped_l_min is None else self.pumped_l_min
        return round(most_l_min * self.open_share * MICRO)

    @property
    def passes(self) -> int:
        """What of that which is asked for can pass."""
        return min(self.asked, self.capacity)

    def want(self, outlet: Outlet, l_min: float) -> bool:
        """An outlet wants so much from now on. Returns whether it wanted something else before."""
        flow = round(l_min * MICRO)
        if flow == self.wanted.get(outlet, 0):
            return False
        self.wanted[outlet] = flow
        if not flow:
            del self.wanted[outlet]
        return True

    def press(self, head_bar: float) -> None:
        """What is left of the pressure at its beginning, less the loss of a turbulent flow."""
        capacity = self.capacity
        self.pressure_bar = head_bar * (1 - (self.flow / capacity) ** 2) if capacity else 0.0

    def pass_time(self, passed_ms: int) -> None:
        """Count what flowed for so long."""
        if not self.flow:
            return
        self.total += self.flow * passed_ms
        for outlet, flow in self.given.items():
            volume = flow * passed_ms
            self.delivered[outlet.kind] += volume
            if outlet.kind in ("leak", "bed"):
                self.poured[outlet] = self.poured.get(outlet, 0) + volume

    def fixture(self, temperature_c: float) -> Fixture:
        """What a meter or a valve in the pipe shows."""
        return Fixture(
            open_share=self.open_share,
            flow_l_min=self.flow / MICRO,
            total_l=self.total / LITRE,
            pressure_bar=self.pressure_bar,
            temperature_c=temperature_c,
        )
