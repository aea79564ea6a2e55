"""When Zigbee tells a value."""

from hypothesis import given
from hypothesis import strategies as st

from devices.property import AT_ONCE, Reporting
from simulator.sensing.reporting import Watched, agenda

TEMPERATURE = Reporting(min_s=10, max_s=3600, change=0.5)


def asked(reporting, passed_ms, told, now):
    return agenda([Watched.of("x", reporting)], 5000 + passed_ms, {"x": 5000}, {"x": told}, {"x": now})


def is_due(reporting, passed_ms, told, now):
    """Whether a value that was told `passed_ms` ago is to be told again."""
    return asked(reporting, passed_ms, told, now).due == ["x"]


def test_a_change_is_told_once_the_minimum_has_passed():
    assert not is_due(TEMPERATURE, 9_999, 20.0, 21.0)
    assert is_due(TEMPERATURE, 10_000, 20.0, 21.0)


def test_a_small_change_waits_for_the_maximum():
    assert not is_due(TEMPERATURE, 3_599_999, 20.0, 20.4)
    assert is_due(TEMPERATURE, 3_600_000, 20.0, 20.0)


def test_the_reportable_change_itself_counts_in_spite_of_floats():
    assert is_due(Reporting(0, 3600, 0.3), 0, 0.0, 0.1 + 0.2)
    assert is_due(Reporting(0, 3600, 0.1), 0, 20.1, 20.2)


def test_it_is_known_when_something_is_due_next():
    assert asked(TEMPERATURE, 0, 20.0, 20.0).next_ms == 5000 + 3_600_000
    assert asked(TEMPERATURE, 4_000, 20.0, 21.0).next_ms == 5000 + 10_000, "as soon as the minimum has passed"
    assert asked(TEMPERATURE, 4_000, 20.0, 20.1).next_ms == 5000 + 3_600_000


def test_states_are_told_at_once():
    assert is_due(AT_ONCE, 0, "OFF", "ON")
    assert not is_due(AT_ONCE, 1, "ON", "ON")


def test_a_value_that_was_missing_is_told_at_once():
    assert is_due(Reporting(0, 3600, 0.5), 0, None, 20.0)


@given(st.lists(st.floats(15, 25), min_size=2, max_size=50))
def test_what_was_told_is_never_far_from_what_is(values):
    told, passed_ms = values[0], 0
    for value in values[1:]:
        passed_ms += 60_000
        if is_due(TEMPERATURE, passed_ms, told, value):
            told, passed_ms = value, 0
        assert abs(told - value) < 0.5
        assert passed_ms < 3_600_000
