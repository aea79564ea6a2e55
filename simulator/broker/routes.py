"""How a message finds a receiver."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from simulator.broker.authority import User
from simulator.broker.outgoing import Outgoing
from simulator.broker.packets import SubscriptionOptions


class Subscription(NamedTuple):
    """What a client wants of a filter; identifier 0 is none, `order` is that of subscribing."""

    options: SubscriptionOptions
    identifier: int = 0
    order: int = 0


class Subscriber(Protocol):
    """A client's side of its subscriptions: a session on the network, or a client inside this process."""

    client_id: str
    subscriptions: dict[str, Subscription]

    @property
    def user(self) -> User:
        """As whom it came in."""

    @property
    def is_present(self) -> bool:
        """Whether a message would be on its way to the client at once."""

    @property
    def is_remembered(self) -> bool:
        """Whether a message of QoS 1 or 2 would wait for the client."""

    def deliver(self, outgoing: Outgoing, route: Route) -> None:
        """Take a message."""


class Receiver(Protocol):
    """A subscriber, or a group of them that shares a subscription."""

    @property
    def user(self) -> User:
        """As whom it receives."""

    def deliver(self, outgoing: Outgoing, route: Route) -> None:
        """Take a message."""


class Route(NamedTuple):
    """How the messages of one topic reach one receiver: all of its matching subscriptions in one."""

    receiver: Receiver
    qos: int
    retain_as_published: bool = False
    identifiers: tuple[int, ...] = ()
    group: str | None = None
    """The shared subscription that leads there."""
    own: OwnMessages | None = None
    """What becomes of the receiver's own messages, where some subscription does not want them."""
    is_plain: bool = False
    """Whether no subscription adds anything: no identifier, no retain flag of the publisher's."""


class OwnMessages(NamedTuple):
    """The way back of a client's own messages, when a subscription says "no local" [MQTT-3.8.3-3]."""

    user_name: str
    client_id: str
    route: Route | None


def route_of(subscriber: Subscriber, subscriptions: list[Subscription], group: str | None = None) -> Route:
    """One way for all of a subscriber's matching subscriptions, at the highest QoS [MQTT-3.3.4-2].

    It carries all their identifiers [MQTT-3.3.4-4].
    """
    options = [subscription.options for subscription in subscriptions]
    own = None
    if any(option.no_local for option in options):
        others = [subscription for subscription in subscriptions if not subscription.options.no_local]
        way_back = route_of(subscriber, others) if others else None
        own = OwnMessages(subscriber.user.name, subscriber.client_id, way_back)
    retain_as_published = any(option.retain_as_published for option in options)
    identifiers = tuple(each.identifier for each in subscriptions if each.identifier)
    return Route(
        receiver=subscriber,
        qos=max(option.qos for option in options),
        retain_as_published=retain_as_published,
        identifiers=identifiers,
        group=group,
        own=own,
        is_plain=not (retain_as_published or identifiers),
    )
