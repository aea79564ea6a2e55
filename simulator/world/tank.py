"""One tank: how full it is, and when it will be empty or full."""

from __future__ import annotations

from devices.surroundings import Fixture
from simulator.fixtures import Tank
from simulator.world.outlet import LITRE, MICRO, scaled


class LivingTank:
    """The state of one tank.

    An empty tank gives only what runs in, and a full one with a float valve takes only what it gives; each
    stays so until its level has moved a little, as a float does.
    """

    def __init__(self, plan: Tank) -> None:
        self._plan = plan
        self._size = round(plan.volume_l * LITRE)
        self._band = min(LITRE, self._size // 100)
        self.stored = round(plan.volume_l * plan.level_percent / 100 * LITRE)
        self.spring = round(plan.inflow_l_min * MICRO)
        self.sprung = 0
        """What the spring has given since the run began."""
        self.overflowed = 0
        self.asked = 0
        """What the pipes that come from it want."""
        self._missing = 0
        self.inflow = 0
        self.outflow = 0
        self._is_empty = False
        self._is_shut = False

    @property
    def gives(self) -> bool:
        """Whether anything comes out of it."""
        return self.inflow > 0 or (self.stored > 0 and not self._is_empty)

    def ask(self, asked: int) -> None:
        """So much is wanted of it."""
        self.asked = asked
        self._missing = max(0, asked - self.spring)

    def takes(self, flow: int) -> int:
        """What of a flow its float valve lets in, after what it let in of others."""
        if not self._is_shut:
            return flow
        taken = min(flow, self._missing)
        self._missing -= taken
        return taken

    def grants(self, flow: int) -> int:
        """What of a flow that is part of `asked` it can give."""
        return scaled(flow, self.inflow, self.asked) if self._is_empty else flow

    def turns_after_ms(self) -> int | None:
        """When it will be empty, or full behind a float valve; None: never, as things are."""
        net = self.inflow - self.outflow
        if net < 0 and not self._is_empty:
            return self.stored // -net
        if net > 0 and self._plan.float_valve and not self._is_shut:
            return (self._size - self.stored) // net
        return None

    def turn(self) -> None:
        """It is empty or full now."""
        if self.inflow < self.outflow:
            self._is_empty = True
        else:
            self._is_shut = True

    def settle(self) -> None:
        """See whether it is empty or full no more."""
        self._is_empty = self._is_empty and self.stored <= self._band
        self._is_shut = self._is_shut and self.stored >= self._size - self._band

    def pass_time(self, passed_ms: int) -> None:
        """Count what flowed for so long."""
        self.sprung += self.spring * passed_ms
        self.stored += (self.inflow - self.outflow) * passed_ms
        if self.stored > self._size:
            self.overflowed += self.stored - self._size
            self.stored = self._size

    def fixture(self, temperature_c: float) -> Fixture:
        """What a level sensor in the tank shows."""
        return Fixture(level_percent=100 * self.stored / self._size, temperature_c=temperature_c)
