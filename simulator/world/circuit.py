"""One electric circuit: what it carries, what its meter counted, and its breaker.

Power is kept in whole microwatts and energy in microwatt-milliseconds: sums are exact in any order, and a
circuit costs nothing while nothing on it changes.
"""

from __future__ import annotations

import math

from devices.surroundings import Fixture
from simulator.fixtures import Circuit
from simulator.tariff import PERIODS
from simulator.world.breaker import Bimetal
from simulator.world.power import MAINS_V

MICRO = 1_000_000
_KWH = 1000 * MICRO * 3_600_000
"""A kilowatt-hour in microwatt-milliseconds."""


class LivingCircuit:
    """The state of one circuit; `at_ms` is the instant up to which it was counted."""

    def __init__(self, plan: Circuit) -> None:
        self.is_closed = True
        self.drawn = 0
        """What its own devices want, in µW."""
        self.carried = 0
        """What of it flows: all, or nothing while it is dead."""
        self.flowing = 0
        """What passes its breaker: for the mains what all circuits carry together."""
        self.trips_at_ms: int | None = None
        self._rated = plan.breaker_a * MAINS_V * plan.phases * MICRO
        self._draws: dict[str, int] = {}
        self._bimetal = Bimetal()
        self._at_ms = 0
        self._imported = [0] * len(PERIODS)
        self._exported = 0

    def draw(self, device: str, power_w: float) -> bool:
        """A device wants so much from now on. Returns whether it wanted something else before."""
        power = round(power_w * MICRO)
        change = power - self._draws.get(device, 0)
        self._draws[device] = power
        self.drawn += change
        return change != 0

    def count(self, now_ms: int, register: int) -> None:
        """Count what flowed until now, into the register of the period that it flowed in."""
        passed_ms = now_ms - self._at_ms
        if passed_ms == 0:
            return
        self._at_ms = now_ms
        if self.flowing > 0:
            self._imported[register] += self.flowing * passed_ms
        else:
            self._exported -= self.flowing * passed_ms
        self._bimetal.pass_time(passed_ms / 1000)

    def flow(self, change: int) -> None:
        """So much more passes the breaker from now on; count before."""
        self.flowing += change
        seconds = self._bimetal.carry(abs(self.flowing) / self._rated)
        self.trips_at_ms = None if seconds is None else self._at_ms + math.ceil(seconds * 1000)

    @property
    def registers_kwh(self) -> tuple[float, ...]:
        """What was imported in each period, as counted."""
        return tuple([energy / _KWH for energy in self._imported])

    @property
    def imported_kwh(self) -> float:
        """What was imported in all periods, as counted."""
        return sum(self._imported) / _KWH

    @property
    def exported_kwh(self) -> float:
        """What was fed in, as counted."""
        return self._exported / _KWH

    @property
    def fixture(self) -> Fixture:
        """What a meter in the circuit shows, as counted."""
        return Fixture(
            power_w=self.flowing / MICRO,
            imported_kwh=self.imported_kwh,
            exported_kwh=self.exported_kwh,
            registers_kwh=self.registers_kwh,
        )
