"""The control packets of MQTT as values; `decoding` and `encoding` turn them from and into bytes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from simulator.broker.message import Message

MQTT_3_1_1 = 4
"""Protocol level of MQTT 3.1.1 in CONNECT."""
MQTT_5 = 5
"""Protocol level of MQTT 5.0 in CONNECT."""

REFUSED_SUBSCRIPTION = 0x80
"""Return code of SUBACK for a filter that was not granted."""


class PacketType(IntEnum):
    """The upper four bits of a packet's first byte."""

    CONNECT = 1
    CONNACK = 2
    PUBLISH = 3
    PUBACK = 4
    PUBREC = 5
    PUBREL = 6
    PUBCOMP = 7
    SUBSCRIBE = 8
    SUBACK = 9
    UNSUBSCRIBE = 10
    UNSUBACK = 11
    PINGREQ = 12
    PINGRESP = 13
    DISCONNECT = 14


class ConnectCode(IntEnum):
    """Return codes of CONNACK, and the one reason code of MQTT 5 that refuses its level."""

    ACCEPTED = 0
    PROTOCOL_LEVEL = 1
    CLIENT_IDENTIFIER = 2
    SERVER_UNAVAILABLE = 3
    BAD_CREDENTIALS = 4
    NOT_AUTHORIZED = 5
    UNSUPPORTED_PROTOCOL_VERSION = 0x84


@dataclass(frozen=True, slots=True)
class Connect:
    """A client introduces itself; `keepalive_s` 0 turns the keepalive off."""

    client_id: str
    clean_session: bool = True
    keepalive_s: int = 0
    username: str | None = None
    password: bytes | None = None
    will: Message | None = None
    level: int = MQTT_3_1_1


@dataclass(frozen=True, slots=True)
class Connack:
    """The broker lets a client in (code 0) or says why not."""

    session_present: bool
    code: int


class Publish(NamedTuple):
    """A message on its way; `packet_id` is 0 at QoS 0.

    A tuple, unlike the other packets: one is made for each message, and a tuple takes half the time.
    """

    message: Message
    duplicate: bool = False
    packet_id: int = 0


@dataclass(frozen=True, slots=True)
class Puback:
    """QoS 1: received."""

    packet_id: int


@dataclass(frozen=True, slots=True)
class Pubrec:
    """QoS 2, first answer: received."""

    packet_id: int


@dataclass(frozen=True, slots=True)
class Pubrel:
    """QoS 2, the sender forgets the message."""

    packet_id: int


@dataclass(frozen=True, slots=True)
class Pubcomp:
    """QoS 2, the receiver forgets the packet identifier."""

    packet_id: int


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Pairs of topic filter and the highest QoS wanted."""

    packet_id: int
    requests: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Suback:
    """For each filter the QoS granted, or `REFUSED_SUBSCRIPTION`."""

    packet_id: int
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Topic filters that are no longer wanted."""

    packet_id: int
    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsuback:
    """The filters are gone."""

    packet_id: int


@dataclass(frozen=True, slots=True)
class Pingreq:
    """A sign of life."""


@dataclass(frozen=True, slots=True)
class Pingresp:
    """The answer to a sign of life."""


@dataclass(frozen=True, slots=True)
class Disconnect:
    """The client leaves in good order: its will is not to be published."""


Packet = (
    Connect
    | Connack
    | Publish
    | Puback
    | Pubrec
    | Pubrel
    | Pubcomp
    | Subscribe
    | Suback
    | Unsubscribe
    | Unsuback
    | Pingreq
    | Pingresp
    | Disconnect
)
