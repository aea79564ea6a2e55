"""The operator `response`: by hand-made traces, and against its definition tried second by second."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from exercises.rulebook.question import Question
from exercises.rules.response import Response
from simulator.trace import Trace

END_S = 60


def traced(motion_s, lamp):
    """A trace with a message of motion at each of `motion_s`, and the lamp's state from each second on."""
    events = [(0, "lamp.state", "OFF"), *((at, "sensor.motion", True) for at in motion_s)]
    events += [(at, "lamp.state", state) for at, state in lamp]
    trace = Trace()
    for at_s, path, value in sorted(events, key=lambda event: event[0]):
        trace.record(at_s * 1000, "house", path, value)
    trace.end_ms = END_S * 1000
    return trace


def checks(trace, tolerance_s=0, grace_ms=0, **written):
    operator = Response.model_validate({"trigger": {"each": {"sensor.motion": True}}, **written})
    question = Question(trace, {}, trace.end_ms, grace_ms=grace_ms, tolerance_ms=tolerance_s * 1000)
    return operator.checks(question)


LIGHTS = {"then": {"lamp.state": "ON"}, "within": "5s"}
GOES_OFF = {"becomes": {"lamp.state": "OFF"}, "within": ["20s", "25s"]}


def only(found):
    assert len(found) == 1
    return found[0]


def test_an_answer_in_time_is_met():
    assert only(checks(traced([10], [(15, "ON")]), **LIGHTS)).credit == 1.0


def test_what_is_so_already_is_an_answer_too():
    assert only(checks(traced([10], [(2, "ON")]), **LIGHTS)).credit == 1.0


def test_an_answer_after_the_window_is_late_by_so_much():
    check = only(checks(traced([10], [(18, "ON")]), **LIGHTS))
    assert (check.credit, check.violation.kind, check.violation.by_ms) == (0.0, "late", 3000)


def test_lateness_costs_in_a_straight_line_up_to_the_tolerance():
    assert only(checks(traced([10], [(18, "ON")]), tolerance_s=4, **LIGHTS)).credit == pytest.approx(0.25)
    assert only(checks(traced([10], [(19, "ON")]), tolerance_s=4, **LIGHTS)).credit == 0.0


def test_within_the_grace_nothing_is_lost():
    assert only(checks(traced([10], [(16, "ON")]), grace_ms=1000, **LIGHTS)).credit == 1.0


def test_no_answer_is_missing():
    assert only(checks(traced([10], []), **LIGHTS)).violation.kind == "missing"


def test_the_answer_to_the_next_trigger_is_none_to_this_one():
    first, second = checks(traced([10, 30], [(31, "ON")]), **LIGHTS)
    assert (first.violation.kind, second.violation) == ("missing", None)


def test_a_trigger_whose_window_ends_after_the_run_is_not_judged():
    assert checks(traced([END_S - 4], []), **LIGHTS) == []


@pytest.mark.parametrize(
    ("off_s", "kind", "by_ms"), [(30, None, None), (35, None, None), (24, "early", 6000), (38, "late", 3000)]
)
def test_a_change_has_to_come_in_its_window(off_s, kind, by_ms):
    violation = only(checks(traced([10], [(11, "ON"), (off_s, "OFF")]), **GOES_OFF)).violation
    assert (violation and violation.kind, violation and violation.by_ms) == (kind, by_ms)


def test_a_lamp_that_was_never_on_did_not_go_off():
    assert only(checks(traced([10], []), **GOES_OFF)).violation.kind == "already"


def test_a_lamp_that_stays_on_did_not_go_off():
    assert only(checks(traced([10], [(11, "ON")]), **GOES_OFF)).violation.kind == "missing"


@pytest.mark.parametrize("both", [{}, {"then": {"a.b": 1}, "becomes": {"a.b": 1}}])
def test_either_a_state_or_a_change_is_asked_for(both):
    with pytest.raises(ValidationError, match="either then"):
        Response.model_validate({"trigger": {"each": {"a.b": 1}}, "within": "5s", **both})


moments = st.sets(st.integers(1, END_S - 1), max_size=8).map(sorted)
lamps = st.lists(
    st.tuples(st.integers(1, END_S - 1), st.sampled_from(["ON", "OFF"])),
    max_size=10,
    unique_by=lambda s: s[0],
)
windows = st.tuples(st.integers(0, 10), st.integers(0, 10)).map(lambda w: (w[0], w[0] + w[1]))


def state_at(lamp, second):
    return max([(0, "OFF"), *((at, state) for at, state in lamp if at <= second)])[1]


def expected_credit(missed_by, tolerance):
    if missed_by == 0:
        return 1.0
    return max(0.0, 1 - missed_by / tolerance) if tolerance else 0.0


@given(moments, lamps, windows, st.integers(0, 6))
def test_states_agree_with_the_definition_tried_second_by_second(motion, lamp, window, tolerance):
    begin, end = window
    expected = []
    for at in motion:
        if at + end + tolerance <= END_S:
            answers = [s for s in range(at + begin, END_S) if state_at(lamp, s) == "ON"]
            missed = [max(0, answers[0] - (at + end))] if answers else []
            expected.append(expected_credit(missed[0], tolerance) if missed else 0.0)
    found = checks(
        traced(motion, lamp),
        tolerance_s=tolerance,
        then={"lamp.state": "ON"},
        within=[f"{begin}s", f"{end}s"],
    )
    assert [check.credit for check in found] == pytest.approx(expected)
    assert all((check.credit == 1.0) is (check.violation is None) for check in found)


@given(moments, lamps, windows, st.integers(0, 6))
def test_changes_agree_with_the_definition_tried_second_by_second(motion, lamp, window, tolerance):
    begin, end = window
    changes = [s for s in range(1, END_S) if state_at(lamp, s) == "OFF" and state_at(lamp, s - 1) == "ON"]
    expected = []
    for at, following in zip(motion, [*motion[1:], END_S], strict=False):
        if at + end + tolerance <= END_S:
            last = max(following, at + end + tolerance)
            missed = [max(at + begin - s, s - at - end, 0) for s in changes if at <= s < last]
            expected.append(expected_credit(min(missed), tolerance) if missed else 0.0)
    found = checks(
        traced(motion, lamp),
        tolerance_s=tolerance,
        becomes={"lamp.state": "OFF"},
        within=[f"{begin}s", f"{end}s"],
    )
    assert [check.credit for check in found] == pytest.approx(expected)
