"""Where the shapes of the timeline stand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.text import Text
from exercises.finding import Finding, Witness
from exercises.reports.language import Language
from exercises.reports.timeline import WIDE, Frame, around, draw
from exercises.reports.violations import violations
from exercises.run_result import Lane

WORDS = Text(en="Lamp", fa="چراغ")
ENGLISH = Language("en")


def frame(from_s=0.0, to_s=1200.0):
    return Frame(from_s, to_s, None, ENGLISH)


def lane(*segments, role="yours", marks=()):
    return Lane(path="lamp.state", label=WORDS, role=role, segments=segments, marks=marks)


def broken(*moments):
    witnesses = tuple(
        Witness(from_s=at - 10, to_s=at + 10, clock="", by_s=None, says=WORDS, at_s=at) for at in moments
    )
    found = Finding(rule="x", outcome="violated", points=0, of=1, asks=WORDS, says=WORDS, witnesses=witnesses)
    return violations([found], 0)


def test_bars_are_where_something_is_on():
    (row,) = draw([lane((0, 100, "OFF"), (100, 300, "ON"), (300, 1200, "OFF"))], [], frame()).rows
    assert [(bar.x, bar.width) for bar in row.bars] == [(100, 200)]


def test_a_quantity_is_a_line_with_its_extremes():
    (row,) = draw([lane((0, 600, 20.5), (600, 1200, 22))], [], frame()).rows
    assert row.path.startswith("M0.0")
    assert row.scale == ("22", "20.5")
    assert not row.bars


def test_numbers_go_by_time_and_flags_do_not_cover_each_other():
    marks = draw([], broken(500, 100, 105), frame()).marks
    assert [(mark.number, mark.flagged) for mark in marks] == [("1", True), ("2", False), ("3", True)]


def test_what_lies_outside_is_not_drawn():
    picture = draw([lane((0, 10, "ON"), (500, 600, "ON"))], broken(100), frame(400, 800))
    assert len(picture.rows[0].bars) == 1
    assert picture.marks == []


@pytest.mark.parametrize(("length", "ticks"), [(60, 10), (3600, 2), (86_400, 6), (10 * 86_400, 3)])
def test_the_axis_has_some_round_times_and_room_between_them(length, ticks):
    hours = draw([], [], frame(0, length)).hours
    assert len(hours) >= min(ticks, 3)
    assert all(second[0] - first[0] >= 60 for first, second in pairwise(hours))


@given(st.floats(0, 1000), st.floats(0, 1000), st.floats(0, 1000))
def test_nothing_leaves_the_picture(first, second, at):
    start, end = sorted((first, second))
    drawn = draw([lane((start, end, "ON"), marks=(at,))], broken(at), frame(100, 900))
    for row in drawn.rows:
        assert all(0 <= bar.x <= WIDE for bar in row.bars)
        assert all(0 <= tick <= WIDE for tick in row.ticks)
    assert all(0 <= mark.x <= WIDE for mark in drawn.marks)


def test_a_stretch_around_a_violation_stays_in_the_run():
    (place,) = broken(20)
    assert around(place, 70) == (0, 70)
