"""A part of a live house's record, as rules judge it."""

from __future__ import annotations

from simulator.trace import Event, Trace

HIDDEN = "hidden"
"""Source of what nobody in the house is told of: faults that have to be found."""


def live_window(trace: Trace, from_ms: int, to_ms: int) -> Trace:
    """What happened from one moment to another, both included, without what is hidden.

    What was so before stands at the beginning, as the last event of each path. Times stay those of the house.
    """
    told = [event for event in trace.events if event.source != HIDDEN and event.at_ms <= to_ms]
    before: dict[str, Event] = {event.path: event for event in told if event.at_ms < from_ms}
    window = Trace(event._replace(at_ms=from_ms) for event in before.values())
    for event in told:
        if event.at_ms >= from_ms:
            window.append(event)
    window.end_ms = to_ms
    return window
