"""Who is subscribed to what, and who therefore gets a message on a topic."""

from __future__ import annotations

from typing import NamedTuple

from simulator.broker.fields import encode_text
from simulator.broker.routes import Route, Subscriber, Subscription, route_of
from simulator.broker.shared import Group
from simulator.broker.topics import check_topic, split_shared

# Room for the topics of the largest houses, which come again and again; yet some 50 MB at the very most,
# whatever topics somebody makes up.
_KNOWN_TOPICS = 100_000
_KNOWN_TOPIC_LENGTH = 128


class Destination(NamedTuple):
    """What follows from a topic alone: its bytes in a packet, and whom a message on it reaches."""

    encoded_topic: bytes
    routes: tuple[Route, ...]


class _Node:
    """One level of the filters; who subscribed to the filter that ends here."""

    __slots__ = ("children", "groups", "subscribers")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.subscribers: dict[Subscriber, Subscription] = {}
        self.groups: dict[tuple[str, str], Group] = {}

    @property
    def is_empty(self) -> bool:
        return not (self.children or self.subscribers or self.groups)


class Subscriptions:
    """A tree of topic filters, level by level, and a memory of where each recent topic leads."""

    def __init__(self) -> None:
        self.count = 0
        self._root = _Node()
        self._order = 0
        self._destinations: dict[str, Destination] = {}

    def add(self, subscriber: Subscriber, topic_filter: str, subscription: Subscription) -> None:
        """Subscribe; the same filter of the same subscriber is replaced [MQTT-3.8.4-3]."""
        self._order += 1
        self._plant(subscriber, topic_filter, subscription._replace(order=self._order))

    def restore(self, subscriber: Subscriber, topic_filter: str, subscription: Subscription) -> None:
        """Subscribe as at another broker: in the same order among all."""
        self._order = max(self._order, subscription.order)
        self._plant(subscriber, topic_filter, subscription)

    def remove(self, subscriber: Subscriber, topic_filter: str) -> bool:
        """Unsubscribe; False when there was no such subscription."""
        if subscriber.subscriptions.pop(topic_filter, None) is None:
            return False
        self.count -= 1
        shared = split_shared(topic_filter)
        levels = (shared[1] if shared else topic_filter).split("/")
        path = [self._root]
        for level in levels:
            path.append(path[-1].children[level])
        if shared:
            _leave(path[-1], subscriber, topic_filter)
        else:
            del path[-1].subscribers[subscriber]
        for parent, level in zip(reversed(path[:-1]), reversed(levels), strict=True):
            if not parent.children[level].is_empty:
                break
            del parent.children[level]
        self.forget_matching()
        return True

    def remove_all(self, subscriber: Subscriber) -> None:
        """Unsubscribe from everything."""
        for topic_filter in list(subscriber.subscriptions):
            self.remove(subscriber, topic_filter)

    def has_below(self, first_level: str) -> bool:
        """Whether some filter begins with exactly that level."""
        return first_level in self._root.children

    def forget_matching(self) -> None:
        """Look everything up afresh: a subscription or somebody's authority has changed."""
        self._destinations.clear()

    def group(self, user_name: str, topic_filter: str) -> Group | None:
        """The group of a user that shares a subscription, as long as it has members."""
        shared = split_shared(topic_filter)
        node: _Node | None = self._root
        for level in shared[1].split("/") if shared else ():
            node = node.children.get(level) if node else None
        return node.groups.get((user_name, topic_filter)) if node else None

    def matching(self, topic: str) -> tuple[Route, ...]:
        """Who gets a message on `topic`, and how, in order of subscribing.

        Receivers that may not receive the topic are left out. Raises `ProtocolError` for what is no topic.
        """
        return self.destination(topic).routes

    def destination(self, topic: str) -> Destination:
        """Where a message on `topic` goes; who knows the topic already knows that it is one.

        Raises `ProtocolError` for what is no topic.
        """
        known = self._destinations.get(topic)
        if known is not None:
            return known
        check_topic(topic)
        found = Destination(encode_text(topic), self._find(topic))
        if len(topic) <= _KNOWN_TOPIC_LENGTH:
            if len(self._destinations) >= _KNOWN_TOPICS:
                self._destinations.clear()
            self._destinations[topic] = found
        return found

    def _plant(self, subscriber: Subscriber, topic_filter: str, subscription: Subscription) -> None:
        shared = split_shared(topic_filter)
        node = self._root
        for level in (shared[1] if shared else topic_filter).split("/"):
            node = node.children.setdefault(level, _Node())
        if shared:
            key = (subscriber.user.name, topic_filter)
            node.groups.setdefault(key, Group(topic_filter)).join(subscriber, subscription)
        else:
            node.subscribers[subscriber] = subscription
        self.count += topic_filter not in subscriber.subscriptions
        subscriber.subscriptions[topic_filter] = subscription
        self.forget_matching()

    def _find(self, topic: str) -> tuple[Route, ...]:
        wanted: dict[Subscriber, list[Subscription]] = {}
        ordered: list[tuple[int, Route]] = []
        for node in self._nodes_for(topic):
            for subscriber, subscription in node.subscribers.items():
                wanted.setdefault(subscriber, []).append(subscription)
            ordered += [(group.order, Route(group, 2, group=group.name)) for group in node.groups.values()]
        for subscriber, subscriptions in wanted.items():
            subscriptions.sort(key=lambda subscription: subscription.order)
            ordered.append((subscriptions[0].order, route_of(subscriber, subscriptions)))
        ordered.sort(key=lambda entry: entry[0])
        return tuple(route for _, route in ordered if route.receiver.user.may_receive(topic))

    def _nodes_for(self, topic: str) -> list[_Node]:
        """The nodes of all matching filters; wildcards at the root match no `$` topics [MQTT-4.7.2-1]."""
        ends: list[_Node] = []
        nodes = [self._root]
        wildcards = not topic.startswith("$")
        for level in topic.split("/"):
            below = []
            for node in nodes:
                children = node.children
                if level in children:
                    below.append(children[level])
                if wildcards and "+" in children:
                    below.append(children["+"])
                if wildcards and "#" in children:
                    ends.append(children["#"])
            nodes, wildcards = below, True
        for node in nodes:
            ends.append(node)
            if "#" in node.children:
                ends.append(node.children["#"])
        return ends


def _leave(node: _Node, subscriber: Subscriber, topic_filter: str) -> None:
    key = (subscriber.user.name, topic_filter)
    group = node.groups[key]
    del group.members[subscriber]
    if not group.members:
        del node.groups[key]
