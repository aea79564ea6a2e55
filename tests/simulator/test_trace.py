"""What happened, and questions about it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.trace import Event, Trace, TraceUnreadable

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
values = st.recursive(scalars, lambda inner: st.dictionaries(st.text(), inner, max_size=3), max_leaves=5)
events = st.lists(st.tuples(st.integers(0, 10**9), st.text(), st.text(), values), max_size=20).map(
    lambda drawn: [Event(*each) for each in sorted(drawn, key=lambda each: each[0])]
)


@given(events)
def test_what_is_written_is_read_again(happened):
    trace = Trace(happened)
    stream = io.StringIO()
    trace.write(stream)
    again = Trace.read(io.StringIO(stream.getvalue()))
    assert again.events == trace.events
    assert again.sha256() == trace.sha256()


def test_a_line_is_canonical():
    event = Event(1500, "student", "corridor_lamp.state", "ON")
    assert event.line() == '{"at_ms":1500,"source":"student","path":"corridor_lamp.state","value":"ON"}'
    assert "روشن" in Event(0, "house", "a.b", "روشن").line()


@pytest.mark.parametrize(
    "line", ["", "{", "[]", '{"at_ms":1}', '{"at_ms":1,"source":"a","path":"b","value":1,"x":2}']
)
def test_a_broken_line_is_named(line):
    good = Event(0, "house", "a.b", 1).line()
    with pytest.raises(TraceUnreadable, match="Line 2"):
        Trace.read(io.StringIO(f"{good}\n{line}\n"))


def test_time_never_runs_backwards():
    trace = Trace([Event(5, "house", "a.b", 1)])
    with pytest.raises(ValueError, match="before the last event"):
        trace.record(4, "house", "a.b", 2)


def test_repeats_are_events_but_no_changes():
    trace = Trace()
    for at_ms, value in ((0, False), (10, True), (20, True), (30, False)):
        trace.record(at_ms, "house", "motion.occupancy", value)
    assert [event.at_ms for event in trace.events_of("motion.occupancy") if event.value] == [10, 20]
    assert trace.signal("motion.occupancy").times == [0, 10, 30]


def test_watchers_hear_and_old_events_are_forgotten():
    trace, heard = Trace(), []
    trace.watch(heard.append)
    trace.record(0, "house", "c.d", "long ago")
    for at_ms in (0, 10, 20):
        trace.record(at_ms, "house", "a.b", at_ms)
    trace.forget_before(10)
    assert len(heard) == 4
    assert [event.at_ms for event in trace.events_of("a.b")] == [10, 20]
    assert trace.signal("c.d").at(20) == "long ago", "what is still so is not forgotten"
