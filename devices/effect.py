"""What a device does to the world around it, as long as its values stay as they are."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from devices.surroundings import Load

_HARDLY_DIFFERENT = 0.01
VAPORISING_W_PER_G_H = 0.68
"""Heat that water takes up as it evaporates: 2,450 J/g."""


class Effect(NamedTuple):
    """Flows between a device, its room, the mains, the pipes and the world outside.

    Energy is kept: what comes in (`power_w`, `fuel_w`, `sun_w`) goes out (`heat_w`, `heat_outdoors_w`,
    `vapour_w`) or stays in the device (`stored_w`).
    """

    heat_w: float = 0.0
    """Heat given to the air of the room; negative cools."""
    light_lm: float = 0.0
    power_w: float = 0.0
    """Drawn from the mains; negative feeds in."""
    heat_outdoors_w: float = 0.0
    """Heat that leaves the house: the outer part of a split AC, a flue, warm water down a drain.

    Negative comes in: what a heat pump takes from outside, the hot water of a boiler elsewhere.
    """
    fuel_w: float = 0.0
    """Power of the gas that it burns."""
    sun_w: float = 0.0
    """Power taken from the sun by what stands outside."""
    stored_w: float = 0.0
    """What charges a battery or a hot-water tank; negative when it is given back."""
    moisture_g_h: float = 0.0
    """Water given to the air of the room, in grams an hour; negative dries it."""
    water_l_min: float = 0.0
    """Drawn from the pipe that supplies it."""
    fresh_air_m3_h: float = 0.0
    """Air of the room that it exchanges with the air outside."""
    cleaned_air_m3_h: float = 0.0
    """Air that it frees of particles."""
    co2_l_h: float = 0.0
    """Carbon dioxide given to the air of the room."""
    sound_db: float = 0.0
    """How loud it is in its room; 0 is silent."""

    @property
    def vapour_w(self) -> float:
        """Heat bound in the water that it evaporates."""
        return self.moisture_g_h * VAPORISING_W_PER_G_H

    @property
    def unaccounted_w(self) -> float:
        """Energy that comes from nowhere or goes nowhere; 0 for everything real."""
        comes_in = self.power_w + self.fuel_w + self.sun_w
        return comes_in - self.heat_w - self.heat_outdoors_w - self.vapour_w - self.stored_w

    def resembles(self, other: Effect) -> bool:
        """Whether no flow is so different that a house would notice: by a hundredth, or a watt of heat."""
        if self == other:
            return True
        if abs(self.heat_w - other.heat_w) > 1 + _HARDLY_DIFFERENT * abs(self.heat_w):
            return False
        return all(
            abs(flow - before) <= _HARDLY_DIFFERENT * abs(flow) or name in ("heat_w", "stored_w")
            for name, flow, before in zip(self._fields, self, other, strict=True)
        )

    @staticmethod
    def of_load(load: Load, share: float = 1.0) -> Effect:
        """What an appliance does that runs at a `share` of its power.

        Its heat that is not electric comes from outside, as a radiator's hot water does; what of its
        electricity does not warm the room goes there, as with a washing machine's.
        """
        power_w, heat_w = load.power_w * share, load.heat_w * share
        return Effect(heat_w=heat_w, power_w=power_w, heat_outdoors_w=power_w - heat_w)

    @staticmethod
    def of_all(effects: Iterable[Effect]) -> Effect:
        """What several do together: flows add up, and sounds as their powers do."""
        every = [effect for effect in effects if effect != _NOTHING]
        if not every:
            return _NOTHING
        if len(every) == 1:
            return every[0]
        loudest = max([effect.sound_db for effect in every])
        summed = Effect(*[sum(flows) for flows in zip(*every, strict=True)])
        if loudest <= 0:
            return summed._replace(sound_db=0.0)
        return summed._replace(sound_db=sum_of_sounds([effect.sound_db for effect in every]))


_NOTHING = Effect()


def sum_of_sounds(levels_db: Iterable[float]) -> float:
    """The level of several independent sounds together; 0 dB counts as silence."""
    power = sum([10 ** (level / 10) for level in levels_db if level > 0])
    return 10 * math.log10(power) if power else 0.0
