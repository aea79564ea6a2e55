"""Every message that the program publishes to a topic is as it should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from devices.text import Text
from exercises.rulebook.comparison import Comparison
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.messages import Message, published
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.payload import Shape, asked_words
from exercises.rulebook.question import Question
from exercises.rulebook.scalars import Scalar, scalar_words, shortened
from exercises.rulebook.telling import Fields, Moment
from exercises.topic_filter import TopicFilter


class MessageRule(Operator):
    """`message: {topic: sensor/state, qos: 1, retain: true, payload: {fields: {temperature: number}}}`.

    One check for each message to the topic or filter in the scope. `payload` asks for JSON and `text` for
    plain text; `properties` asks for those of MQTT 5, with `true` where any value will do.
    """

    keyword = "message"
    sentences: ClassVar = {
        "wrong": Text(
            en="The message to {topic} at {at} is not as it should be: {found}.",
            fa="پیامی که ساعت {at} به {topic} فرستاده شد درست نیست: {found}.",
        )
    }
    fields: ClassVar = {"wrong": frozenset({"at", "topic", "found"})}
    example: ClassVar = Example(
        rule="message: {topic: sensor/state, qos: 1, payload: {fields: {temperature: number}}}",
        keeps={
            "mqtt.published": {
                60: {"topic": "sensor/state", "payload": '{"temperature": 3.8}', "qos": 1, "retain": False}
            }
        },
        breaks={
            "mqtt.published": {
                60: {"topic": "sensor/state", "payload": '{"temperature": "3.8"}', "qos": 1, "retain": False}
            }
        },
        says="The message to sensor/state at 00:01:00 is not as it should be: temperature should be a "
        'number, but is "3.8".',
    )

    topic: TopicFilter
    qos: Literal[0, 1, 2] | None = None
    retain: bool | None = Field(None, strict=True)
    payload: Shape | None = None
    text: Comparison | None = None
    properties: Mapping[str, Scalar] = Field({})

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """None: the sentence names the topic of the message itself."""
        return {}

    def checks(self, question: Question) -> list[Check]:
        """One for each message."""
        windows = question.windows
        return [
            self._check(message, question)
            for message in published(question, self.topic)
            if any(start <= message.at_ms < end for start, end in windows)
        ]

    def _check(self, message: Message, question: Question) -> Check:
        at_ms = message.at_ms
        wrong = next(self._complaints(message, question), None)
        if wrong is None:
            return Check(at_ms, at_ms, 1.0)
        fields: Fields = {
            "at": Moment(at_ms),
            "topic": scalar_words(message.topic),
            "found": wrong,
        }
        return Check(at_ms, at_ms, 0.0, Violation("wrong", at_ms, None, fields))

    def _complaints(self, message: Message, question: Question) -> Iterator[Text]:
        if self.qos is not None and message.qos != self.qos:
            yield _QOS.format(asked=self.qos, qos=message.qos)
        if self.retain is not None and message.retain is not self.retain:
            yield _NOT_RETAINED if self.retain else _RETAINED
        if self.text is not None and not self.text.is_met_by(message.payload, question.parameters):
            yield _TEXT.format(
                asked=asked_words(self.text, question.parameters), payload=shortened(message.payload)
            )
        if self.payload is not None:
            yield from self._wrong_payload(self.payload, message, question)
        for name, asked in self.properties.items():
            wrong = _wrong_property(name, asked, message.properties.get(name))
            if wrong is not None:
                yield wrong

    def _wrong_payload(self, shape: Shape, message: Message, question: Question) -> Iterator[Text]:
        try:
            content = message.content
        except ValueError:
            yield _NO_JSON
            return
        wrong = shape.complaint(content, "", question, message.at_ms)
        if wrong is not None:
            yield wrong


def _wrong_property(name: str, asked: Scalar, value: Any) -> Text | None:
    if value is None:
        return None if asked is False else _NO_PROPERTY.format(name=name)
    if asked is True or value == asked:
        return None
    return _PROPERTY.format(name=name, asked=scalar_words(asked), value=scalar_words(value))


_QOS = Text(
    en="its QoS should be {asked}, but is {qos}", fa="کیفیت خدمات (QoS) آن باید {asked} باشد، اما {qos} است"
)
_RETAINED = Text(en="it should not be retained", fa="نباید ماندگار (retain) باشد")
_NOT_RETAINED = Text(en="it should be retained", fa="باید ماندگار (retain) باشد")
_TEXT = Text(
    en="the payload should be {asked}, but is {payload}", fa="محتوای آن باید {asked} باشد، اما {payload} است"
)
_NO_JSON = Text(en="the payload is no valid JSON", fa="محتوای آن JSON معتبر نیست")
_NO_PROPERTY = Text(en="it has no {name}", fa="مشخصهٔ {name} ندارد")
_PROPERTY = Text(
    en="its {name} should be {asked}, but is {value}", fa="مشخصهٔ {name} آن باید {asked} باشد، اما {value} است"
)

OPERATOR = MessageRule
