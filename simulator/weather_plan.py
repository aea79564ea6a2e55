"""What a scenario says of its weather."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from devices.text import Text
from simulator.mistakes import WrongValue
from simulator.plan import Plan
from simulator.validation import Location
from simulator.weather_kinds import KindName
from simulator.weather_record import WeatherRecord

_NOT_COVERED = Text(
    en="has rows from {begins} to {ends}; the run needs {needed}",
    fa="ردیف‌هایش از {begins} تا {ends} است؛ این اجرا به {needed} نیاز دارد",
)


def _is_record(value: Any) -> WeatherRecord:
    if isinstance(value, WeatherRecord):
        return value
    raise WrongValue(
        Text(
            en="should be the path of a CSV or EPW file beside the scenario, such as weather.csv",
            fa="باید مسیر یک فایل CSV یا EPW در کنار سناریو باشد، مانند weather.csv",
        )
    )


WeatherFile = Annotated[
    WeatherRecord,
    PlainValidator(_is_record),
    WithJsonSchema({"type": "string", "description": "the path of a CSV or EPW file beside the scenario"}),
]


class WeatherPlan(Plan):
    """How the weather differs from the place's usual one; temperatures in kelvin, cloud cover 0 to 1.

    What a file has goes before everything else but `warmer_by_k`; what it lacks is as it would be without it.
    """

    kind: KindName = "usual"
    warmer_by_k: Annotated[float, Field(ge=-30, le=30)] = 0
    cloud: Annotated[float, Field(ge=0, le=1)] | None = None
    file: WeatherFile | None = None


def wrong_in_weather(
    weather: WeatherPlan, start: datetime, duration_ms: int
) -> Iterator[tuple[Location, Text]]:
    """Where the weather does not suit the run: location and what is wrong."""
    record = weather.file
    if record is None or record.is_whole_year:
        return
    last = start + timedelta(milliseconds=max(0, duration_ms - 1))
    for needed in (start, last):
        if record.find(needed) is None:
            yield (
                ("weather", "file"),
                _NOT_COVERED.format(
                    begins=_written(record.begins), ends=_written(record.ends), needed=_written(needed)
                ),
            )
            return


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
