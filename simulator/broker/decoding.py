"""From bytes to packets, refusing whatever MQTT forbids."""

from __future__ import annotations

from collections.abc import Callable

from simulator.broker import violations
from simulator.broker.connect_codec import (
    protocol_of,
    read_auth,
    read_connack,
    read_connect,
    read_disconnect,
)
from simulator.broker.errors import ProtocolError
from simulator.broker.fields import Reader
from simulator.broker.packets import MQTT_3_1_1, MQTT_5, Packet, PacketType, Pingreq, Pingresp
from simulator.broker.publish_codec import decode_acknowledgement, decode_publish
from simulator.broker.subscribe_codec import read_suback, read_subscribe, read_unsuback, read_unsubscribe

__all__ = ["decode", "decode_publish", "protocol_of"]


def decode(first: int, body: bytes, level: int = MQTT_3_1_1) -> Packet:
    """The packet with that first byte and body, in the protocol level that its connection speaks.

    A CONNECT is read by the level that it asks for. Raises `ProtocolError` and nothing else.
    """
    kind = first >> 4
    if kind == PacketType.PUBLISH:
        return decode_publish(first, body, level)
    if kind not in _FLAGS or (kind == PacketType.AUTH and level < MQTT_5):
        raise ProtocolError(violations.PACKET_TYPE)
    if first & 0x0F != _FLAGS[kind]:
        raise ProtocolError(violations.PACKET_FLAGS)
    if kind not in _READERS:
        return decode_acknowledgement(kind, body, level)
    reader = Reader(body)
    packet = _READERS[kind](reader, level)
    reader.finish()
    return packet


_FLAGS: dict[int, int] = {
    **dict.fromkeys(PacketType, 0),
    PacketType.PUBREL: 2,
    PacketType.SUBSCRIBE: 2,
    PacketType.UNSUBSCRIBE: 2,
}
"""The flags that the first byte of each packet type must carry; those of PUBLISH have meanings instead."""

_READERS: dict[int, Callable[[Reader, int], Packet]] = {
    PacketType.CONNECT: lambda reader, _: read_connect(reader),
    PacketType.CONNACK: read_connack,
    PacketType.SUBSCRIBE: read_subscribe,
    PacketType.SUBACK: read_suback,
    PacketType.UNSUBSCRIBE: read_unsubscribe,
    PacketType.UNSUBACK: read_unsuback,
    PacketType.PINGREQ: lambda *_: Pingreq(),
    PacketType.PINGRESP: lambda *_: Pingresp(),
    PacketType.DISCONNECT: read_disconnect,
    PacketType.AUTH: lambda reader, _: read_auth(reader),
}
"""How the body of each packet type is read, PUBLISH and the acknowledgements excepted."""
