"""The electric installation: circuits behind their breakers, all of them behind the mains and its meter.

In a house file (`mains` only where it is not 32 A and one phase; `tariff` see simulator/tariff.py)::

    circuits:
      mains: {title: {en: Mains, fa: برق ورودی}, breaker_a: 25, phases: 3}
      kitchen_sockets: {title: {en: Kitchen sockets, fa: پریزهای آشپزخانه}, breaker_a: 16}
      lights: {title: {en: Lights, fa: روشنایی}, breaker_a: 10}
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from devices.surroundings import Fixture
from simulator.fixtures import MAINS, Circuit
from simulator.house import House
from simulator.tariff import PERIODS, Period
from simulator.world.billing import Bill, Billing
from simulator.world.circuit import LivingCircuit
from simulator.world.power import MAINS_V


class Electricity:
    """The circuits of a house. What devices draw is constant between calls, so that energy is exact.

    Every call takes the present instant, which never goes back, in milliseconds of the run.
    """

    def __init__(self, house: House, start: datetime) -> None:
        self._tariff, self._start = house.tariff, start
        plans = {name: plan for name, plan in house.fixtures.items() if isinstance(plan, Circuit)}
        inner = {name: LivingCircuit(plan) for name, plan in plans.items() if name != MAINS}
        self._mains = LivingCircuit(plans[MAINS])
        # The mains come last: where both breakers would trip at once, that of the part does.
        self._circuits = {**inner, MAINS: self._mains}
        self._has_grid = True
        self._tripped: list[str] = []
        self._billing = Billing(house.tariff, start)
        self._register = 0
        self._next_turn_ms = self._due_ms = 0
        self._turn(0)

    def __contains__(self, name: str) -> bool:
        return name in self._circuits

    def draw(self, device: str, circuit: str, power_w: float, now_ms: int) -> None:
        """A device draws so much from now on; negative feeds in."""
        self._pass(now_ms)
        living = self._circuits[circuit]
        if living.draw(device, power_w):
            self._let_flow(circuit, now_ms)
            self._pass(now_ms)

    def switch(self, circuit: str, is_on: bool, now_ms: int) -> None:
        """A hand switches a breaker off or on, also after it tripped."""
        self._pass(now_ms)
        self._circuits[circuit].is_closed = is_on
        self._let_all_flow(now_ms)
        self._pass(now_ms)

    def set_grid(self, is_on: bool, now_ms: int) -> None:
        """The public grid fails or comes back. Without it nothing feeds in either."""
        self._pass(now_ms)
        self._has_grid = is_on
        self._let_all_flow(now_ms)
        self._pass(now_ms)

    def take_tripped(self, now_ms: int) -> tuple[str, ...]:
        """The circuits whose breakers tripped since the last call, in the order in which they did."""
        self._pass(now_ms)
        tripped, self._tripped = tuple(self._tripped), []
        return tripped

    def next_trip_ms(self) -> int | None:
        """When a breaker trips if everything stays as it is."""
        trips = [each.trips_at_ms for each in self._circuits.values()]
        return min([trip_ms for trip_ms in trips if trip_ms is not None], default=None)

    def is_live(self, circuit: str) -> bool:
        """Whether there is voltage."""
        return self._has_grid and self._mains.is_closed and self._circuits[circuit].is_closed

    def voltage(self, circuit: str) -> float:
        """Volts of a circuit: MAINS_V or nothing."""
        return MAINS_V if self.is_live(circuit) else 0.0

    def power_w(self, circuit: str = MAINS) -> float:
        """What a circuit carries now; negative feeds in."""
        return self._circuits[circuit].flowing / 1e6

    def reading(self, circuit: str, now_ms: int) -> Fixture:
        """What a meter in the circuit shows: power, energy, and the registers by period (T1, T2, T3)."""
        self._pass(now_ms)
        living = self._circuits[circuit]
        living.count(now_ms, self._register)
        return living.fixture

    def period(self, now_ms: int) -> Period:
        """Whether it is a normal, a peak or an off-peak hour."""
        self._pass(now_ms)
        return PERIODS[self._register]

    def price(self, now_ms: int) -> float:
        """Rials of the next kilowatt-hour."""
        meter = self.reading(MAINS, now_ms)
        return self._billing.price(PERIODS[self._register], meter)

    def bill(self, now_ms: int) -> Bill:
        """What the run has cost until now, its months each for itself."""
        return self._billing.bill(self.reading(MAINS, now_ms))

    def _pass(self, now_ms: int) -> None:
        """Let happen what was due until now: a period or a month ends, a breaker trips."""
        while (due_ms := self._due_ms) <= now_ms:
            for circuit in self._circuits.values():
                circuit.count(due_ms, self._register)
            if due_ms == self._next_turn_ms:
                self._turn(due_ms)
            for name, circuit in self._circuits.items():
                if circuit.trips_at_ms == due_ms:
                    circuit.is_closed = False
                    self._tripped.append(name)
                    self._let_all_flow(due_ms)

    def _let_flow(self, name: str, now_ms: int) -> None:
        circuit = self._circuits[name]
        carried = circuit.drawn if self.is_live(name) else 0
        change, circuit.carried = carried - circuit.carried, carried
        for each in (circuit, self._mains) if name != MAINS else (circuit,):
            each.count(now_ms, self._register)
            each.flow(change)
        self._look_ahead()

    def _let_all_flow(self, now_ms: int) -> None:
        for name in self._circuits:
            self._let_flow(name, now_ms)

    def _look_ahead(self) -> None:
        trip_ms = self.next_trip_ms()
        self._due_ms = self._next_turn_ms if trip_ms is None else min(trip_ms, self._next_turn_ms)

    def _turn(self, now_ms: int) -> None:
        """A period begins, and perhaps a month."""
        moment = self._start + timedelta(milliseconds=now_ms)
        self._register = PERIODS.index(self._tariff.period_at(moment))
        ahead = self._tariff.next_turn(moment) - moment
        self._next_turn_ms = now_ms + math.ceil(ahead / timedelta(milliseconds=1))
        self._billing.turn(moment, self._mains.fixture)
        self._look_ahead()
