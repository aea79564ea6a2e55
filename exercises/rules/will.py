"""The program leaves a last will with the broker whenever it connects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.scalars import scalar_words, shortened
from exercises.rulebook.telling import Fields, Moment
from exercises.topic_filter import TopicFilter
from simulator.broker.topics import matches


class Will(Operator):
    """`will: {topic: sensor/status, text: offline, retain: true}`; with `topic` alone any there is right.

    One check for each time that the program connected.
    """

    keyword = "will"
    shorthand = "topic"
    sentences: ClassVar = {
        "missing": Text(
            en="At {at} the program connected without a last will for {topic}.",
            fa="برنامه ساعت {at} بدون پیام وصیت برای {topic} وصل شد.",
        ),
        "wrong": Text(
            en="The last will that the program left at {at} is not as it should be: {found}.",
            fa="پیام وصیتی که برنامه ساعت {at} سپرد درست نیست: {found}.",
        ),
    }
    fields: ClassVar = {"missing": frozenset({"at"}), "wrong": frozenset({"at", "found"})}
    example: ClassVar = Example(
        rule="will: {topic: sensor/status, text: offline, retain: true}",
        keeps={
            "mqtt.connected": {
                5: {"will": {"topic": "sensor/status", "payload": "offline", "qos": 0, "retain": True}}
            }
        },
        breaks={"mqtt.connected": {5: {"will": None}}},
        says="At 00:00:05 the program connected without a last will for sensor/status.",
    )

    topic: TopicFilter
    text: str | None = None
    qos: Literal[0, 1, 2] | None = None
    retain: bool | None = Field(None, strict=True)

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """The topic."""
        return {"topic": scalar_words(self.topic)}

    def checks(self, question: Question) -> list[Check]:
        """One for each connection."""
        connected = question.trace.events_of("mqtt.connected")
        meant = set(question.in_scope([event.at_ms for event in connected]))
        return [self._check(event.at_ms, event.value) for event in connected if event.at_ms in meant]

    def _check(self, at_ms: int, introduction: Any) -> Check:
        will = introduction["will"]
        if will is None:
            violation = Violation("missing", at_ms, None, {"at": Moment(at_ms)})
            return Check(at_ms, at_ms, 0.0, violation)
        wrong = next(self._complaints(will), None)
        if wrong is None:
            return Check(at_ms, at_ms, 1.0)
        fields: Fields = {"at": Moment(at_ms), "found": wrong}
        return Check(at_ms, at_ms, 0.0, Violation("wrong", at_ms, None, fields))

    def _complaints(self, will: Mapping[str, Any]) -> Iterator[Text]:
        if not matches(self.topic, will["topic"]):
            yield _TOPIC.format(asked=self.topic, topic=shortened(will["topic"]))
        if self.text is not None and will["payload"] != self.text:
            yield _TEXT.format(asked=self.text, payload=shortened(will["payload"]))
        if self.qos is not None and will["qos"] != self.qos:
            yield _QOS.format(asked=self.qos, qos=will["qos"])
        if self.retain is not None and will["retain"] is not self.retain:
            yield _NOT_RETAINED if self.retain else _RETAINED


_TOPIC = Text(
    en="its topic should be {asked}, but is {topic}", fa="موضوع آن باید {asked} باشد، اما {topic} است"
)
_TEXT = Text(en="it should say {asked}, but says {payload}", fa="متن آن باید {asked} باشد، اما {payload} است")
_QOS = Text(
    en="its QoS should be {asked}, but is {qos}", fa="کیفیت خدمات (QoS) آن باید {asked} باشد، اما {qos} است"
)
_RETAINED = Text(en="it should not be retained", fa="نباید ماندگار (retain) باشد")
_NOT_RETAINED = Text(en="it should be retained", fa="باید ماندگار (retain) باشد")

OPERATOR = Will
