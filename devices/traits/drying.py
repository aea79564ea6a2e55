"""The trait of a drying chamber, as saffron is dried in."""

from __future__ import annotations

from devices.device import Change, Trait, Values
from devices.effect import Effect
from devices.property import Sensing
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.drying_chamber import Chamber, ChamberSheet, Controls
from devices.traits.parts import has_mains, hours_since, measured, obey_settings, setting, sign
from devices.traits.switching import on_off

_SOUND_DB = 48.0
_EMPTY = {"water_g": 0.0, "dry_g": 0.0}
_AT_REST = {"heater_w": 0.0, "fan_w": 0.0, "drying_g_h": 0.0, "loss_w": 0.0}


def drying_chamber(sheet: ChamberSheet) -> Trait:
    """Heats and blows until the load is as dry as `end_moisture` asks. A hand fills and empties the trays."""

    def run(values: Values, around: Surroundings) -> Values:
        before = Chamber(number(values, "air_c"), number(values, "water_g"), number(values, "dry_g"))
        room_c, hours = around.room.temperature_c, hours_since(values, "chamber_at_ms", around)
        was_on = values["chamber_runs"] is True
        chamber = before.after(hours, sheet, _controls(values, was_on), room_c)
        is_dry = chamber.dry_g > 0 and chamber.moisture_percent <= number(values, "end_moisture")
        ends = values["state"] == "ON" and is_dry
        runs = values["state"] == "ON" and not is_dry and has_mains(around)
        controls = _controls(values, runs)
        flows = chamber.flows(sheet, controls, room_c)
        return {
            "state": "OFF" if ends else values["state"],
            "temp1_read": chamber.air_c,
            "humidity": chamber.humidity_percent(flows.drying_g_h, controls.fan_share, around.room),
            "weight": chamber.weight_g,
            "moisture": chamber.moisture_percent,
            "finished": ends or values["finished"],
            "power": flows.heater_w + flows.fan_w,
            "chamber_runs": runs,
            "air_c": chamber.air_c,
            "water_g": chamber.water_g,
            "heater_w": flows.heater_w,
            "fan_w": flows.fan_w,
            "drying_g_h": flows.drying_g_h,
            "loss_w": sheet.loss_w_per_k * (chamber.air_c - room_c),
            "chamber_at_ms": around.now_ms,
        }

    def fill(values: Values, around: Surroundings) -> Change:
        water_g = sheet.load_g * sheet.fresh_moisture
        return Change({"water_g": water_g, "dry_g": sheet.load_g - water_g, "finished": False})

    return Trait(
        properties=_SHOWN,
        expose="switch",
        memory={**_EMPTY, **_AT_REST, "chamber_runs": False, "air_c": 20.0, "chamber_at_ms": 0},
        obey=obey_settings,
        sense=run,
        react={
            "fill_trays": fill,
            "empty_trays": lambda values, around: Change({**_EMPTY, "finished": False}),
        },
        hands={"fill_trays": "fill_trays", "empty_trays": "empty_trays"},
        act=_act,
    )


def _controls(values: Values, is_on: bool) -> Controls:
    # The controller sees its sensor: one that shows too much keeps the chamber too cold.
    wrong_by_k = number(values, "temp1_read") - number(values, "air_c")
    return Controls(is_on, number(values, "temp_set") - wrong_by_k, number(values, "fan_set") / 100)


def _act(values: Values, load: Load) -> Effect:
    power_w = number(values, "heater_w") + number(values, "fan_w")
    given = Effect(
        power_w=power_w, heat_w=number(values, "loss_w"), moisture_g_h=number(values, "drying_g_h")
    )
    return given._replace(
        # The rest warms the chamber itself.
        stored_w=given.unaccounted_w,
        sound_db=_SOUND_DB if values["chamber_runs"] is True else 0.0,
    )


_SHOWN = (
    on_off(
        Text(en="State", fa="وضعیت"),
        Text(
            en="Whether it dries; it ends by itself", fa="روشن یا خاموش بودن خشک‌کن؛ خودش در پایان خاموش می‌شود"
        ),
    ),
    setting(
        "temp_set",
        Text(en="Temperature setpoint", fa="دمای تنظیم‌شده"),
        Text(en="How warm the air in the chamber is to be", fa="دمایی که هوای محفظه باید داشته باشد"),
        "°C",
        initial=50,
        minimum=20,
        maximum=80,
    ),
    setting(
        "fan_set",
        Text(en="Fan", fa="فن"),
        Text(en="Speed of the fan", fa="سرعت فن گردش هوا"),
        "%",
        initial=100,
        minimum=0,
        maximum=100,
        step=10,
    ),
    setting(
        "end_moisture",
        Text(en="End moisture", fa="رطوبت پایانی"),
        Text(en="Drying ends at this share of water", fa="خشک کردن با رسیدن به این رطوبت پایان می‌یابد"),
        "%",
        initial=10,
        minimum=7,
        maximum=30,
    ),
    measured(
        "temp1_read",
        Text(en="Temperature", fa="دما"),
        Text(en="Temperature in the chamber", fa="دمای داخل محفظه"),
        "°C",
        initial=20,
        sensing=Sensing(noise=0.05, bias=0.1, lag_s=20, resolution=0.1),
        change=1,
    ),
    measured(
        "humidity",
        Text(en="Humidity", fa="رطوبت هوا"),
        Text(en="Relative humidity in the chamber", fa="رطوبت نسبی هوای داخل محفظه"),
        "%",
        initial=20,
        minimum=0,
        maximum=100,
        sensing=Sensing(noise=0.3, bias=1, lag_s=20, resolution=0.1),
        change=2,
    ),
    measured(
        "weight",
        Text(en="Weight of the load", fa="وزن بار"),
        Text(en="What lies on the trays weighs", fa="وزن آنچه روی سینی‌هاست"),
        "g",
        minimum=0,
        sensing=Sensing(noise=0.2, resolution=0.5),
        change=5,
    ),
    measured(
        "moisture",
        Text(en="Moisture of the load", fa="رطوبت بار"),
        Text(en="Share of water in the load", fa="درصد آب در بار"),
        "%",
        minimum=0,
        maximum=100,
        sensing=Sensing(noise=0.1, resolution=0.1),
        change=1,
    ),
    sign(
        "finished",
        Text(en="Finished", fa="پایان کار"),
        Text(en="The load is dry", fa="بار خشک شده است"),
    ),
    measured(
        "power",
        Text(en="Power", fa="توان"),
        Text(en="Power of heater and fan", fa="توان مصرفی گرم‌کن و فن"),
        "W",
        minimum=0,
        change=10,
    ),
)
