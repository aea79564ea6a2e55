"""During which times a rule asks for something."""

from datetime import datetime

import pytest
from pydantic import ValidationError

from exercises.rulebook.question import Question
from exercises.rulebook.scope import Scope
from simulator.trace import Trace

HOUR = 3_600_000
RUN = (0, 48 * HOUR)


def hours(written, *, start="2027-01-14T00:00", **signals):
    """The scope in hours since the start of a run of two days; signals of hours at which they turn."""
    trace = Trace()
    for at, path, value in sorted(
        (at, path.replace("_", "."), index % 2 == 1)
        for path, turns in signals.items()
        for index, at in enumerate(turns)
    ):
        trace.record(round(at * HOUR), "house", path, value)
    question = Question(trace, {"late": 3 * 3600}, RUN[1], datetime.fromisoformat(start))
    return [(begin / HOUR, end / HOUR) for begin, end in Scope.model_validate(written).intervals(question)]


ALARM = {"a_b": [0, 5, 6, 10, 12]}
RISE, FALL = {"rise": "a.b"}, {"fall": "a.b"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"after": "2h"}, [(2, 48)]),
        ({"after": "$late"}, [(3, 48)]),
        ({"before": "2h"}, [(0, 2)]),
        ({"between": ["2h", "8h"]}, [(2, 8)]),
        ({"after": RISE}, [(5, 48)]),
        ({"before": RISE}, [(0, 5)]),
        ({"before": {"rise": "never.spoken"}}, []),
        ({"after": {"rise": "never.spoken"}}, []),
        ({"between": [RISE, FALL]}, [(5, 6), (10, 12)]),
        ({"between": [RISE, {"rise": "never.spoken"}]}, [(5, 48)]),
        ({"between": [RISE, RISE]}, [(5, 10), (10, 48)]),
        ({"between": [RISE, "1h"]}, [(5, 6), (10, 11)]),
        ({"between": [RISE, "6h"]}, [(5, 16)]),
        ({"between": ["1h", RISE]}, [(1, 5)]),
        ({"while": "a.b"}, [(5, 6), (10, 12)]),
        ({"while": {"not": "a.b"}}, [(0, 5), (6, 10), (12, 48)]),
        ({"after": "5h", "while": {"not": "a.b"}}, [(6, 10), (12, 48)]),
        ({"daily": ["08:00", "22:00"]}, [(8, 22), (32, 46)]),
        ({"daily": ["22:00", "06:00"]}, [(0, 6), (22, 30), (46, 48)]),
        ({"daily": ["08:00", "22:00"], "after": "12h"}, [(12, 22), (32, 46)]),
    ],
)
def test_every_form_is_those_times(written, expected):
    assert hours(written, **ALARM) == expected


def test_clock_times_count_from_the_clock_at_the_start():
    assert hours({"daily": ["08:00", "09:00"]}, start="2027-01-14T20:30") == [(11.5, 12.5), (35.5, 36.5)]


@pytest.mark.parametrize(
    "written", [{}, {"after": 5}, {"between": ["2h"]}, {"daily": ["8", "9"]}, {"during": "2h"}]
)
def test_what_is_no_scope_is_refused(written):
    with pytest.raises(ValidationError):
        Scope.model_validate(written)
