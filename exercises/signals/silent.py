"""Whether something has not happened for a time."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.duration import Duration
from exercises.rulebook.question import Question
from exercises.rulebook.trigger import Trigger
from simulator.signal import Signal


class SilentSignal(DerivedSignal):
    """`silent: {of: {published: heartbeat}, after: 10m}`: true after ten minutes without one.

    The start of the run counts as a moment at which it happened.
    """

    keyword = "silent"
    example: ClassVar = SignalExample(
        signal="silent: {of: {published: heartbeat}, after: 2m}",
        run={
            "mqtt.published": {
                60: {"topic": "heartbeat", "payload": "1", "qos": 0, "retain": False},
                300: {"topic": "heartbeat", "payload": "1", "qos": 0, "retain": False},
            }
        },
        values={0: False, 179: False, 180: True, 300: False, 420: True},
    )

    of: Trigger
    after: Duration

    def signal(self, question: Question) -> Signal:
        """True or false from the start of the run."""
        patience_ms = self.after.milliseconds(question.parameters)
        times = [0, *self.of.times(question), question.end_ms + patience_ms]
        silences = [
            step
            for last, following in pairwise(times)
            if following - last > patience_ms
            for step in ((last + patience_ms, True), (following, False))
        ]
        return Signal([(0, False), *silences])


KIND = SilentSignal
