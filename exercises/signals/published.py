"""What the program last published to a topic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.messages import Message, published
from exercises.rulebook.question import Question
from exercises.topic_filter import TopicFilter
from simulator.signal import Signal


class PublishedSignal(DerivedSignal):
    """`published: {topic: meter/bill, field: rials}`.

    Without `field` it is the whole payload: as a number, true or false if it is one, else as text. A message
    without the field, or one that is no JSON, changes nothing.
    """

    keyword = "published"
    shorthand = "topic"
    example: ClassVar = SignalExample(
        signal="published: {topic: meter/bill, field: rials}",
        run={
            "mqtt.published": {
                60: {"topic": "meter/bill", "payload": '{"rials": 1200}', "qos": 0, "retain": False},
                120: {"topic": "meter/bill", "payload": "no JSON", "qos": 0, "retain": False},
            }
        },
        values={0: None, 60: 1200, 599: 1200},
    )

    topic: TopicFilter
    field: str | None = None

    def signal(self, question: Question) -> Signal:
        """A step at each message that says something else than the one before."""
        return Signal(self._values(published(question, self.topic)))

    def _values(self, messages: list[Message]) -> Iterator[tuple[int, Any]]:
        for message in messages:
            try:
                yield message.at_ms, message.value(self.field)
            except (ValueError, KeyError):
                continue


KIND = PublishedSignal
