"""A path as a function of time."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.signal import Signal

LAMP = Signal([(0, "OFF"), (100, "ON"), (150, "ON"), (200, "OFF")])


def test_it_is_already_new_at_the_instant_of_a_change():
    assert [LAMP.at(at_ms) for at_ms in (-1, 0, 99, 100, 199, 200)] == [None, "OFF", "OFF", "ON", "ON", "OFF"]


def test_segments_end_where_asked():
    assert LAMP.segments(250) == [(0, 100, "OFF"), (100, 200, "ON"), (200, 250, "OFF")]
    assert LAMP.segments(150) == [(0, 100, "OFF"), (100, 150, "ON")]


def test_rises_and_falls():
    assert LAMP.rises("ON") == [100]
    assert LAMP.falls("ON") == [200]


def test_the_last_of_several_values_at_one_instant_counts():
    assert Signal([(0, 1), (5, 2), (5, 1)]).times == [0]


def test_true_is_not_one():
    assert Signal([(0, 1), (5, True)]).times == [0, 5]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 2)), min_size=1).map(sorted))
def test_segments_tell_the_same_as_at(happened):
    signal = Signal(happened)
    for start, end, value in signal.segments(60):
        assert start < end
        assert all(signal.at(at_ms) == value for at_ms in range(start, end))
