"""Electricity, water, gas, beds and wet floors of a house, together, as the world moves them on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from devices.device import PowerSource
from devices.effect import VAPORISING_W_PER_G_H, Effect
from devices.surroundings import Fixture, Indoors, Outdoors
from simulator.doing import Doing, Supply
from simulator.fixtures import Bed, Circuit, Pipe, Tank
from simulator.given import Given
from simulator.house import House
from simulator.world.electricity import Electricity
from simulator.world.floor import Floors
from simulator.world.plumbing import Plumbing, gas_l_min
from simulator.world.soil import Soil

_HOUR_MS = 3_600_000


class Utilities:
    """What comes into a house by wires and pipes, and where it stands when it has left them.

    Every call takes the present instant, which never goes back, in milliseconds of the run.
    """

    def __init__(self, house: House, start: datetime) -> None:
        self.electricity = Electricity(house, start)
        self.plumbing = Plumbing(house, start)
        self.soil = Soil(house, start)
        self.floors = Floors(house)
        self._installed = house.installed
        self._leaks_into = {name: pipe.room or house.room_names[0] for name, pipe in house.pipes.items()}
        self._fixtures = house.fixtures
        self._at_ms = 0
        self._gas_l_h: dict[str, float] = {}
        self._supplies: dict[str, Supply] = {}

    def __contains__(self, fixture: str) -> bool:
        return any(fixture in part for part in (self.electricity, self.plumbing, self.soil))

    def serve(self, device: str, effect: Effect, now_ms: int) -> None:
        """A device draws what its effect says from its circuit and its pipes from now on."""
        self.electricity.draw(device, self._installed[device].plan.circuit, effect.power_w, now_ms)
        for pipe in self._pipes_of(device):
            self.plumbing.serve(device, pipe, effect, now_ms)

    def do(self, who: str, doing: Doing, supply: Supply, now_ms: int) -> None:
        """Somebody draws what their doing takes from now on, and nothing from where they did before."""
        before = self._supplies.get(who, supply)
        if before != supply:
            self._draw(who, Doing(), before, now_ms)
        self._supplies[who] = supply
        self._draw(who, doing, supply, now_ms)

    def has_power(self, device: str) -> bool:
        """Whether a device has what it runs on: its battery, or a live circuit."""
        installed = self._installed[device]
        on_battery = installed.device.power_source is PowerSource.BATTERY
        return on_battery or self.electricity.is_live(installed.plan.circuit)

    def share(self, device: str, now_ms: int) -> float:
        """How much of the water and gas that it wants a device gets, 0 to 1; without a pipe it wants none."""
        return min([self.plumbing.share(pipe, now_ms) for pipe in self._pipes_of(device)], default=1.0)

    def fixture(self, name: str, now_ms: int) -> Fixture:
        """What a device feels that is fitted to this circuit, pipe, tank or bed."""
        if name in self.electricity:
            return self.electricity.reading(name, now_ms)
        if name in self.plumbing:
            return self.plumbing.reading(name, now_ms)
        return self.soil.reading(name)

    def shown(self, now_ms: int) -> Iterator[tuple[str, float]]:
        """What each fixture is at present: watts of a circuit, l/min of a pipe, percent of a tank or bed."""
        for name, each in self._fixtures.items():
            if isinstance(each, Circuit):
                yield name, round(self.electricity.power_w(name), 1)
            elif isinstance(each, Pipe):
                yield name, round(self.plumbing.reading(name, now_ms).flow_l_min, 2)
            elif isinstance(each, Tank):
                yield name, round(self.plumbing.reading(name, now_ms).level_percent, 1)
            elif isinstance(each, Bed):
                yield name, round(self.soil.reading(name).moisture_percent, 1)

    def drive(self, name: str, aspects: Mapping[str, float], now_ms: int) -> None:
        """A valve or a pump makes this of a pipe, a switch in the board of a circuit (`open`: no power)."""
        if name in self.electricity:
            if "open" in aspects:
                self.electricity.switch(name, aspects["open"] == 0, now_ms)
        elif name in self.plumbing:
            self.plumbing.drive(name, aspects, now_ms)
            if "leak_l_min" in aspects:
                self.plumbing.leak(name, self._leaks_into[name], aspects["leak_l_min"], now_ms)

    def step(self, now_ms: int, outdoors: Outdoors, indoors: Callable[[str], Indoors]) -> None:
        """Let what has left the pipes since the last step reach floors, beds and air."""
        hours = (now_ms - self._at_ms) / _HOUR_MS
        self._at_ms = now_ms
        poured = self.plumbing.take_poured(now_ms)
        for room, litres in sorted(poured.floors.items()):
            self.floors.spill(room, litres)
        self._gas_l_h = {room: litres / hours for room, litres in poured.gas.items()}
        self.floors.step(hours)
        self.soil.step(hours, outdoors, indoors, poured.beds)

    def given(self, room: str) -> Given | None:
        """What floors, beds and leaks gave to the air of a room in the last step, if anything."""
        moisture_g, gas_l = self._moisture_g_h(room), self._gas_l_h.get(room, 0.0)
        return Given(moisture_g=moisture_g, gas_l=gas_l) if moisture_g or gas_l else None

    def heat_w(self, room: str) -> float:
        """What evaporation in a room gave to it: less than nothing."""
        return -VAPORISING_W_PER_G_H * self._moisture_g_h(room)

    def _moisture_g_h(self, room: str) -> float:
        return self.floors.moisture_g_h(room) + self.soil.moisture_g_h(room)

    def _pipes_of(self, device: str) -> list[str]:
        plan = self._installed[device].plan
        return [pipe for pipe in (plan.pipe, plan.gas_pipe) if pipe is not None]

    def _draw(self, who: str, doing: Doing, supply: Supply, now_ms: int) -> None:
        self.electricity.draw(who, supply.circuit, doing.power_w, now_ms)
        if supply.water is not None:
            self.plumbing.draw(who, supply.water, doing.water_l_min, now_ms)
        if supply.gas is not None:
            self.plumbing.draw(who, supply.gas, gas_l_min(doing.gas_w), now_ms)
