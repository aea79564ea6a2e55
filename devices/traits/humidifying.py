"""The trait of a humidifier that lets water evaporate from its tank."""

from __future__ import annotations

from devices.device import Change, Trait, Values
from devices.effect import Effect
from devices.property import AT_ONCE, Property, Reporting, Sensing
from devices.reading import instant, number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.switching import EVERY_ACCESS

_MODES = {"low": 0.4, "medium": 0.7, "high": 1.0}
_HYSTERESIS_PERCENT = 2.0
_STANDBY_W = 1.0
_MS_IN_AN_HOUR = 3_600_000


def humidifier(most_g_h: float, tank_g: float, power_w: float, sound_db: float) -> Trait:
    """Evaporates up to `most_g_h` into air of 40 %, less into moister, until the target is reached.

    `auto` runs at full speed. When the tank is empty only the fan turns; a hand fills it.
    """

    def evaporate(values: Values, load: Load) -> Effect:
        if not _runs(values):
            return Effect(heat_w=_STANDBY_W, power_w=_STANDBY_W)
        share = _MODES.get(str(values["mode"]), 1.0)
        moisture_g_h = _rate_g_h(values)
        bound_w = Effect(moisture_g_h=moisture_g_h).vapour_w
        drawn_w = power_w * share
        return Effect(
            heat_w=drawn_w - bound_w, power_w=drawn_w, moisture_g_h=moisture_g_h, sound_db=sound_db * share
        )

    def _rate_g_h(values: Values) -> float:
        if not _runs(values) or number(values, "water_level") <= 0:
            return 0.0
        dryness = max(0.0, 100 - number(values, "humidity")) / 60
        return most_g_h * _MODES.get(str(values["mode"]), 1.0) * dryness

    def feel(values: Values, around: Surroundings) -> Values:
        passed_h = (around.now_ms - instant(values, "felt_at_ms")) / _MS_IN_AN_HOUR
        used_percent = 100 * _rate_g_h(values) * passed_h / tank_g
        return {
            "humidity": around.room.humidity_percent,
            "water_level": max(0.0, number(values, "water_level") - used_percent),
            "felt_at_ms": around.now_ms,
        }

    return Trait(
        properties=(
            _target_humidity(),
            _humidity(),
            _mode(),
            _water_level(),
        ),
        memory={"is_humidifying": False, "felt_at_ms": 0},
        sense=feel,
        decide=_decide,
        react={"fill": _fill},
        act=evaporate,
        hands={"fill": "fill"},
    )


def _runs(values: Values) -> bool:
    return values["state"] == "ON" and values["is_humidifying"] is True


def _decide(values: Values) -> Values:
    lacking = number(values, "target_humidity") - number(values, "humidity")
    if abs(lacking) <= _HYSTERESIS_PERCENT:
        return {}
    return {"is_humidifying": lacking > 0}


def _fill(values: Values, around: Surroundings) -> Change:
    return Change({"water_level": 100.0}, tell=("water_level",))


def _target_humidity() -> Property:
    return Property(
        name="target_humidity",
        kind="numeric",
        title=Text(en="Target humidity", fa="رطوبت تنظیم‌شده"),
        description=Text(en="Relative humidity to be reached", fa="رطوبت نسبی‌ای که باید به آن رسید"),
        access=EVERY_ACCESS,
        unit="%",
        minimum=30,
        maximum=80,
        step=1,
        initial=50,
        reporting=AT_ONCE,
    )


def _humidity() -> Property:
    return Property(
        name="humidity",
        kind="numeric",
        title=Text(en="Humidity", fa="رطوبت"),
        description=Text(en="Measured relative humidity", fa="رطوبت نسبی اندازه‌گیری‌شده"),
        unit="%",
        minimum=0,
        maximum=100,
        initial=40.0,
        sensing=Sensing(noise=0.5, bias=2.0, lag_s=60, resolution=1),
        reporting=Reporting(min_s=10, max_s=3600, change=1),
    )


def _mode() -> Property:
    return Property(
        name="mode",
        kind="enum",
        title=Text(en="Mode", fa="حالت کار"),
        description=Text(en="How fast its fan turns", fa="سرعت فن دستگاه"),
        access=EVERY_ACCESS,
        choices=("auto", *_MODES),
        initial="auto",
        reporting=AT_ONCE,
    )


def _water_level() -> Property:
    return Property(
        name="water_level",
        kind="numeric",
        title=Text(en="Water level", fa="مقدار آب مخزن"),
        description=Text(en="How full the tank is", fa="مقدار آبی که در مخزن مانده است"),
        unit="%",
        minimum=0,
        maximum=100,
        initial=100.0,
        sensing=Sensing(resolution=1),
        reporting=Reporting(min_s=60, max_s=3600, change=5),
    )
