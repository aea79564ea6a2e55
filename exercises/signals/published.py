"""What the program last published to a topic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from exercises.rulebook.derived import DerivedSignal
from exercises.rulebook.messages import Message, TopicFilter, field_of, published, read_scalar
from exercises.rulebook.question import Question
from simulator.signal import Signal


class PublishedSignal(DerivedSignal):
    """`published: {topic: meter/bill, field: rials}`.

    Without `field` it is the whole payload: as a number, true or false if it is one, else as text. A message
    without the field, or one that is no JSON, changes nothing.
    """

    keyword = "published"
    short_for: ClassVar = "topic"

    topic: TopicFilter
    field: str | None = None

    def signal(self, question: Question) -> Signal:
        """A step at each message that says something else than the one before."""
        return Signal(self._values(published(question, self.topic)))

    def _values(self, messages: list[Message]) -> Iterator[tuple[int, Any]]:
        for message in messages:
            try:
                yield message.at_ms, self._value(message)
            except (ValueError, KeyError):
                continue

    def _value(self, message: Message) -> Any:
        return read_scalar(message.payload) if self.field is None else field_of(message.content, self.field)


KIND = PublishedSignal
