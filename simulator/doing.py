"""What people do to the room that they are in, as long as they do it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from devices.effect import sum_of_sounds
from simulator.fixtures import MAINS


class Doing(NamedTuple):
    """Flows from what somebody does, or from their own body, to the room; and what it takes to do it."""

    heat_w: float = 0.0
    """Heat given to the air of the room; what its moisture binds is not in it."""
    moisture_g_h: float = 0.0
    co2_l_h: float = 0.0
    """Carbon dioxide, in litres at sea level."""
    pm25_mg_h: float = 0.0
    voc_mg_h: float = 0.0
    sound_db: float = 0.0
    """How loud it is in the room; 0 is silent."""
    water_l_min: float = 0.0
    power_w: float = 0.0
    """Drawn from the mains."""
    gas_w: float = 0.0
    """Power of the gas that it burns (lower heating value)."""

    @staticmethod
    def of_all(doings: Iterable[Doing]) -> Doing:
        """What several do together: flows add up, and sounds as their powers do."""
        every = list(doings)
        if not every:
            return NOTHING
        summed = Doing(*[sum(flows) for flows in zip(*every, strict=True)])
        return summed._replace(sound_db=sum_of_sounds([doing.sound_db for doing in every]))


class Supply(NamedTuple):
    """Where a doing takes its electricity, water and gas from: names of a circuit and of pipes."""

    circuit: str = MAINS
    water: str | None = None
    gas: str | None = None


NOTHING = Doing()
RESTING = Doing(heat_w=75.0, moisture_g_h=50.0, co2_l_h=18.7)
"""The body of a resting adult: 109 W in all, of which a third is bound in moisture."""
RESTING_MET = 1.0
ASLEEP_MET = 0.7


def exertion(met: float) -> Doing:
    """What a body gives at this activity beyond what it gives resting; asleep it gives less.

    In proportion to the metabolic rate, which for carbon dioxide is exact (ASTM D6245).
    """
    share = met / RESTING_MET - 1
    return Doing(*[flow * share for flow in RESTING])
