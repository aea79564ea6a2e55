"""Whether something has not happened for a time."""

from __future__ import annotations

from itertools import pairwise

from exercises.rulebook.derived import DerivedSignal
from exercises.rulebook.duration import Duration
from exercises.rulebook.question import Question
from exercises.rulebook.trigger import Trigger
from simulator.signal import Signal


class SilentSignal(DerivedSignal):
    """`silent: {of: {published: heartbeat}, after: 10m}`: true after ten minutes without one.

    The start of the run counts as a moment at which it happened.
    """

    keyword = "silent"

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
