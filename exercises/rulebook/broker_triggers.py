"""The occasions that the program itself gives at the broker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.messages import published, says_so
from exercises.rulebook.question import Question
from exercises.rulebook.scalars import Scalar, is_same
from exercises.rulebook.trigger_base import TriggerBase
from exercises.topic_filter import TopicFilter

Deed = Literal[
    "connected", "refused", "disconnected", "subscribed", "unsubscribed", "denied", "dropped", "tls"
]


class Published(TriggerBase):
    """`{published: valve/request, where: {action: open}}`: each message of the program with these."""

    published: TopicFilter
    where: Mapping[str, Scalar] = Field({})

    def times(self, question: Question) -> list[int]:
        """When the broker took them."""
        sent = published(question, self.published)
        return [message.at_ms for message in sent if says_so(message, self.where)]

    def says(self, parameters: Parameters) -> Text:
        """Where it was published."""
        return _MESSAGE.format(topic=self.published)


class Observed(TriggerBase):
    """`{observed: subscribed, where: {topic: sensor/state}}`: each time that the program did so.

    `where` asks for fields of the trace's `mqtt.…` events, such as `detail`.
    """

    observed: Deed
    where: Mapping[str, Scalar] = Field({})

    def times(self, question: Question) -> list[int]:
        """When it did."""
        seen = question.trace.events_of(f"mqtt.{self.observed}")
        return [event.at_ms for event in seen if self._is_meant(event.value)]

    def says(self, parameters: Parameters) -> Text:
        """What it did."""
        return _DEEDS[self.observed]

    def _is_meant(self, value: Any) -> bool:
        return all(field in value and is_same(value[field], wanted) for field, wanted in self.where.items())


_MESSAGE = Text(en="a message to {topic}", fa="پیامی به {topic}")
_DEEDS: Mapping[Deed, Text] = {
    "connected": Text(en="connecting", fa="وصل‌شدن"),
    "refused": Text(en="a refused connection", fa="اتصال پذیرفته‌نشده"),
    "disconnected": Text(en="the end of a connection", fa="پایان اتصال"),
    "subscribed": Text(en="subscribing", fa="مشترک‌شدن"),
    "unsubscribed": Text(en="unsubscribing", fa="لغو اشتراک"),
    "denied": Text(en="a denied request", fa="درخواست ردشده"),
    "dropped": Text(en="a dropped message", fa="پیام کنارگذاشته‌شده"),
    "tls": Text(en="a TLS handshake", fa="دست‌دهی TLS (handshake)"),
}
