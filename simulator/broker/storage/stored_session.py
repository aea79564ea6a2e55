"""The state of a session as it lies in the broker's file, save for its messages: one JSON document."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from simulator.broker.authority import User
from simulator.broker.limits import Limits
from simulator.broker.memory import OutboxMemory, SessionMemory, SessionName
from simulator.broker.packets import NEVER_EXPIRES, SubscriptionOptions
from simulator.broker.routes import Subscription
from simulator.broker.storage.wall_time import WallTime
from simulator.broker.topics import check_filter

PacketId = Annotated[int, Field(ge=1, le=65_535)]


class StoredSubscription(BaseModel):
    """What a client wants of a filter."""

    model_config = ConfigDict(frozen=True)

    qos: Literal[0, 1, 2]
    no_local: bool
    retain_as_published: bool
    retain_handling: Literal[0, 1, 2]
    identifier: int
    order: int

    @classmethod
    def of(cls, subscription: Subscription) -> StoredSubscription:
        """From the broker's own form."""
        options = subscription.options._asdict()
        return cls(**options, identifier=subscription.identifier, order=subscription.order)

    def as_subscription(self) -> Subscription:
        """The broker's own form."""
        options = SubscriptionOptions(self.qos, self.no_local, self.retain_as_published, self.retain_handling)
        return Subscription(options, self.identifier, self.order)


class StoredSession(BaseModel):
    """A session; `ends_at_ms` is a time of the wall clock."""

    model_config = ConfigDict(frozen=True)

    base: str | None
    reads: tuple[str, ...]
    limits: Limits | None
    expiry_s: Annotated[int, Field(ge=0, le=NEVER_EXPIRES)]
    is_connected: bool
    ends_at_ms: int | None
    subscriptions: dict[str, StoredSubscription]
    received: tuple[PacketId, ...]
    released: tuple[PacketId, ...]
    last_packet_id: Annotated[int, Field(ge=0, le=65_535)]

    @classmethod
    def of(cls, memory: SessionMemory, time: WallTime) -> StoredSession:
        """From the broker's own form."""
        return cls(
            base=memory.user.base,
            reads=memory.user.reads,
            limits=memory.user.limits,
            expiry_s=memory.expiry_s,
            is_connected=memory.is_connected,
            ends_at_ms=time.on_the_wall(memory.ends_at_ms),
            subscriptions={name: StoredSubscription.of(each) for name, each in memory.subscriptions},
            received=memory.received,
            released=memory.outbox.released,
            last_packet_id=memory.outbox.last_packet_id,
        )

    def as_memory(self, name: SessionName, messages: OutboxMemory, time: WallTime) -> SessionMemory:
        """The broker's own form, still without a will.

        Raises `KhanehError` for what no broker has written.
        """
        user, client_id = name
        for topic_filter in self.subscriptions:
            check_filter(topic_filter)
        return SessionMemory(
            User(user, self.base, self.limits, self.reads),
            client_id,
            self.expiry_s,
            self.is_connected,
            time.at_the_broker(self.ends_at_ms, self.expiry_s),
            subscriptions=tuple(
                (each, wanted.as_subscription()) for each, wanted in self.subscriptions.items()
            ),
            received=self.received,
            outbox=replace(messages, released=self.released, last_packet_id=self.last_packet_id),
        )
