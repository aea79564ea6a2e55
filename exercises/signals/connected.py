"""Whether the program was connected to the broker, and how often it came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from exercises.rulebook import steps
from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.question import Question
from simulator.signal import Signal


class ConnectedSignal(DerivedSignal):
    """`connected: state`: true while at least one connection of the program stands.

    `connected: times`: how often it has connected; `connected: open`: how many connections stand.
    """

    keyword = "connected"
    shorthand = "what"
    example: ClassVar = SignalExample(
        signal="connected: state",
        run={"mqtt.connected": {5: {}}, "mqtt.disconnected": {65: {}}},
        values={0: False, 5: True, 65: False},
    )

    what: Literal["state", "times", "open"]

    def signal(self, question: Question) -> Signal:
        """False or 0 from the start of the run."""
        came = [event.at_ms for event in question.trace.events_of("mqtt.connected")]
        if self.what == "times":
            return steps.count(came)
        still_open = Signal([(0, 0), *_open(question)])
        return still_open if self.what == "open" else steps.mapped(still_open, lambda number: number > 0)


def _open(question: Question) -> Iterator[tuple[int, int]]:
    number = 0
    for event in question.trace.events:
        if event.path in ("mqtt.connected", "mqtt.disconnected"):
            number += 1 if event.path == "mqtt.connected" else -1
            yield event.at_ms, number


KIND = ConnectedSignal
