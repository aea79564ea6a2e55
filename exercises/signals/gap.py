"""How long it was from one time that something happened to the next."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.question import Question
from exercises.rulebook.trigger import Trigger
from simulator.quantities import SECOND_MS
from simulator.signal import Signal


class GapSignal(DerivedSignal):
    """`gap: {of: {observed: connected}}`: seconds between the last two times, from the later one on."""

    keyword = "gap"
    example: ClassVar = SignalExample(
        signal="gap: {of: {observed: connected}}",
        run={"mqtt.connected": {10: {}, 40: {}, 160: {}}},
        values={10: None, 40: 30, 159: 30, 160: 120},
    )

    of: Trigger

    def signal(self, question: Question) -> Signal:
        """None until it has happened twice."""
        times = self.of.times(question)
        return Signal((at_ms, (at_ms - before) / SECOND_MS) for before, at_ms in pairwise(times))


KIND = GapSignal
