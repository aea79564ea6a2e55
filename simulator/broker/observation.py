"""What the broker saw: for traces, for rules, and for the student who asks why nothing arrived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from simulator.broker.message import Message
from simulator.broker.properties import NO_PROPERTIES, Properties

Kind = Literal[
    "connected",
    "refused",
    "disconnected",
    "subscribed",
    "unsubscribed",
    "denied",
    "published",
    "dropped",
    "lost",
    "doubled",
    "network",
    "broker",
]


@dataclass(frozen=True, slots=True)
class Introduction:
    """How a client came in: what its program chose."""

    level: int
    """Protocol level: 4 is MQTT 3.1.1, 5 is MQTT 5."""
    clean_start: bool
    keepalive_s: int
    session_expiry_s: int
    will: Message | None


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that happened at the broker.

    `topic` is a filter where the kind is about a subscription. `detail` is a stable code that says why:

    - connected: `new` or `resumed`, with the client's introduction; refused: `credentials`, `anonymous`,
      `authentication_method`, `will`, `client_id`, `connections`, `sessions`, `unreachable`,
      `protocol_level`, `connect_timeout`, `lost`, `network`, or the code of a violation of the protocol;
    - disconnected: `disconnect`, `disconnect_with_will`, `lost`, `keepalive`, `takeover`, `message_rate`,
      `byte_rate`, `not_reading`, `maximum_packet_size`, `answer_too_large`, `expelled`, `network`, `restart`,
      `shutdown`, or the code of a violation of the protocol;
    - denied: `publish`, `subscribe`, `will`, `subscriptions`; dropped (client_id is who does not get it):
      `queue_full`, `slow_reader`, `packet_too_large`, `expired`, `retained_full` (passed on, but not kept);
    - lost and doubled (by the network, on purpose): `to_broker` or `to_client`;
    - network: `bad` or `good` from now on; broker: `stopped`, `forgot`, `started`.
    """

    kind: Kind
    user: str | None
    client_id: str | None
    topic: str | None = None
    payload: bytes | None = None
    qos: int = 0
    retain: bool = False
    detail: str = ""
    introduction: Introduction | None = None
    properties: Properties = NO_PROPERTIES


Observe = Callable[[Observation], None]


def ignore(_: Observation) -> None:
    """Watch nothing; the broker then does not even build observations of messages."""
