"""Traces are kept as they were, and shown without what is to be found out."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from api.services.traces import lines_of, pack
from simulator.trace import Event, Trace

WORDS = st.sampled_from(["house", "hidden", "student", "خانه", 'say "hidden"'])
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), WORDS, st.dictionaries(WORDS, WORDS, max_size=2))
EVENTS = st.lists(st.builds(Event, st.just(0), WORDS, WORDS, VALUES), max_size=8)


@given(EVENTS)
def test_a_kept_trace_is_the_trace(events: list[Event]) -> None:
    again = Trace.read(io.StringIO("".join(lines_of(pack(Trace(events)), whole=True))))
    assert list(again.events) == events


@given(EVENTS)
def test_students_see_all_but_what_comes_from_hidden_sources(events: list[Event]) -> None:
    shown = "".join(lines_of(pack(Trace(events)), whole=False))
    expected = [event for event in events if event.source != "hidden"]
    assert list(Trace.read(io.StringIO(shown)).events) == expected
