"""A scenario of the lab lived through once, and what the contracts ask about it."""

from collections import defaultdict
from functools import cache

import pytest

from simulator.engine import Engine
from simulator.fixtures import MAINS
from simulator.quantities import MINUTE_MS
from simulator.scenario import load_scenario
from simulator.world.utilities import Utilities
from simulator.world.world import World

_ROUNDED_W = 0.01
"""Circuits count in millionths of a watt, each device for itself."""


class LivedDay:
    """What happened in a scenario, and where its books of energy did not balance, looked at each minute."""

    def __init__(self, name):
        self.scenario = load_scenario(name)
        self.house = self.scenario.house
        self.heard = defaultdict(list)
        self.unaccounted, self.unbalanced, self.balanced = [], [], 0
        self.counted_kwh, self._counted_ms = 0.0, 0
        self._effects, self._doings = {}, {}
        self._engine = Engine(self.scenario)
        self.trace = self._engine.trace
        self._engine.listen(self._hear)
        with pytest.MonkeyPatch.context() as watch:
            watch.setattr(World, "set_effect", self._seen(World.set_effect, self._keep_effect))
            watch.setattr(World, "drive", self._seen(World.drive))
            watch.setattr(Utilities, "do", self._seen(Utilities.do, self._keep_doing))
            for minute_ms in range(0, self.scenario.duration_ms + 1, MINUTE_MS):
                self._engine.run_until(minute_ms)
                self._count()
                self._balance(minute_ms)
        meter = self._electricity.reading(MAINS, self.scenario.duration_ms)
        self.metered_kwh = meter.imported_kwh - meter.exported_kwh

    @property
    def _electricity(self):
        return self._engine.world.utilities.electricity

    def values_of(self, path):
        """Every value that a path had."""
        return [event.value for event in self.trace.events_of(path)]

    def _hear(self, said):
        self.heard[said.device].append(said)

    def _seen(self, method, keep=None):
        def watched(its, *given):
            self._count()
            done = method(its, *given)
            if keep is not None:
                keep(*given)
            return done

        return watched

    def _count(self):
        """What the house drew since it was looked at last, which until now has been the same."""
        now_ms = self._engine.now_ms
        self.counted_kwh += self._electricity.power_w() * (now_ms - self._counted_ms) / 3.6e9
        self._counted_ms = now_ms

    def _keep_effect(self, room, device, effect):
        self._effects[device] = effect
        if abs(effect.unaccounted_w) > 1e-6:
            self.unaccounted.append((device, effect))

    def _keep_doing(self, who, doing, supply, now_ms):
        self._doings[who] = (doing, supply)

    def _drawn_w(self, circuit):
        """What devices and people want of a circuit now, by their own account."""
        devices = [
            effect.power_w
            for device, effect in self._effects.items()
            if self.house.devices[device].circuit == circuit
        ]
        people = [doing.power_w for doing, supply in self._doings.values() if supply.circuit == circuit]
        return sum([*devices, *people])

    def _balance(self, now_ms):
        """What each breaker carries is what is drawn behind it; the mains carry everything."""
        electricity = self._electricity
        carried = 0.0
        for circuit in (*sorted(set(self.house.circuits) - {MAINS}), MAINS):
            expected = self._drawn_w(circuit) if electricity.is_live(circuit) else 0.0
            carried += expected
            shown, expected = electricity.power_w(circuit), carried if circuit == MAINS else expected
            if abs(shown - expected) > _ROUNDED_W:
                self.unbalanced.append((now_ms, circuit, shown, expected))
            else:
                self.balanced += 1


def beginning(name, until_ms):
    """What happens in a scenario until then, lived in one go."""
    engine = Engine(load_scenario(name))
    engine.run_until(until_ms)
    return list(engine.trace.events)


@cache
def lived_day(name):
    """The whole scenario, lived once for every test of the session that asks about it."""
    return LivedDay(name)
