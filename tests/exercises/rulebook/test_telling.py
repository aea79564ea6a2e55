"""Moments and spans in words."""

from datetime import datetime

import pytest

from devices.text import Text
from exercises.rulebook.telling import Moment, Span, clock, span, tell

MIDNIGHT = datetime.fromisoformat("2027-01-14T00:00")


@pytest.mark.parametrize(
    ("ms", "english", "persian"),
    [
        (0, "0 s", "۰ ثانیه"),
        (1_500, "1.5 s", "۱٫۵ ثانیه"),
        (5_000, "5 s", "۵ ثانیه"),
        (9_960, "10 s", "۱۰ ثانیه"),
        (31_400, "31 s", "۳۱ ثانیه"),
        (59_600, "1 min", "۱ دقیقه"),
        (125_000, "2 min 5 s", "۲ دقیقه و ۵ ثانیه"),
        (3_600_000, "1 h", "۱ ساعت"),
        (3_780_000, "1 h 3 min", "۱ ساعت و ۳ دقیقه"),
        (3_605_000, "1 h", "۱ ساعت"),
    ],
)
def test_spans_have_two_units_at_most(ms, english, persian):
    assert span(ms) == Text(en=english, fa=persian)


def test_a_moment_is_the_clock_of_the_simulated_day():
    assert clock(MIDNIGHT, 27_730_000) == Text(en="07:42:10", fa="۰۷:۴۲:۱۰")


def test_the_second_day_is_named():
    told = clock(MIDNIGHT.replace(hour=12), 13 * 3_600_000)
    assert told == Text(en="01:00:00 on day 2", fa="۰۱:۰۰:۰۰ روز ۲")


def test_a_sentence_has_its_moments_spans_and_names_in_words():
    template = Text(en="{wanted} at {at}, {by} too late", fa="{wanted} در {at}، {by} دیر")
    told = tell(
        template,
        {"at": Moment(1000), "by": Span(31_000)},
        {"wanted": Text(en="lamp.state", fa="lamp.state")},
        MIDNIGHT,
    )
    assert told == Text(en="lamp.state at 00:00:01, 31 s too late", fa="lamp.state در ۰۰:۰۰:۰۱، ۳۱ ثانیه دیر")
