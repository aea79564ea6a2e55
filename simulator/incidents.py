"""What can happen to the air and the floor of a room: a match, burnt food, a spilt bucket, a cloth."""

from __future__ import annotations

from typing import NamedTuple

from devices.text import Text
from simulator.given import Given
from simulator.quantities import MINUTE_MS


class Incident(NamedTuple):
    """What it gives to the air of its room per hour, and whether the floor is wet, while it lasts."""

    title: Text
    lasts_ms: int
    given: Given = Given()
    is_wet: bool = False
    sound_db: float = 0.0
    dries_floor: bool = False


INCIDENTS = {
    "match": Incident(
        Text(en="A match is lit", fa="روشن کردن کبریت"), MINUTE_MS, Given(co2_l=60, pm25_mg=900)
    ),
    "burnt_food": Incident(
        Text(en="Food burns on the stove", fa="سوختن غذا روی اجاق"),
        8 * MINUTE_MS,
        Given(co2_l=40, pm25_mg=15_000, voc_mg=600, co_l=4),
    ),
    "fire": Incident(
        Text(en="Something smoulders", fa="دود کردن و سوختن بدون شعله"),
        30 * MINUTE_MS,
        Given(co2_l=400, pm25_mg=120_000, voc_mg=3000, co_l=90),
    ),
    "blocked_flue": Incident(
        Text(en="The flue of the heater is blocked", fa="گرفتگی دودکش بخاری"),
        120 * MINUTE_MS,
        Given(moisture_g=300, co2_l=220, co_l=12),
    ),
    "spill": Incident(Text(en="Water is spilt", fa="ریختن آب روی زمین"), 30 * MINUTE_MS, is_wet=True),
    "wipe": Incident(
        Text(en="The floor is wiped dry", fa="خشک کردن زمین"), MINUTE_MS, dries_floor=True
    ),
    "paint": Incident(
        Text(en="A wall is painted", fa="رنگ زدن دیوار"), 60 * MINUTE_MS, Given(voc_mg=4000)
    ),
    "steam": Incident(
        Text(en="A kettle boils over", fa="جوشیدن طولانی کتری"), 10 * MINUTE_MS, Given(moisture_g=1200)
    ),
    "broken_glass": Incident(
        Text(en="Glass breaks", fa="شکستن شیشه"), 2000, sound_db=95
    ),
}  # fmt: skip
"""By name, as a hand or a script calls for them."""
