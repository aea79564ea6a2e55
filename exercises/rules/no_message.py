"""The program publishes nothing to a topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.messages import Message, published, says_so
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.scalars import Scalar, scalar_words
from exercises.rulebook.stretches import Interval
from exercises.rulebook.telling import Fields, Moment, Number
from exercises.topic_filter import TopicFilter


class NoMessage(Operator):
    """`no_message: corridor_lamp/state`, or `{topic: lock/set, where: {state: UNLOCK}}`: only such messages.

    One check for each time of the scope. Messages that the broker refused count as well.
    """

    keyword = "no_message"
    shorthand = "topic"
    kept: ClassVar = Text(en="No such message was published.", fa="چنین پیامی منتشر نشد.")
    sentences: ClassVar = {
        "published": Text(
            en="Nothing of the kind may be published to {topic}; the first message of {count} came at {at}.",
            fa="چنین پیامی نباید در {topic} منتشر می‌شد؛ اما {count} پیام آمد، نخستین بار ساعت {at}.",
        )
    }
    fields: ClassVar = {"published": frozenset({"at", "topic", "count"})}
    example: ClassVar = Example(
        rule="no_message: lamp/state",
        keeps={"mqtt.published": {60: {"topic": "lamp/set", "payload": "ON", "qos": 0, "retain": False}}},
        breaks={"mqtt.published": {60: {"topic": "lamp/state", "payload": "ON", "qos": 0, "retain": False}}},
        says="Nothing of the kind may be published to lamp/state; the first message of 1 came at 00:01:00.",
    )

    topic: TopicFilter
    where: Mapping[str, Scalar] = Field({})

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """None: the sentence names the topic of the message itself."""
        return {}

    def checks(self, question: Question) -> list[Check]:
        """One for each time of the scope."""
        sent = [*published(question, self.topic), *published(question, self.topic, "denied")]
        meant = [message for message in sent if says_so(message, self.where)]
        unwanted = sorted(meant, key=lambda message: message.at_ms)
        return [_check(window, unwanted) for window in question.windows]


def _check(window: Interval, unwanted: list[Message]) -> Check:
    inside = [message for message in unwanted if window[0] <= message.at_ms < window[1]]
    if not inside:
        return Check(*window, 1.0)
    first = inside[0]
    fields: Fields = {
        "at": Moment(first.at_ms),
        "topic": scalar_words(first.topic),
        "count": Number(len(inside)),
    }
    return Check(*window, 0.0, Violation("published", first.at_ms, None, fields))


OPERATOR = NoMessage
