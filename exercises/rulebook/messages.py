"""The messages that the program published; topics are relative to the student's base."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple

import orjson
from pydantic import AfterValidator, Field

from devices.text import Text
from exercises.fields import Strict
from exercises.rulebook.question import Question
from simulator.broker.errors import ProtocolError
from simulator.broker.topics import check_filter, matches
from simulator.mistakes import WrongValue

Plain = bool | int | float | str


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

    `kind` is what became of them, as the trace has it: `published`, or `denied` by the broker.
    """

    @cache
    def is_meant(topic: str) -> bool:
        return matches(topic_filter, topic)

    messages = (_message(event.at_ms, event.value) for event in question.trace.events_of(f"mqtt.{kind}"))
    return [message for message in messages if message is not None and is_meant(message.topic)]


def _message(at_ms: int, value: Any) -> Message | None:
    if not isinstance(value, Mapping) or "payload" not in value:
        return None
    return Message(
        at_ms,
        value["topic"],
        value["payload"],
        value["qos"],
        value["retain"],
        value.get("properties", {}),
    )


def _valid_filter(written: str) -> str:
    try:
        check_filter(written)
    except ProtocolError as wrong:
        raise WrongValue(
            Text(
                en="should be a topic, or a filter with + and #, below the student's base: {why}",
                fa="باید یک موضوع یا الگوی موضوع با + و #، نسبت به موضوع پایهٔ دانشجو باشد: {why}",
            ).format(why=wrong.says)
        ) from None
    return written


TopicFilter = Annotated[str, AfterValidator(_valid_filter)]
"""A topic or filter relative to the student's base."""


class Published(Strict):
    """`{published: valve/request, where: {action: open}}`: each message there with these fields."""

    published: TopicFilter
    where: Mapping[str, Plain] = Field({})

    @property
    def conditions(self) -> tuple[()]:
        """None: messages are no state."""
        return ()

    @property
    def durations(self) -> tuple[()]:
        """None."""
        return ()

    def times(self, question: Question) -> list[int]:
        """In ms, in order."""
        return [message.at_ms for message in published(question, self.published) if self._is_meant(message)]

    def _is_meant(self, message: Message) -> bool:
        if not self.where:
            return True
        try:
            content = message.content
            return all(is_same(field_of(content, path), value) for path, value in self.where.items())
        except (ValueError, KeyError):
            return False

    def __str__(self) -> str:
        return self.published


def is_same(one: object, other: object) -> bool:
    """Equal as in JSON, where true is not 1."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)
