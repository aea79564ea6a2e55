"""The trait of an air purifier that filters dust, as fast as it is told or as the air is bad."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.effect import Effect
from devices.property import AT_ONCE, Access, Property, Reporting, Sensing
from devices.reading import instant, number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.air_quality import pm25
from devices.traits.fan_control import fan_mode, fan_state
from devices.traits.heating import READABLE

_SPEEDS = 9
_AUTO_STEPS = ((12, 2), (35, 4), (55, 6), (150, 8))
"""In `auto`: up to this many µg/m³ the fan turns at this speed; above all of them at full speed."""
_QUALITY_STEPS = ((12, "excellent"), (35, "good"), (55, "moderate"), (150, "poor"), (250, "unhealthy"))
_WORST_QUALITY = "hazardous"
_STANDBY_W = 1.0
_FILTER_LASTS_MINUTES = 259_200


def air_purifier(clean_m3_h: float, power_w: float, quietest_db: float, loudest_db: float) -> Trait:
    """A purifier that frees `clean_m3_h` of air of dust at its highest speed, and then draws `power_w`."""

    def clean(values: Values, load: Load) -> Effect:
        share = number(values, "fan_speed") / _SPEEDS
        if share == 0:
            return Effect(heat_w=_STANDBY_W, power_w=_STANDBY_W)
        drawn_w = _STANDBY_W + (power_w - _STANDBY_W) * share**2
        return Effect(
            heat_w=drawn_w,
            power_w=drawn_w,
            cleaned_air_m3_h=clean_m3_h * share,
            sound_db=quietest_db + (loudest_db - quietest_db) * share,
        )

    modes = ("off", "auto", *(str(speed) for speed in range(1, _SPEEDS + 1)))
    return Trait(
        properties=(fan_state(), fan_mode(modes, initial="off")),
        expose="fan",
        obey=_obey,
        decide=_turn_fan,
        act=clean,
    )


def purifier_readings() -> tuple[Trait, ...]:
    """What a purifier tells besides: its speed, the dust, how good that is, and the age of its filter."""
    dust = pm25(Sensing(noise=0.8, bias=1.5, lag_s=30, resolution=1), Reporting(30, 3600, 2), READABLE)
    return (
        Trait(properties=(_fan_speed(),)),
        dust,
        Trait(properties=(_air_quality(),), decide=_judge),
        Trait(
            properties=(_replace_filter(), _filter_age()),
            memory={"aged_at_ms": 0},
            sense=_age,
            follows={},
            patience=lambda values: 600.0,
        ),
    )


def _obey(values: Values, wanted: Values) -> Values:
    """Off is off in both; whoever switches it on without a mode gets `auto`, as the knob does."""
    mode = wanted.get("fan_mode")
    if mode is None:
        mode = "off" if wanted["fan_state"] == "OFF" else "auto"
    return {"fan_mode": mode, "fan_state": "OFF" if mode == "off" else "ON"}


def _turn_fan(values: Values) -> Values:
    mode = str(values["fan_mode"])
    if mode == "off" or values["fan_state"] == "OFF":
        return {"fan_speed": 0}
    return {"fan_speed": _auto_speed(number(values, "pm25")) if mode == "auto" else int(mode)}


def _auto_speed(dust_ug_m3: float) -> int:
    return next((speed for limit, speed in _AUTO_STEPS if dust_ug_m3 <= limit), _SPEEDS)


def _judge(values: Values) -> Values:
    dust = number(values, "pm25")
    return {"air_quality": next((word for limit, word in _QUALITY_STEPS if dust <= limit), _WORST_QUALITY)}


def _age(values: Values, around: Surroundings) -> Values:
    passed_ms = around.now_ms - instant(values, "aged_at_ms")
    turned = passed_ms if values["fan_state"] == "ON" else 0
    minutes = number(values, "filter_age") + turned / 60_000
    return {
        "filter_age": minutes,
        "replace_filter": minutes >= _FILTER_LASTS_MINUTES,
        "aged_at_ms": around.now_ms,
    }


def _fan_speed() -> Property:
    return Property(
        name="fan_speed",
        kind="numeric",
        title=Text(en="Fan speed", fa="سرعت فن"),
        description=Text(en="Current fan speed", fa="سرعت کنونی فن"),
        access=READABLE,
        minimum=0,
        maximum=_SPEEDS,
        initial=0,
        reporting=AT_ONCE,
    )


def _air_quality() -> Property:
    words = (*(word for _, word in _QUALITY_STEPS), _WORST_QUALITY)
    return Property(
        name="air_quality",
        kind="enum",
        title=Text(en="Air quality", fa="کیفیت هوا"),
        description=Text(en="Calculated air quality", fa="کیفیت هوا بر پایهٔ ذرات معلق"),
        choices=(*words, "out_of_range", "unknown"),
        initial="unknown",
        reporting=AT_ONCE,
    )


def _replace_filter() -> Property:
    return Property(
        name="replace_filter",
        kind="binary",
        title=Text(en="Replace filter", fa="تعویض فیلتر"),
        description=Text(
            en="Indicates if the filter is older than 6 months and needs replacing",
            fa="نشان می‌دهد که فیلتر بیش از شش ماه کار کرده است و باید عوض شود",
        ),
        access=READABLE,
        initial=False,
        reporting=AT_ONCE,
    )


def _filter_age() -> Property:
    return Property(
        name="filter_age",
        kind="numeric",
        title=Text(en="Filter age", fa="عمر فیلتر"),
        description=Text(
            en="Time that the filter has been used, in minutes", fa="زمان کارکرد فیلتر به دقیقه"
        ),
        access=Access.PUBLISHED | Access.GETTABLE,
        unit="min",
        minimum=0,
        initial=0,
        sensing=Sensing(resolution=1),
    )
