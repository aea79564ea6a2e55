"""To which topics the program subscribes, and to which it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.scalars import scalar_words
from exercises.rulebook.subscriptions import Subscription, subscriptions
from exercises.rulebook.telling import Fields, Moment, Number
from exercises.topic_filter import TopicFilter
from simulator.mistakes import WrongValue


class Subscribes(Operator):
    """`subscribes: [sensor/state]`: to exactly these filters, and to none wider; refused ones count as well.

    In full also by what filters match: `{covers: [a/1, a/2], spares: [b/1]}`: every topic of `covers` is
    matched by one of the program's filters, and none of `spares` by any. One check for each filter and topic.
    """

    keyword = "subscribes"
    shorthand = "exactly"
    sentences: ClassVar = {
        "missing": Text(
            en="The program should subscribe to {filter}, but did not.",
            fa="برنامه باید مشترک {filter} می‌شد، اما نشد.",
        ),
        "unwanted": Text(
            en="At {at} the program subscribed to {filter}, which it should not.",
            fa="برنامه ساعت {at} مشترک {filter} شد، در حالی که نباید می‌شد.",
        ),
        "low_qos": Text(
            en="The subscription to {filter} at {at} has QoS {found}; at least {asked} is needed.",
            fa="اشتراک {filter} در ساعت {at} با کیفیت خدمات (QoS) {found} است؛ دست‌کم {asked} لازم است.",
        ),
        "not_covered": Text(
            en="No filter of the program matches {topic}.", fa="هیچ‌یک از الگوهای برنامه {topic} را نمی‌گیرد."
        ),
        "not_spared": Text(
            en="The filter {filter}, subscribed to at {at}, matches {topic} too, which it should not.",
            fa="الگوی {filter} که ساعت {at} مشترک آن شد، {topic} را هم می‌گیرد، در حالی که نباید بگیرد.",
        ),
    }
    fields: ClassVar = {
        "missing": frozenset({"filter"}),
        "unwanted": frozenset({"at", "filter"}),
        "low_qos": frozenset({"at", "filter", "found", "asked"}),
        "not_covered": frozenset({"topic"}),
        "not_spared": frozenset({"at", "filter", "topic"}),
    }
    example: ClassVar = Example(
        rule="subscribes: [sensor/state]",
        keeps={"mqtt.subscribed": {5: {"topic": "sensor/state", "qos": 0}}},
        breaks={
            "mqtt.subscribed": {5: {"topic": "sensor/#", "qos": 0}, 6: {"topic": "sensor/state", "qos": 0}}
        },
        says="At 00:00:05 the program subscribed to sensor/#, which it should not.",
    )

    exactly: tuple[TopicFilter, ...] | None = None
    qos: Literal[0, 1, 2] = 0
    """At least this, in all subscriptions of `exactly`."""
    covers: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if self.exactly is None and not self.covers and not self.spares:
            raise WrongValue(
                Text(
                    en="should have exactly, covers or spares", fa="باید exactly، covers یا spares داشته باشد"
                )
            )
        return self

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """None: the sentences name filters and topics themselves."""
        return {}

    def checks(self, question: Question) -> list[Check]:
        """None for a program that never subscribed: it cannot be judged by what it did not do."""
        held = [each for each in subscriptions(question) if question.in_scope([each.at_ms])]
        if not held:
            return []
        violations = [
            *self._unwanted(held),
            *(self._of_filter(topic_filter, held, question.end_ms) for topic_filter in self.exactly or ()),
            *(_of_covered(topic, held, question.end_ms) for topic in self.covers),
            *(_of_spared(topic, held) for topic in self.spares),
        ]
        return [Check(0, question.end_ms, 0.0 if wrong else 1.0, wrong) for wrong in violations]

    def _unwanted(self, held: Sequence[Subscription]) -> Iterator[Violation]:
        for each in held:
            if self.exactly is not None and (each.is_refused or each.filter not in self.exactly):
                fields: Fields = {"at": Moment(each.at_ms), "filter": scalar_words(each.filter)}
                yield Violation("unwanted", each.at_ms, None, fields)

    def _of_filter(self, topic_filter: str, held: Sequence[Subscription], end_ms: int) -> Violation | None:
        granted = [each for each in held if each.filter == topic_filter and not each.is_refused]
        if not granted:
            return Violation("missing", end_ms, None, {"filter": scalar_words(topic_filter)})
        (each,) = granted
        if each.qos >= self.qos:
            return None
        fields: Fields = {
            "at": Moment(each.at_ms),
            "filter": scalar_words(topic_filter),
            "found": Number(each.qos),
            "asked": Number(self.qos),
        }
        return Violation("low_qos", each.at_ms, None, fields)


def _of_covered(topic: str, held: Sequence[Subscription], end_ms: int) -> Violation | None:
    if any(each.matches(topic) for each in held):
        return None
    return Violation("not_covered", end_ms, None, {"topic": scalar_words(topic)})


def _of_spared(topic: str, held: Sequence[Subscription]) -> Violation | None:
    wide = next((each for each in held if each.matches(topic)), None)
    if wide is None:
        return None
    fields: Fields = {
        "at": Moment(wide.at_ms),
        "filter": scalar_words(wide.filter),
        "topic": scalar_words(topic),
    }
    return Violation("not_spared", wide.at_ms, None, fields)


OPERATOR = Subscribes
