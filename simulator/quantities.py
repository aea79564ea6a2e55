"""Durations and times of day as people write them in scenario files; both become milliseconds."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from devices.text import Text
from simulator.mistakes import WrongValue

SECOND_MS = 1000
MINUTE_MS = 60 * SECOND_MS
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

_UNITS_MS = {"ms": 1, "s": SECOND_MS, "m": MINUTE_MS, "h": HOUR_MS, "d": DAY_MS}
_DURATION = r"(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+"
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")
_TIME = r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?"


def duration_ms(written: Any) -> int:
    """`90s`, `10m`, `1h30m`, `1d` in milliseconds. Raises WrongValue."""
    if isinstance(written, str) and re.fullmatch(_DURATION, written):
        return round(sum(float(number) * _UNITS_MS[unit] for number, unit in _PART.findall(written)))
    raise WrongValue(
        Text(
            en="should be a duration such as 90s, 10m, 1h30m or 24h",
            fa="باید مدتی مانند 90s یا 10m یا 24h باشد",
        )
    )


def time_of_day_ms(written: Any) -> int:
    """`07:30` or `07:30:15` in milliseconds after midnight. Raises WrongValue."""
    matched = re.fullmatch(_TIME, written) if isinstance(written, str) else None
    if matched is None:
        raise WrongValue(
            Text(
                en="should be a time of day such as 07:30 or 18:05:30",
                fa="باید ساعتی از روز مانند 07:30 باشد",
            )
        )
    hours, minutes, seconds = (int(part or 0) for part in matched.groups())
    return hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS


Duration = Annotated[
    int,
    BeforeValidator(duration_ms),
    WithJsonSchema({"type": "string", "pattern": f"^{_DURATION}$", "examples": ["90s", "10m", "24h"]}),
]
TimeOfDay = Annotated[
    int,
    BeforeValidator(time_of_day_ms),
    WithJsonSchema({"type": "string", "pattern": f"^{_TIME}$", "examples": ["07:30"]}),
]
PositiveDuration = Annotated[Duration, Field(gt=0)]
