"""The trait of watching the weather from a mast."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.property import Sensing
from devices.reading import number
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.parts import hours_since, measured


def weather_station() -> Trait:
    """An array of sensors on a mast: air, wind, rain and sun."""
    return Trait(properties=_WEATHER, memory={"raining_mm_h": 0.0, "rained_at_ms": 0}, sense=_look_at_weather)


def _look_at_weather(values: Values, around: Surroundings) -> Values:
    sky = around.outdoors
    fallen_mm = number(values, "raining_mm_h") * hours_since(values, "rained_at_ms", around)
    return {
        "temperature": sky.temperature_c,
        "humidity": sky.humidity_percent,
        "pressure": sky.pressure_hpa,
        "wind_speed": sky.wind_m_s,
        "wind_direction": sky.wind_from_degrees,
        "rain_rate": sky.rain_mm_h,
        "rain_total": number(values, "rain_total") + fallen_mm,
        "solar_radiation": sky.irradiance_w_m2,
        "raining_mm_h": sky.rain_mm_h,
        "rained_at_ms": around.now_ms,
    }


_WEATHER = (
    measured(
        "temperature",
        Text(en="Outdoor temperature", fa="دمای بیرون"),
        Text(en="Temperature of the outdoor air", fa="دمای هوای بیرون"),
        "°C",
        initial=15,
        sensing=Sensing(noise=0.05, bias=0.2, lag_s=60, resolution=0.1),
        change=0.5,
    ),
    measured(
        "humidity",
        Text(en="Outdoor humidity", fa="رطوبت بیرون"),
        Text(en="Relative humidity of the outdoor air", fa="رطوبت نسبی هوای بیرون"),
        "%",
        initial=40,
        minimum=0,
        maximum=100,
        sensing=Sensing(noise=0.3, bias=1.5, lag_s=60, resolution=1),
        change=2,
    ),
    measured(
        "pressure",
        Text(en="Pressure", fa="فشار هوا"),
        Text(en="Absolute atmospheric pressure", fa="فشار مطلق جو"),
        "hPa",
        initial=850,
        sensing=Sensing(noise=0.05, bias=0.3, resolution=0.1),
        change=1,
    ),
    measured(
        "wind_speed",
        Text(en="Wind speed", fa="سرعت باد"),
        Text(en="Speed of the wind", fa="سرعت باد"),
        "m/s",
        minimum=0,
        sensing=Sensing(noise=0.1, resolution=0.1),
        change=1,
    ),
    measured(
        "wind_direction",
        Text(en="Wind direction", fa="جهت باد"),
        Text(
            en="Where the wind comes from: 0 north, 90 east", fa="جهتی که باد از آن می‌وزد: صفر شمال، ۹۰ خاور"
        ),
        "°",
        minimum=0,
        maximum=360,
        sensing=Sensing(noise=2, resolution=1),
        change=20,
    ),
    measured(
        "rain_rate",
        Text(en="Rain rate", fa="شدت بارش"),
        Text(en="How hard it rains", fa="شدت بارندگی"),
        "mm/h",
        minimum=0,
        change=0.2,
    ),
    measured(
        "rain_total",
        Text(en="Rain", fa="بارندگی"),
        Text(en="Rain since it was installed", fa="مجموع بارندگی از زمان نصب"),
        "mm",
        minimum=0,
        change=0.1,
    ),
    measured(
        "solar_radiation",
        Text(en="Solar radiation", fa="تابش خورشید"),
        Text(en="Power of the sun on level ground", fa="توان تابش خورشید بر سطح افقی"),
        "W/m²",
        minimum=0,
        sensing=Sensing(noise=1, resolution=1),
        change=20,
    ),
)
