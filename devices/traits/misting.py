"""The trait of making mist for a greenhouse."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.effect import Effect
from devices.property import Sensing
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.parts import felt, has_mains, measured, obey_settings, setting
from devices.traits.switching import on_off

_BAND_PERCENT = 5.0
"""It makes all the mist it can until it comes so near to its setpoint."""
_GRAMS_IN_A_LITRE = 1000.0


def mister(most_g_h: float, power_w: float, sound_db: float) -> Trait:
    """Mist that moistens the air up to a setpoint and cools it; it is fed by a pipe."""

    def control(values: Values, around: Surroundings) -> Values:
        humidity = around.room.humidity_percent
        lacking = number(values, "humidity_set") - felt(values, "humidity", "air_percent", humidity)
        is_on = values["state"] == "ON" and has_mains(around)
        share = min(1.0, max(0.0, lacking / _BAND_PERCENT)) if is_on else 0.0
        return {
            "humidity": humidity,
            "production": share * around.supply * most_g_h / _GRAMS_IN_A_LITRE,
            "power": share * power_w,
            "mist_share": share,
            "mist_supply": around.supply,
            "air_percent": humidity,
        }

    def act(values: Values, load: Load) -> Effect:
        share = number(values, "mist_share")
        mist = Effect(moisture_g_h=share * number(values, "mist_supply") * most_g_h)
        return mist._replace(
            power_w=share * power_w,
            # What evaporates takes its heat from the air.
            heat_w=share * power_w - mist.vapour_w,
            water_l_min=share * most_g_h / _GRAMS_IN_A_LITRE / 60,
            sound_db=sound_db if share else 0.0,
        )

    return Trait(
        properties=_SHOWN,
        expose="switch",
        memory={"mist_share": 0.0, "mist_supply": 1.0, "air_percent": 40.0},
        obey=obey_settings,
        sense=control,
        act=act,
    )


_SHOWN = (
    on_off(
        Text(en="State", fa="وضعیت"),
        Text(en="Whether it may make mist", fa="روشن یا خاموش بودن مه‌پاش"),
    ),
    setting(
        "humidity_set",
        Text(en="Humidity setpoint", fa="رطوبت تنظیم‌شده"),
        Text(en="How moist the air is to be", fa="رطوبتی که هوا باید به آن برسد"),
        "%",
        initial=70,
        minimum=20,
        maximum=95,
    ),
    measured(
        "humidity",
        Text(en="Humidity", fa="رطوبت"),
        Text(en="Measured relative humidity", fa="رطوبت نسبی اندازه‌گیری‌شده"),
        "%",
        initial=40,
        minimum=0,
        maximum=100,
        sensing=Sensing(noise=0.3, bias=1, resolution=0.1),
        change=2,
    ),
    measured(
        "production",
        Text(en="Production", fa="تولید مه"),
        Text(en="Mist that it makes", fa="مقدار مهی که تولید می‌کند"),
        "L/h",
        minimum=0,
        sensing=Sensing(resolution=0.01),
        change=0.2,
    ),
    measured(
        "power",
        Text(en="Power", fa="توان"),
        Text(en="Power that it draws", fa="توان مصرفی مه‌پاش"),
        "W",
        minimum=0,
        change=10,
    ),
)
