"""The operator `response_invariance`: by hand-made traces, and against its definition second by second."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rulebook.question import Question
from exercises.rules.response_invariance import ResponseInvariance
from simulator.trace import Trace

END_S = 60


def traced(motion_s, lamp):
    events = [(0, "lamp.state", "OFF"), *((at, "sensor.motion", True) for at in motion_s)]
    events += [(at, "lamp.state", state) for at, state in lamp]
    trace = Trace()
    for at_s, path, value in sorted(events, key=lambda event: event[0]):
        trace.record(at_s * 1000, "house", path, value)
    trace.end_ms = END_S * 1000
    return trace


def checks(trace, during=("2s", "20s"), tolerance_s=0, grace_ms=0, by_time=False):
    operator = ResponseInvariance.model_validate(
        {"trigger": {"each": {"sensor.motion": True}}, "then": {"lamp.state": "ON"}, "during": list(during)}
    )
    question = Question(
        trace, {}, trace.end_ms, grace_ms=grace_ms, tolerance_ms=tolerance_s * 1000, by_time=by_time
    )
    return operator.checks(question)


def only(found):
    assert len(found) == 1
    return found[0]


def test_what_holds_through_the_window_is_met():
    assert only(checks(traced([10], [(12, "ON"), (30, "OFF")]))).credit == 1.0


def test_what_ends_too_early_is_broken_at_that_moment():
    violation = only(checks(traced([10], [(11, "ON"), (25, "OFF")]))).violation
    assert (violation.kind, violation.at_ms, violation.by_ms) == ("broken", 25_000, 5_000)


def test_a_gap_is_an_interruption_and_the_longest_is_told():
    lamp = [(11, "ON"), (14, "OFF"), (15, "ON"), (20, "OFF"), (24, "ON")]
    violation = only(checks(traced([10], lamp))).violation
    assert (violation.kind, violation.at_ms, violation.by_ms) == ("interrupted", 20_000, 4_000)


def test_what_never_held_is_absent():
    assert only(checks(traced([10], []))).violation.kind == "absent"


def test_a_short_lapse_is_forgiven_and_a_longer_one_costs_in_a_straight_line():
    lamp = [(11, "ON"), (29, "OFF")]
    assert only(checks(traced([10], lamp), grace_ms=1000)).credit == 1.0
    assert only(checks(traced([10], lamp), tolerance_s=4)).credit == pytest.approx(0.75)


def test_by_time_the_share_that_held_is_earned():
    assert only(checks(traced([10], [(21, "ON")]), by_time=True)).credit == pytest.approx(0.5)


def test_a_window_that_ends_after_the_run_is_not_judged():
    assert checks(traced([END_S - 19], [])) == []


def test_an_empty_window_asks_for_nothing():
    assert checks(traced([10], []), during=("5s", "5s")) == []


@given(
    st.sets(st.integers(1, END_S - 1), max_size=8).map(sorted),
    st.lists(
        st.tuples(st.integers(1, END_S - 1), st.sampled_from(["ON", "OFF"])),
        max_size=10,
        unique_by=lambda state: state[0],
    ),
    st.integers(0, 8),
    st.integers(1, 20),
    st.integers(0, 5),
    st.booleans(),
)
def test_it_agrees_with_the_definition_tried_second_by_second(
    motion, lamp, begin, length, tolerance, by_time
):
    def state_at(second):
        return max([(0, "OFF"), *((at, state) for at, state in lamp if at <= second)])[1]

    expected = []
    for at in motion:
        window = range(at + begin, at + begin + length)
        if window.stop <= END_S:
            lost = sum(state_at(second) != "ON" for second in window)
            if by_time:
                expected.append(1 - lost / length)
            else:
                expected.append(1.0 if lost == 0 else max(0.0, 1 - lost / tolerance) if tolerance else 0.0)
    found = checks(traced(motion, lamp), (f"{begin}s", f"{begin + length}s"), tolerance, by_time=by_time)
    assert [check.credit for check in found] == pytest.approx(expected)
    assert all((check.credit == 1.0) is (check.violation is None) for check in found)
