"""The messages that the program published; topics are relative to the student's base."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import orjson

from exercises.rulebook.question import Question
from exercises.rulebook.scalars import Scalar, is_number, is_same
from simulator.broker.topics import matches

LARGEST_NUMBER = 1e15
"""A larger one is no reading; and what rules work out of it would not fit into numbers any more."""


class Message(NamedTuple):
    """One message that the broker took from the program."""

    at_ms: int
    topic: str
    payload: str
    qos: int
    retain: bool
    properties: Mapping[str, Any]
    """Those of MQTT 5 that the trace holds, such as `response_topic`."""

    @property
    def content(self) -> Any:
        """The payload as JSON. Raises ValueError where it is none."""
        return orjson.loads(self.payload)

    def value(self, field: str | None) -> Any:
        """A field of the payload, or all of it. Raises ValueError, KeyError."""
        value = read_scalar(self.payload) if field is None else field_of(self.content, field)
        if is_number(value) and abs(value) > LARGEST_NUMBER:
            raise ValueError(value)
        return value


def read_scalar(payload: str) -> Any:
    """A number, true or false where the payload is one in JSON; its text otherwise."""
    try:
        content = orjson.loads(payload)
    except ValueError:
        return payload
    return payload if isinstance(content, dict | list) or content is None else content


def field_of(content: Any, path: str) -> Any:
    """`temperature` or `room.temperature` of an object, `readings.0` of a list. Raises KeyError."""
    for name in path.split("."):
        if isinstance(content, list) and name.isdecimal() and int(name) < len(content):
            content = content[int(name)]
        elif isinstance(content, dict) and name in content:
            content = content[name]
        else:
            raise KeyError(path)
    return content


def published(question: Question, topic_filter: str, kind: str = "published") -> list[Message]:
    """The program's messages to topics that a filter matches, in order.

    `kind` is what became of them: `published`, or `denied` by the broker. What was meant for topics outside
    of the student's base is left out.
    """

    @cache
    def is_meant(topic: str) -> bool:
        return matches(topic_filter, topic)

    return [
        _message(event.at_ms, value)
        for event in question.trace.events_of(f"mqtt.{kind}")
        if isinstance(value := event.value, dict)
        and "payload" in value
        and "outside" not in value
        and is_meant(value["topic"])
    ]


def _message(at_ms: int, value: Mapping[str, Any]) -> Message:
    return Message(
        at_ms,
        value["topic"],
        value["payload"],
        value["qos"],
        value["retain"],
        value.get("properties", {}),
    )


def says_so(message: Message, where: Mapping[str, Scalar]) -> bool:
    """Whether the payload is JSON in which each field has its value; always, where no field is asked for."""
    try:
        return all(is_same(message.value(field), value) for field, value in where.items())
    except (ValueError, KeyError):
        return False
