"""What is really seen of a leak, in words; each function answers None when there is nothing to be seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from devices.text import Text
from simulator.broker.message import Message
from simulator.isolation.raw_client import RawClient
from simulator.isolation.target import Party

_RECEIVED = Text(
    en="{user} received {count} messages that are not for it, such as {payload} on {topic}",
    fa="{user} {count} پیام دریافت کرد که برای او نیست، مانند {payload} در {topic}",
)
_ARRIVED = Text(
    en="{user} received what a stranger wrote, on {topic}",
    fa="{user} آنچه را دیگری نوشته بود در {topic} دریافت کرد",
)
_MISSING = Text(
    en="{count} messages did not reach {user}",
    fa="{count} پیام به {user} نرسید",
)

_SHOWN_BYTES = 60


def read(messages: Sequence[Message], reader: Party, owner: Party) -> Text | None:
    """The owner's messages among those that the reader received."""
    foreign = [message for message in messages if _belongs_to(message.topic, owner)]
    if not foreign:
        return None
    shown = foreign[0].payload[:_SHOWN_BYTES].decode(errors="replace")
    return _RECEIVED.format(user=reader.username, count=len(foreign), payload=shown, topic=foreign[0].topic)


def written(client: RawClient, payload: bytes) -> Text | None:
    """A stranger's message among those that the victim's client received."""
    for message in client.messages:
        if message.payload == payload:
            return _ARRIVED.format(user=client.name, topic=message.topic)
    return None


def missing(client: RawClient, payloads: Collection[bytes]) -> Text | None:
    """The messages that the victim's client should have received, and has not."""
    count = len(set(payloads) - {message.payload for message in client.messages})
    return _MISSING.format(user=client.name, count=count) if count else None


def _belongs_to(topic: str, owner: Party) -> bool:
    return topic == owner.base or topic.startswith(owner.base + "/")
