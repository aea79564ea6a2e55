"""What people do at home by habit, and what each does to the room. One entry is one activity.

Strengths are round figures of the literature: moisture after IEA EBC Annex 14 (1991), gas at 0.1 l of carbon
dioxide and 0.16 g of water for each watt-hour burnt, metabolic rates after ISO 8996.
"""

from __future__ import annotations

from typing import NamedTuple

from devices.effect import Effect
from simulator.doing import Doing
from simulator.quantities import HOUR_MS, MINUTE_MS, SECOND_MS


class Activity(NamedTuple):
    """An activity with what is usual for it."""

    doing: Doing
    met: float
    """Metabolic rate of who does it."""
    lasts_ms: tuple[int, int]
    """At least and at most."""
    times_a_day: float
    is_attended: bool = True
    """Whether it ends when they leave the room; otherwise it goes on without them."""


def _with_heat(doing: Doing) -> Doing:
    """What electricity and gas bring and moisture does not bind becomes heat of the room."""
    bound_w = Effect(moisture_g_h=doing.moisture_g_h).vapour_w
    return doing._replace(heat_w=doing.power_w + doing.gas_w - bound_w)


COOKING_ON_GAS = Activity(
    _with_heat(
        Doing(
            gas_w=2000,
            moisture_g_h=1100,
            co2_l_h=200,
            pm25_mg_h=60,
            voc_mg_h=60,
            sound_db=55,
            water_l_min=0.3,
        )
    ),
    met=1.8,
    lasts_ms=(20 * MINUTE_MS, 50 * MINUTE_MS),
    times_a_day=2,
)
COOKING_ON_ELECTRICITY = Activity(
    _with_heat(
        Doing(power_w=1800, moisture_g_h=800, pm25_mg_h=45, voc_mg_h=60, sound_db=55, water_l_min=0.3)
    ),
    met=1.8,
    lasts_ms=(20 * MINUTE_MS, 50 * MINUTE_MS),
    times_a_day=2,
)
_SHOWERING = Activity(
    # The warm water itself brings what its vapour binds; the boiler that warmed it counts the gas.
    Doing(moisture_g_h=2600, voc_mg_h=10, sound_db=62, water_l_min=8),
    met=1.6,
    lasts_ms=(5 * MINUTE_MS, 14 * MINUTE_MS),
    times_a_day=0.7,
)
_WASHING = Activity(
    # Most of the heat leaves with the water.
    Doing(power_w=420, heat_w=100, moisture_g_h=40, voc_mg_h=15, sound_db=58, water_l_min=0.6),
    met=1.6,
    lasts_ms=(HOUR_MS, 2 * HOUR_MS),
    times_a_day=0.4,
    is_attended=False,
)
_WATCHING = Activity(
    _with_heat(Doing(power_w=110, sound_db=60)),
    met=1.0,
    lasts_ms=(30 * MINUTE_MS, 2 * HOUR_MS),
    times_a_day=2,
)
_TAPPING = Activity(
    Doing(water_l_min=6, sound_db=50),
    met=1.4,
    lasts_ms=(10 * SECOND_MS, 90 * SECOND_MS),
    times_a_day=10,
)
_CLEANING = Activity(
    _with_heat(Doing(power_w=700, voc_mg_h=400, pm25_mg_h=10, moisture_g_h=100, sound_db=72)),
    met=2.6,
    lasts_ms=(10 * MINUTE_MS, 30 * MINUTE_MS),
    times_a_day=0.3,
)

ACTIVITIES: dict[str, Activity] = {
    "clean": _CLEANING,
    "cook": COOKING_ON_GAS,
    "shower": _SHOWERING,
    "use_tap": _TAPPING,
    "wash": _WASHING,
    "watch": _WATCHING,
}
"""By the word that a scenario uses; `cook` may also be electric."""
