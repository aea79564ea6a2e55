"""Moments as people write them: `1405/09/02 14:30`, `2026-11-23 14:30`, or ISO 8601 with its time zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from typing import Annotated
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDateTime
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from api.services.names import latin_digits

HERE = ZoneInfo("Asia/Tehran")
"""Where a time without a zone is meant."""
_FIRST_GREGORIAN_YEAR = 1700
_YEARS = range(2000, 2200)
"""What a request may name: further off there is nothing to plan, and no room to add a day to it."""
_WRITTEN = re.compile(
    r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})"
    r"(?:[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,6})?)?)?"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)


def parse_moment(written: str) -> datetime:
    """The moment in UTC; a day without a time begins at midnight. Raises ValueError."""
    match = _WRITTEN.fullmatch(latin_digits(written.strip()))
    if match is None:
        raise ValueError(f"not a moment: {written!r}")
    year, month, day, hour, minute, second = (
        int(match[part] or 0) for part in ("year", "month", "day", "hour", "minute", "second")
    )
    zone = _zone(match["zone"])
    if year >= _FIRST_GREGORIAN_YEAR:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    gregorian = JalaliDateTime(year, month, day, hour, minute, second).to_gregorian()
    return datetime.combine(gregorian.date(), gregorian.time(), zone).astimezone(UTC)


def in_jalali(moment: datetime) -> str:
    """The moment in Iran's calendar and time: `1405/09/02 14:30`."""
    local = moment.astimezone(HERE)
    return str(JalaliDateTime(local.replace(tzinfo=None)).strftime("%Y/%m/%d %H:%M"))


def _zone(written: str | None) -> tzinfo:
    if written is None:
        return HERE
    return datetime.strptime("+0000" if written == "Z" else written, "%z").tzinfo or UTC


def _validated(value: object) -> datetime:
    try:
        moment = parse_moment(value) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        moment = None
    if moment is None or moment.year not in _YEARS:
        raise PydanticCustomError("moment", "is not a moment")
    return moment


Moment = Annotated[datetime, BeforeValidator(_validated)]
"""A field of a request that holds a moment, as a text."""
