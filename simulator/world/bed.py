"""One bed of soil with plants: the water in it, and where it comes from and goes."""

from __future__ import annotations

import math
from typing import NamedTuple

from simulator.fixtures import Bed

_DRAINS_IN_H = 8.0
"""What is above field capacity sinks away by this time constant."""
_READILY_AVAILABLE = 0.5
"""Share of the water between field capacity and wilting that plants take without effort (FAO-56)."""
_DIFFUSIVITY_M2_H = 0.055 / 24
_DAY_PER_RADIAN_H = 24 / (2 * math.pi)


class BedWater(NamedTuple):
    """Litres since the run began: what came in, what went out, and what is stored."""

    rained: float = 0.0
    irrigated: float = 0.0
    evaporated: float = 0.0
    drained: float = 0.0
    ran_off: float = 0.0
    stored: float = 0.0


class LivingBed:
    """The state of one bed."""

    def __init__(self, plan: Bed, temperature_c: float) -> None:
        self._plan = plan
        self._volume_l = plan.area_m2 * plan.depth_m * 1000
        self._delay_h = _delay_h(plan.depth_m / 2)
        self.temperature_c = temperature_c
        self.water = BedWater(stored=self._volume_l * plan.moisture_percent / 100)

    @property
    def moisture_percent(self) -> float:
        """Water in percent of the soil's volume."""
        return 100 * self.water.stored / self._volume_l

    @property
    def ease(self) -> float:
        """How easily the plants drink: 1 while there is enough, 0 where they wilt (Ks of FAO-56)."""
        plan = self._plan
        available = plan.field_capacity_percent - plan.wilting_percent
        left = (self.moisture_percent - plan.wilting_percent) / available
        return max(0.0, min(1.0, left / (1 - _READILY_AVAILABLE)))

    def step(
        self, hours: float, rain_mm_h: float, irrigated_l: float, reference_mm_h: float, air_c: float
    ) -> float:
        """Move on by so many hours, much less than a day. Returns the litres given to the air."""
        before = self.water
        rained = rain_mm_h * hours * self._plan.area_m2
        stored = before.stored + rained + irrigated_l
        ran_off = max(0.0, stored - self._volume_l * self._plan.saturation_percent / 100)
        stored -= ran_off
        above = max(0.0, stored - self._volume_l * self._plan.field_capacity_percent / 100)
        drained = above * (1 - math.exp(-hours / _DRAINS_IN_H))
        wanted = reference_mm_h * hours * self._plan.area_m2 * self._plan.crop_factor * self.ease
        evaporated = min(stored - drained, wanted)
        self.water = BedWater(
            rained=before.rained + rained,
            irrigated=before.irrigated + irrigated_l,
            evaporated=before.evaporated + evaporated,
            drained=before.drained + drained,
            ran_off=before.ran_off + ran_off,
            stored=stored - drained - evaporated,
        )
        self.temperature_c += (air_c - self.temperature_c) * (1 - math.exp(-hours / self._delay_h))
        return evaporated


def _delay_h(depth_m: float) -> float:
    """The time constant that damps a day's wave as much as this depth of soil does."""
    damped = math.exp(-depth_m * math.sqrt(math.pi / (24 * _DIFFUSIVITY_M2_H)))
    return math.sqrt(1 / damped**2 - 1) * _DAY_PER_RADIAN_H
