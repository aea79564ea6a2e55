"""What the broker remembers of one client on the network, while it is connected and (if it wishes) after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from simulator.broker.authority import User
from simulator.broker.limits import Limits
from simulator.broker.message import Message
from simulator.broker.outbox import Outbox, Way
from simulator.broker.outgoing import Delivery, Outgoing
from simulator.broker.routes import Route, Subscription

Drop = Callable[["Session", Delivery, str], None]
"""Told of each message that did not reach a client, and why."""


class Link(Way, Protocol):
    """The connection that a session is served by."""

    will: Message | None
    """Published when the connection ends, unless it was taken back."""

    def end(self, detail: str) -> None:
        """Close the connection, for the reason observed."""


class Session:
    """A client's subscriptions, messages on their way in both directions, and how long all that is kept.

    With an `expiry_s` of 0 a session ends with its connection; another one waits so long for the client.
    """

    __slots__ = (
        "_changed",
        "client_id",
        "expiry_s",
        "link",
        "outbox",
        "received",
        "subscriptions",
        "user",
    )

    def __init__(
        self,
        user: User,
        client_id: str,
        expiry_s: int,
        limits: Limits,
        now_ms: Callable[[], int],
        drop: Drop,
        changed: Callable[[], None] | None = None,
    ) -> None:
        self._changed = changed
        self.user = user
        self.client_id = client_id
        self.expiry_s = expiry_s
        self.subscriptions: dict[str, Subscription] = {}
        self.link: Link | None = None
        self.outbox = Outbox(limits, now_ms, lambda delivery, why: drop(self, delivery, why), changed)
        # QoS 2: packet identifiers of the client's own messages that it has not released yet.
        self.received: set[int] = set()

    def note(self) -> None:
        """Something is different from before; what is on its way to the client notes itself."""
        if self._changed is not None:
            self._changed()

    @property
    def is_present(self) -> bool:
        """Whether a message would be on its way to the client at once."""
        return self.outbox.is_open

    @property
    def is_remembered(self) -> bool:
        """Whether a message of QoS 1 or 2 would wait for the client."""
        return self.link is not None or self.expiry_s > 0

    def deliver(self, outgoing: Outgoing, route: Route) -> None:
        """Send a message, or keep it for later."""
        message = outgoing.message
        qos = route.qos and min(route.qos, message.qos)
        # At QoS 0 most receivers get the very same bytes, and without a connection they get nothing.
        if not qos and route.is_plain and (self.link is None or self.link.carry_common(outgoing)):
            return
        retain = outgoing.was_kept or (route.retain_as_published and message.retain)
        self.outbox.put(Delivery(outgoing, qos, retain, route.identifiers, route.group))

    def resume(self, link: Link) -> None:
        """Serve the session by this connection."""
        self.link = link
        self.outbox.resume(link)

    def leave(self) -> None:
        """The connection is gone."""
        self.link = None
        self.outbox.way = None

    def belong_to(self, user: User) -> None:
        """Serve the user as authenticated now; messages that it may no longer receive are gone."""
        self.user = user
        self.outbox.keep_only(user.may_receive)
