"""What a signal was when something last happened."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from exercises.rulebook.trigger import Trigger
from simulator.signal import Signal


class SampledSignal(DerivedSignal):
    """`sampled: {of: meter.energy, at: {published: bill}}`: the meter when the bill was sent."""

    keyword = "sampled"
    example: ClassVar = SignalExample(
        signal="sampled: {of: tank.level, at: {published: report}}",
        run={
            "tank.level": {0: 50, 100: 40},
            "mqtt.published": {
                60: {"topic": "report", "payload": "now", "qos": 0, "retain": False},
                120: {"topic": "report", "payload": "now", "qos": 0, "retain": False},
            },
        },
        values={0: None, 60: 50, 119: 50, 120: 40},
    )

    of: Path
    at: Trigger

    def signal(self, question: Question) -> Signal:
        """None until it happens for the first time."""
        read = question.signal(self.of)
        return Signal((at_ms, read.at(at_ms)) for at_ms in self.at.times(question))


KIND = SampledSignal
