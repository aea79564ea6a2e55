"""From packets to bytes; each function takes the protocol level of the connection where the level matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.broker.connect_codec import encode_auth, encode_connack, encode_connect, encode_disconnect
from simulator.broker.packets import (
    MQTT_3_1_1,
    Auth,
    Connack,
    Connect,
    Disconnect,
    Packet,
    PacketType,
    Pingreq,
    Pingresp,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
    Suback,
    Subscribe,
    Unsuback,
    Unsubscribe,
)
from simulator.broker.publish_codec import (
    encode_puback,
    encode_pubcomp,
    encode_publish,
    encode_pubrec,
    encode_pubrel,
)
from simulator.broker.subscribe_codec import (
    encode_suback,
    encode_subscribe,
    encode_unsuback,
    encode_unsubscribe,
)

__all__ = [
    "PINGREQ",
    "PINGRESP",
    "encode",
    "encode_auth",
    "encode_connack",
    "encode_connect",
    "encode_disconnect",
    "encode_puback",
    "encode_pubcomp",
    "encode_publish",
    "encode_pubrec",
    "encode_pubrel",
    "encode_suback",
    "encode_subscribe",
    "encode_unsuback",
    "encode_unsubscribe",
]

PINGREQ = bytes((PacketType.PINGREQ << 4, 0))
PINGRESP = bytes((PacketType.PINGRESP << 4, 0))


def encode(packet: Packet, level: int = MQTT_3_1_1) -> bytes:
    """The bytes of any packet: for clients and tests; the broker calls the function of the type it sends.

    A CONNECT is written by the level that it asks for.
    """
    return _ENCODERS[type(packet)](packet, level)


def _publish(packet: Publish, level: int) -> bytes:
    message = packet.message
    return encode_publish(message, message.qos, message.retain, packet.duplicate, packet.packet_id, level)


def _acknowledgement(encode_one: Callable[..., bytes]) -> Callable[[Any, int], bytes]:
    return lambda packet, level: encode_one(packet.packet_id, packet.code, level, packet.properties)


def _codes(encode_one: Callable[..., bytes]) -> Callable[[Any, int], bytes]:
    return lambda packet, level: encode_one(packet.packet_id, packet.codes, level, packet.properties)


_ENCODERS: dict[type[Packet], Callable[[Any, int], bytes]] = {
    Connect: lambda packet, _: encode_connect(packet),
    Connack: lambda packet, level: encode_connack(
        packet.session_present, packet.code, level, packet.properties
    ),
    Publish: _publish,
    Puback: _acknowledgement(encode_puback),
    Pubrec: _acknowledgement(encode_pubrec),
    Pubrel: _acknowledgement(encode_pubrel),
    Pubcomp: _acknowledgement(encode_pubcomp),
    Subscribe: encode_subscribe,
    Suback: _codes(encode_suback),
    Unsubscribe: encode_unsubscribe,
    Unsuback: _codes(encode_unsuback),
    Pingreq: lambda *_: PINGREQ,
    Pingresp: lambda *_: PINGRESP,
    Disconnect: lambda packet, level: encode_disconnect(packet.code, packet.properties, level),
    Auth: lambda packet, _: encode_auth(packet),
}
