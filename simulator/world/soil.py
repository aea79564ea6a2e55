"""Beds of soil: rain and irrigation come in; plants, drains and run-off take water out.

In a house file::

    beds:
      herbs: {title: {en: Herbs, fa: سبزی‌ها}, area_m2: 6}
      tomatoes:
        title: {en: Tomatoes, fa: گوجه‌فرنگی}
        room: greenhouse
        area_m2: 40
        depth_m: 0.4
        moisture_percent: 24
        field_capacity_percent: 30
        wilting_percent: 10
        saturation_percent: 45
        crop_factor: 1.15
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from devices.surroundings import Fixture, Indoors, Outdoors
from simulator.climate import at_day, find_climate
from simulator.house import House
from simulator.world.bed import BedWater, LivingBed
from simulator.world.evapotranspiration import Atmosphere, reference_mm_h


class Soil:
    """The beds of a house, moved on by steps."""

    def __init__(self, house: House, start: datetime) -> None:
        mean_c = at_day(find_climate(house.place.climate).mean_c, start.timetuple().tm_yday)
        self._plans = dict(sorted(house.beds.items()))
        self._beds = {name: LivingBed(plan, mean_c) for name, plan in self._plans.items()}
        self._moisture_g_h: dict[str, float] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._beds

    def step(
        self,
        hours: float,
        outdoors: Outdoors,
        indoors: Callable[[str], Indoors],
        irrigated_l: Mapping[str, float],
    ) -> None:
        """Move on by so many hours with this weather, these rooms, and what ran into each bed since."""
        self._moisture_g_h = {}
        for name, bed in self._beds.items():
            room = self._plans[name].room
            if room is None:
                air, rain_mm_h = Atmosphere.under_the_sky(outdoors), outdoors.rain_mm_h
            else:
                air, rain_mm_h = Atmosphere.under_a_roof(indoors(room), outdoors.pressure_hpa), 0.0
            given_l = bed.step(
                hours, rain_mm_h, irrigated_l.get(name, 0.0), reference_mm_h(air), air.temperature_c
            )
            if room is not None:
                self._moisture_g_h[room] = self._moisture_g_h.get(room, 0.0) + 1000 * given_l / hours

    def moisture_g_h(self, room: str) -> float:
        """What the beds of a room gave to its air in the last step; evaporating it took up heat."""
        return self._moisture_g_h.get(room, 0.0)

    def reading(self, name: str) -> Fixture:
        """What a sensor in a bed shows."""
        bed = self._beds[name]
        return Fixture(moisture_percent=bed.moisture_percent, temperature_c=bed.temperature_c)

    def ease(self, name: str) -> float:
        """How easily the plants of a bed drink: 1 while there is enough water, 0 where they wilt."""
        return self._beds[name].ease

    def water(self, name: str) -> BedWater:
        """Where the water of a bed came from and where it went."""
        return self._beds[name].water
