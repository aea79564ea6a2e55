"""A subscriber in bytes: what it says when it comes, and the messages in what it hears. MQTT 3.1.1, QoS 0."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.broker.encoding import encode
from simulator.broker.packets import Connect, PacketType, Subscribe, SubscriptionOptions
from simulator.broker.stream import PacketStream

_LARGEST_PACKET = 1_048_576


def introduction(topic_filter: str) -> bytes:
    """CONNECT and SUBSCRIBE, which may be sent at once."""
    wanted = Subscribe(1, ((topic_filter, SubscriptionOptions(0)),))
    return encode(Connect("subscriber", username="bench", password=b"")) + encode(wanted)


def messages_in(chunks: Iterable[bytes]) -> list[int]:
    """For each message that was heard, the number of the chunk with which it was complete."""
    stream = PacketStream(_LARGEST_PACKET)
    return [
        number
        for number, chunk in enumerate(chunks)
        for first, _ in stream.feed(chunk)
        if first >> 4 == PacketType.PUBLISH
    ]
