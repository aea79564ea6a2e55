"""Moments are read as people in Iran and elsewhere write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from api.services.moments import Moment, in_jalali, parse_moment

HALF_PAST_TWO = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "1405/09/02 14:30",
        "1405-9-2 14:30",
        "۱۴۰۵/۰۹/۰۲ ۱۴:۳۰",
        "2026-11-23 14:30",
        "2026-11-23T11:00:00Z",
        "2026-11-23T11:00:00.000000+00:00",
        "2026-11-23T14:30:00+0330",
    ],
)
def test_one_moment_written_in_many_ways(written: str) -> None:
    assert parse_moment(written) == HALF_PAST_TWO


def test_a_day_begins_at_midnight_in_iran() -> None:
    assert parse_moment("1405/09/02") == datetime(2026, 11, 22, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["", "tomorrow", "1405/13/01", "1405/12/30", "2026-02-30", "2026-11-23 25:00"]
)
def test_what_is_no_moment_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"month|day|hour|moment"):
        parse_moment(written)


@given(st.integers(min_value=-20 * 365 * 1440, max_value=130 * 365 * 1440))
def test_what_is_written_in_jalali_is_read_back(minutes: int) -> None:
    minute = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    assert parse_moment(in_jalali(minute)) == minute


@pytest.mark.parametrize("written", [10**9, "1000-01-01", "1999-12-31", "2300-01-01", "9999-12-31T23:59:59Z"])
def test_a_request_names_moments_of_these_days_as_texts(written: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Moment).validate_python(written)
