"""Times in which something is so, against sets of instants."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from exercises.rulebook.stretches import Stretches, common, length_of, merged
from simulator.signal import Signal

END = 40
intervals = st.lists(st.tuples(st.integers(0, END), st.integers(0, END)), max_size=8)
windows = st.tuples(st.integers(0, END), st.integers(0, END)).map(lambda ends: tuple(sorted(ends)))


def instants(stretches):
    return {at for start, end in stretches for at in range(start, end)}


@given(intervals)
def test_merged_lie_apart_and_hold_the_same_instants(drawn):
    apart = merged(drawn)
    assert instants(apart) == instants((start, end) for start, end in drawn if start < end)
    assert all(before[1] < after[0] for before, after in pairwise(apart))


@given(intervals, windows)
def test_a_window_has_what_lies_in_it_and_gaps_where_nothing_does(drawn, window):
    apart = merged(drawn)
    stretches, seen = Stretches.of(apart), set(range(*window))
    assert instants(stretches.within(window)) == instants(apart) & seen
    assert instants(stretches.gaps(window)) == seen - instants(apart)
    assert length_of(stretches.within(window)) == len(instants(apart) & seen)
    if seen:
        assert stretches.covers(window) is (seen <= instants(apart))


@given(intervals, st.integers(0, END))
def test_the_nearest_instants_are_found(drawn, at):
    apart = merged(drawn)
    stretches = Stretches.of(apart)
    assert stretches.first_instant(at) == min((each for each in instants(apart) if each >= at), default=None)
    assert stretches.last_instant(at) == max((each for each in instants(apart) if each <= at), default=None)


@given(intervals, intervals)
def test_common_is_what_both_have(one, other):
    assert instants(common(merged(one), merged(other))) == instants(merged(one)) & instants(merged(other))


@given(st.dictionaries(st.integers(0, END - 1), st.sampled_from([True, False, None])), st.integers(1, END))
def test_a_signal_is_a_value_in_those_times(steps, end):
    signal = Signal(sorted(steps.items()))
    for value in (True, False):
        expected = {at for at in range(end) if signal.at(at) is value}
        assert instants(Stretches.while_it_is(value, signal, end)) == expected
