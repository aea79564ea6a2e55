"""What a broker remembers beyond its own end, as plain values; times are those of the broker's clock."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.broker.authority import User
from simulator.broker.message import Message
from simulator.broker.outgoing import Delivery
from simulator.broker.routes import Subscription

SessionName = tuple[str, str]
"""Name of the user, client identifier."""


@dataclass(frozen=True, slots=True)
class RetainedMemory:
    """A retained message: whose it is, until when it is good (for ever if None), the order of keeping."""

    message: Message
    owner: str
    expires_ms: int | None
    order: int


@dataclass(frozen=True, slots=True)
class OutboxMemory:
    """What is on its way to a client: inflight by packet identifier and released in the order of sending."""

    inflight: tuple[tuple[int, Delivery], ...] = ()
    released: tuple[int, ...] = ()
    waiting: tuple[Delivery, ...] = ()
    last_packet_id: int = 0


@dataclass(frozen=True, slots=True)
class SessionMemory:
    """The session state of MQTT 5 (section 4.1), with the user to whom the session belongs.

    While the client is connected nothing runs out: `will` is what it would leave behind, and both times are
    None. Of a client that is away, the will is due at `will_at_ms`, and the session is given up at
    `ends_at_ms` or never. A session with an `expiry_s` of 0 is remembered for its will only.
    """

    user: User
    client_id: str
    expiry_s: int
    is_connected: bool = False
    ends_at_ms: int | None = None
    will: Message | None = None
    will_at_ms: int | None = None
    subscriptions: tuple[tuple[str, Subscription], ...] = ()
    received: tuple[int, ...] = ()
    """QoS 2: packet identifiers of the client's own messages that it has not released yet."""
    outbox: OutboxMemory = OutboxMemory()

    @property
    def name(self) -> SessionName:
        """Under which the broker knows the session."""
        return self.user.name, self.client_id


@dataclass(frozen=True, slots=True)
class Memory:
    """All that an earlier broker left; `run` counts the brokers that had this memory before this one."""

    run: int = 0
    retained: tuple[RetainedMemory, ...] = ()
    sessions: tuple[SessionMemory, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed, as it is at `at_ms`; None stands for what is remembered no longer."""

    at_ms: int
    retained: tuple[tuple[str, RetainedMemory | None], ...] = ()
    """By topic."""
    sessions: tuple[tuple[SessionName, SessionMemory | None], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.retained or self.sessions)
