"""To which topics the program subscribes, and to which it does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple, Self

from pydantic import model_validator

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.messages import TopicFilter
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.telling import Fields, Moment
from simulator.broker.topics import matches
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
        "not_covered": Text(
            en="No filter of the program matches {topic}.", fa="هیچ الگویی از برنامه با {topic} جور نیست."
        ),
        "not_spared": Text(
            en="The filter {filter}, subscribed to at {at}, matches {topic} too, which it should not.",
            fa="الگوی {filter} که ساعت {at} مشترک آن شد، با {topic} هم جور است، در حالی که نباید باشد.",
        ),
    }
    fields: ClassVar = {
        "missing": frozenset({"filter"}),
        "unwanted": frozenset({"at", "filter"}),
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
        held = [each for each in _subscribed(question) if question.in_scope([each.at_ms])]
        if not held:
            return []
        end_ms = question.end_ms
        checks = [] if self.exactly is None else self._exact(self.exactly, held, end_ms)
        for topic in self.covers:
            covered = any(each.matches(topic) for each in held)
            fields: Fields = {"topic": _plain(topic)}
            checks.append(Check(0, end_ms, 1.0) if covered else _broken("not_covered", 0, end_ms, fields))
        for topic in self.spares:
            wide = next((each for each in held if each.matches(topic)), None)
            if wide is None:
                checks.append(Check(0, end_ms, 1.0))
            else:
                fields = {
                    "at": Moment(wide.at_ms),
                    "filter": _plain(wide.filter),
                    "topic": _plain(topic),
                }
                checks.append(_broken("not_spared", wide.at_ms, end_ms, fields))
        return checks

    def _exact(self, exactly: tuple[str, ...], held: list[_Subscription], end_ms: int) -> list[Check]:
        filters = {each.filter for each in held if not each.is_refused}
        wanted = [
            Check(0, end_ms, 1.0)
            if topic_filter in filters
            else _broken("missing", end_ms, end_ms, {"filter": _plain(topic_filter)})
            for topic_filter in exactly
        ]
        unwanted = [
            _broken("unwanted", each.at_ms, end_ms, {"at": Moment(each.at_ms), "filter": _plain(each.filter)})
            for each in held
            if each.is_refused or each.filter not in exactly
        ]
        return [*unwanted, *wanted]


class _Subscription(NamedTuple):
    filter: str
    at_ms: int
    is_refused: bool

    def matches(self, topic: str) -> bool:
        """Whether the program gets messages of the topic."""
        return not self.is_refused and matches(self.filter, topic)


def _subscribed(question: Question) -> list[_Subscription]:
    """Each filter once, with when it was first asked for; refused are those outside of the base."""
    granted: list[Any] = question.trace.events_of("mqtt.subscribed")
    denied: list[Any] = question.trace.events_of("mqtt.denied")
    refused = [event for event in denied if event.value.get("detail") == "subscribe"]
    asked = [
        (event.value["topic"], is_refused, event.at_ms)
        for is_refused, events in ((False, granted), (True, refused))
        for event in events
    ]
    first: dict[tuple[str, bool], int] = {}
    for topic_filter, is_refused, at_ms in sorted(asked, key=lambda each: each[2]):
        first.setdefault((topic_filter, is_refused), at_ms)
    return [
        _Subscription(topic_filter, at_ms, is_refused) for (topic_filter, is_refused), at_ms in first.items()
    ]


def _broken(kind: str, at_ms: int, end_ms: int, fields: Mapping[str, Any]) -> Check:
    return Check(min(at_ms, end_ms), end_ms, 0.0, Violation(kind, at_ms, None, fields))


def _plain(topic: str) -> Text:
    return Text(en=topic, fa=topic)


OPERATOR = Subscribes
