"""The rows of the timeline picture."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from exercises.lanes import MOST_SEGMENTS, LanePlan, draw, merged, thinned
from exercises.rulebook.question import Question
from simulator.trace import Trace

LABEL = {"en": "Lamp", "fa": "چراغ"}
MOTION = {"sensor.motion": True}


def traced():
    trace = Trace()
    for at_s, path, value in [
        (0, "sensor.motion", False),
        (0, "lamp.state", "OFF"),
        (100, "sensor.motion", True),
        (102, "lamp.state", "ON"),
        (160, "sensor.motion", True),
        (250, "sensor.motion", False),
        (280, "lamp.state", "OFF"),
        (950, "sensor.motion", True),
    ]:
        trace.record(at_s * 1000, "house", path, value)
    trace.end_ms = 1_000_000
    return trace


def lane(**written):
    trace = traced()
    plan = LanePlan.model_validate({"label": LABEL, **written})
    (drawn,) = draw([plan], Question(trace, {"off_after": 120}, trace.end_ms))
    return drawn


def test_what_happened_is_the_signal_and_a_mark_for_each_message():
    happened = lane(role="happened", path="sensor.motion", marks=True)
    assert happened.segments == ((0, 100, False), (100, 250, True), (250, 950, False), (950, 1000, True))
    assert happened.marks == (100, 160, 950)


def test_what_the_program_did_is_the_signal():
    yours = lane(role="yours", path="lamp.state")
    assert yours.segments == ((0, 102, "OFF"), (102, 280, "ON"), (280, 1000, "OFF"))
    assert yours.marks == ()


def test_what_was_expected_joins_what_overlaps_and_ends_with_the_run():
    expectation = {
        "trigger": {"each": MOTION},
        "during": ["0s", "$off_after"],
        "value": "ON",
        "otherwise": "OFF",
    }
    expected = lane(role="expected", path="lamp.state", expectation=expectation)
    assert expected.segments == (
        (0, 100, "OFF"),
        (100, 280, "ON"),
        (280, 950, "OFF"),
        (950, 1000, "ON"),
    )


@pytest.mark.parametrize("role", ["expected", "wanted"])
def test_an_expectation_belongs_to_the_expected_lane(role):
    with pytest.raises(ValidationError):
        LanePlan.model_validate({"label": LABEL, "role": role, "path": "lamp.state"})


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: tuple(sorted(pair)))))
def test_merging_keeps_the_same_moments_in_intervals_that_lie_apart(intervals):
    apart = merged(intervals)
    assert {s for a, b in apart for s in range(a, b)} == {s for a, b in intervals for s in range(a, b)}
    assert all(first[1] < second[0] for first, second in pairwise(apart))


@given(st.lists(st.tuples(st.integers(1, 1000), st.booleans()), max_size=50), st.integers(1, 500))
def test_a_row_of_very_many_segments_is_thinned_and_still_covers_the_run(parts, times):
    ends = [0, *accumulate(length for length, _ in parts * times)]
    values = [value for _, value in parts * times]
    segments = [(*edges, value) for edges, value in zip(pairwise(ends), values, strict=True)]
    drawn = list(thinned(segments))
    assert len(drawn) <= MOST_SEGMENTS + 2
    if len(segments) <= MOST_SEGMENTS:
        assert drawn == segments
    if segments:
        assert (drawn[0][0], drawn[-1][1]) == (0, ends[-1])
        assert all(first[1] == second[0] for first, second in pairwise(drawn))


def test_a_lamp_that_chatters_all_day_still_chatters_in_the_picture():
    chatter = [(at, at + 1, "ON" if at % 2 else "OFF") for at in range(86_400)]
    drawn = thinned(chatter)
    assert len(drawn) <= MOST_SEGMENTS + 2
    assert sum(first[2] != second[2] for first, second in pairwise(drawn)) > MOST_SEGMENTS / 2
