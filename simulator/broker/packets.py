"""The control packets of MQTT as values; `decoding` and `encoding` turn them from and into bytes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from simulator.broker.message import Message
from simulator.broker.properties import NO_PROPERTIES, Properties

MQTT_3_1_1 = 4
"""Protocol level of MQTT 3.1.1 in CONNECT."""
MQTT_5 = 5
"""Protocol level of MQTT 5.0 in CONNECT."""

NEVER_EXPIRES = 0xFFFF_FFFF
"""Session expiry interval of a session without an end."""


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
    AUTH = 15


class ConnectCode(IntEnum):
    """Return codes of CONNACK in MQTT 3.1.1; MQTT 5 has a `Reason` there."""

    ACCEPTED = 0
    PROTOCOL_LEVEL = 1
    CLIENT_IDENTIFIER = 2
    SERVER_UNAVAILABLE = 3
    BAD_CREDENTIALS = 4
    NOT_AUTHORIZED = 5


@dataclass(frozen=True, slots=True)
class Connect:
    """A client introduces itself; `keepalive_s` 0 turns the keepalive off.

    `clean_start` is what MQTT 3.1.1 calls a clean session: there it also says that the session ends with the
    connection, which MQTT 5 tells by the session expiry interval.
    """

    client_id: str
    clean_start: bool = True
    keepalive_s: int = 0
    username: str | None = None
    password: bytes | None = None
    will: Message | None = None
    level: int = MQTT_3_1_1
    properties: Properties = NO_PROPERTIES


@dataclass(frozen=True, slots=True)
class Connack:
    """The broker lets a client in (code 0) or says why not."""

    session_present: bool
    code: int
    properties: Properties = NO_PROPERTIES


class Publish(NamedTuple):
    """A message on its way; `packet_id` is 0 at QoS 0.

    Topic alias and subscription identifiers stand among the message's properties.

    A tuple, unlike the other packets: one is made for each message, and a tuple takes half the time.
    """

    message: Message
    duplicate: bool = False
    packet_id: int = 0


@dataclass(frozen=True, slots=True)
class Puback:
    """QoS 1: received."""

    packet_id: int
    code: int = 0
    properties: Properties = NO_PROPERTIES


@dataclass(frozen=True, slots=True)
class Pubrec:
    """QoS 2, first answer: received."""

    packet_id: int
    code: int = 0
    properties: Properties = NO_PROPERTIES


@dataclass(frozen=True, slots=True)
class Pubrel:
    """QoS 2, the sender forgets the message."""

    packet_id: int
    code: int = 0
    properties: Properties = NO_PROPERTIES


@dataclass(frozen=True, slots=True)
class Pubcomp:
    """QoS 2, the receiver forgets the packet identifier."""

    packet_id: int
    code: int = 0
    properties: Properties = NO_PROPERTIES


class SubscriptionOptions(NamedTuple):
    """How messages are wanted; all but the highest QoS are of MQTT 5.

    `retain_handling`: 0 sends retained messages at every subscribing, 1 only when the subscription is new,
    2 never.
    """

    qos: int = 0
    no_local: bool = False
    retain_as_published: bool = False
    retain_handling: int = 0


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Pairs of topic filter and options."""

    packet_id: int
    requests: tuple[tuple[str, SubscriptionOptions], ...]
    properties: Properties = NO_PROPERTIES


@dataclass(frozen=True, slots=True)
class Suback:
    """For each filter the QoS granted, or a code from 0x80 on that says why not."""

    packet_id: int
    codes: tuple[int, ...]
    properties: Properties = NO_PROPERTIES


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Topic filters that are no longer wanted."""

    packet_id: int
    filters: tuple[str, ...]
    properties: Properties = NO_PROPERTIES


@dataclass(frozen=True, slots=True)
class Unsuback:
    """The filters are gone; MQTT 5 has a code for each."""

    packet_id: int
    codes: tuple[int, ...] = ()
    properties: Properties = NO_PROPERTIES


@dataclass(frozen=True, slots=True)
class Pingreq:
    """A sign of life."""


@dataclass(frozen=True, slots=True)
class Pingresp:
    """The answer to a sign of life."""


@dataclass(frozen=True, slots=True)
class Disconnect:
    """One side leaves. From a client with code 0: its will is not to be published."""

    code: int = 0
    properties: Properties = NO_PROPERTIES


@dataclass(frozen=True, slots=True)
class Auth:
    """A step of an enhanced authentication (MQTT 5 only)."""

    code: int = 0
    properties: Properties = NO_PROPERTIES


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
    | Auth
)
