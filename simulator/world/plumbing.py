"""Water and gas of a house: pipes, valves, pumps, tanks, taps and leaks.

In a house file::

    pipes:
      water: {title: {en: Water, fa: آب}, pressure_bar: 3.5}
      garden_water: {title: {en: Garden, fa: آب باغچه}, from: water}
      drip_line: {title: {en: Drip line, fa: آبیاری قطره‌ای}, from: garden_water, fills: herbs, flow_l_min: 4}
      well_pump: {title: {en: Well, fa: چاه}, from: well, fills: roof_tank}
      gas: {title: {en: Gas, fa: گاز}, carries: gas}
    tanks:
      well: {title: {en: Well, fa: چاه}, volume_l: 5000, inflow_l_min: 6}
      roof_tank: {title: {en: Roof tank, fa: مخزن بام}, volume_l: 1000, level_percent: 40}
    beds:
      herbs: {title: {en: Herbs, fa: سبزی‌ها}, area_m2: 6}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from devices.effect import Effect
from devices.surroundings import Fixture
from simulator.climate import find_climate
from simulator.house import House
from simulator.quantities import HOUR_MS
from simulator.world.ground import ground_c
from simulator.world.outlet import LITRE, Outlet
from simulator.world.pipe_network import PipeNetwork

_GAS_J_PER_L = 37_800.0
"""Natural gas: 37.8 MJ/m³."""
_MAINS_LIE_AT_M = 1.0


def gas_l_min(fuel_w: float) -> float:
    """Natural gas that gives so much power when it burns."""
    return fuel_w * 60 / _GAS_J_PER_L


class Poured(NamedTuple):
    """Litres that left the pipes for the house, by name."""

    beds: Mapping[str, float]
    floors: Mapping[str, float]
    """Water that leaked into rooms."""
    gas: Mapping[str, float]
    """Gas that leaked into rooms."""


class Volumes(NamedTuple):
    """Litres since the run began: the first two and what was there at the beginning are all the others."""

    supplied: float
    sprung: float
    """From springs into tanks."""
    used: float
    leaked: float
    irrigated: float
    overflowed: float
    stored: float
    """What the tanks hold now."""


class Plumbing:
    """The pipes and tanks of a house. Flows are constant between events, so that volumes are exact.

    Every call takes the present instant, which never goes back, in milliseconds of the run.
    """

    def __init__(self, house: House, start: datetime) -> None:
        self._network = PipeNetwork(house)
        self._pipes, self._tanks = self._network.pipes, self._network.tanks
        self._climate, self._start = find_climate(house.place.climate), start
        self._ground = (0, 0.0)
        """Until when it is how warm around the pipes."""
        self._at_ms = 0
        self._next_ms: int | None = None
        self._solve()

    def __contains__(self, name: str) -> bool:
        return name in self._pipes or name in self._tanks

    def draw(self, consumer: str, pipe: str, l_min: float, now_ms: int) -> None:
        """A tap or a device wants so much from now on."""
        self._want(pipe, Outlet("use", consumer), l_min, now_ms)

    def serve(self, device: str, pipe: str, effect: Effect, now_ms: int) -> None:
        """A device wants the water or the gas of its effect from now on, whichever its pipe carries."""
        is_gas = self._pipes[pipe].plan.carries == "gas"
        self.draw(device, pipe, gas_l_min(effect.fuel_w) if is_gas else effect.water_l_min, now_ms)

    def leak(self, pipe: str, room: str, l_min: float, now_ms: int) -> None:
        """From now on so much leaks into a room while the pipe has pressure; 0: it is mended."""
        self._want(pipe, Outlet("leak", room), l_min, now_ms)

    def drive(self, pipe: str, aspects: Mapping[str, float], now_ms: int) -> None:
        """A valve or a pump makes this of a pipe: see `Trait.drive`."""
        self._pass(now_ms)
        living = self._pipes[pipe]
        living.open_share = aspects.get("open", living.open_share)
        living.pumped_l_min = aspects.get("pumped_l_min", living.pumped_l_min)
        self._solve()

    def cut_off(self, pipe: str, is_cut: bool, now_ms: int) -> None:
        """The public supply of a pipe fails or comes back."""
        self._pass(now_ms)
        self._pipes[pipe].is_cut = is_cut
        self._solve()

    def share(self, pipe: str, now_ms: int) -> float:
        """How much of what they want those at a pipe get, 0 to 1: without water nothing washes."""
        self._pass(now_ms)
        living = self._pipes[pipe]
        if living.asked:
            return min(1.0, living.granted / living.asked)
        return 1.0 if living.pressure_bar > 0 else 0.0

    def reading(self, name: str, now_ms: int) -> Fixture:
        """What a device feels that is fitted to a pipe or a tank."""
        self._pass(now_ms)
        temperature_c = self._ground_c(now_ms)
        if name in self._tanks:
            return self._tanks[name].fixture(temperature_c)
        return self._pipes[name].fixture(temperature_c)

    def take_poured(self, now_ms: int) -> Poured:
        """What went into beds and out of leaks since the last call."""
        self._pass(now_ms)
        beds: defaultdict[str, float] = defaultdict(float)
        leaked: dict[str, defaultdict[str, float]] = {"water": defaultdict(float), "gas": defaultdict(float)}
        for pipe in self._pipes.values():
            for outlet, volume in pipe.poured.items():
                into = beds if outlet.kind == "bed" else leaked[pipe.plan.carries]
                into[outlet.name] += volume / LITRE
            pipe.poured = {}
        return Poured(beds, floors=leaked["water"], gas=leaked["gas"])

    def volumes(self, carries: Literal["water", "gas"], now_ms: int) -> Volumes:
        """Where the water or the gas came from and where it went."""
        self._pass(now_ms)
        pipes = [pipe for pipe in self._pipes.values() if pipe.plan.carries == carries]
        tanks = list(self._tanks.values()) if carries == "water" else []
        return Volumes(
            supplied=sum([pipe.total for pipe in pipes if pipe.plan.comes_from is None]) / LITRE,
            sprung=sum([tank.sprung for tank in tanks]) / LITRE,
            used=sum([pipe.delivered["use"] for pipe in pipes]) / LITRE,
            leaked=sum([pipe.delivered["leak"] for pipe in pipes]) / LITRE,
            irrigated=sum([pipe.delivered["bed"] for pipe in pipes]) / LITRE,
            overflowed=sum([tank.overflowed for tank in tanks]) / LITRE,
            stored=sum([tank.stored for tank in tanks]) / LITRE,
        )

    def _want(self, pipe: str, outlet: Outlet, l_min: float, now_ms: int) -> None:
        self._pass(now_ms)
        if self._pipes[pipe].want(outlet, l_min):
            self._solve()

    def _pass(self, now_ms: int) -> None:
        """Let flow what flows until now; on the way tanks may become empty or full."""
        while self._next_ms is not None and self._next_ms <= now_ms:
            self._count(self._next_ms)
            self._solve()
        self._count(now_ms)

    def _count(self, now_ms: int) -> None:
        passed_ms = now_ms - self._at_ms
        if passed_ms:
            self._at_ms = now_ms
            for pipe in self._pipes.values():
                pipe.pass_time(passed_ms)
            for tank in self._tanks.values():
                tank.pass_time(passed_ms)

    def _solve(self) -> None:
        self._network.solve()
        wait_ms = self._network.turns_after_ms()
        self._next_ms = None if wait_ms is None else self._at_ms + wait_ms

    def _ground_c(self, now_ms: int) -> float:
        if now_ms >= self._ground[0]:
            day = (self._start + timedelta(milliseconds=now_ms)).timetuple().tm_yday
            self._ground = (now_ms + HOUR_MS, ground_c(self._climate, day, _MAINS_LIE_AT_M))
        return self._ground[1]
