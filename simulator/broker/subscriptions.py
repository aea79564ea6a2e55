"""Who is subscribed to what, and who therefore gets a message on a topic."""

from __future__ import annotations

from typing import Protocol

from simulator.broker.authority import User
from simulator.broker.outgoing import Outgoing

_CACHED_TOPICS = 10_000
_CACHED_TOPIC_LENGTH = 256


class Subscriber(Protocol):
    """A client's side of its subscriptions: a session on the network, or a client inside this process."""

    user: User
    client_id: str
    subscriptions: dict[str, int]

    def deliver(self, outgoing: Outgoing, qos: int) -> None:
        """Take a message; `qos` is the lower of the publisher's and the granted one."""


Matching = tuple[tuple[Subscriber, int], ...]


class _Node:
    """One level of the filters; `subscribers` holds those whose filter ends here: (order, QoS) each."""

    __slots__ = ("children", "subscribers")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.subscribers: dict[Subscriber, tuple[int, int]] = {}


class Subscriptions:
    """A tree of topic filters, level by level, and a memory of whom each recent topic goes to."""

    def __init__(self) -> None:
        self._root = _Node()
        self._order = 0
        self._matching: dict[str, Matching] = {}

    def add(self, subscriber: Subscriber, topic_filter: str, qos: int) -> None:
        """Subscribe; the same filter of the same subscriber is replaced [MQTT-3.8.4-3]."""
        node = self._root
        for level in topic_filter.split("/"):
            node = node.children.setdefault(level, _Node())
        self._order += 1
        node.subscribers[subscriber] = (self._order, qos)
        subscriber.subscriptions[topic_filter] = qos
        self.forget_matching()

    def remove(self, subscriber: Subscriber, topic_filter: str) -> bool:
        """Unsubscribe; False when there was no such subscription."""
        if subscriber.subscriptions.pop(topic_filter, None) is None:
            return False
        levels = topic_filter.split("/")
        path = [self._root]
        for level in levels:
            path.append(path[-1].children[level])
        del path[-1].subscribers[subscriber]
        for parent, level in zip(reversed(path[:-1]), reversed(levels), strict=True):
            node = parent.children[level]
            if node.children or node.subscribers:
                break
            del parent.children[level]
        self.forget_matching()
        return True

    def remove_all(self, subscriber: Subscriber) -> None:
        """Unsubscribe from everything."""
        for topic_filter in list(subscriber.subscriptions):
            self.remove(subscriber, topic_filter)

    def forget_matching(self) -> None:
        """Look everything up afresh: a subscription or somebody's authority has changed."""
        self._matching.clear()

    def matching(self, topic: str) -> Matching:
        """Who gets a message on `topic`, once each, with the highest QoS granted, in order of subscribing.

        Subscribers that may not receive the topic are left out.
        """
        known = self._matching.get(topic)
        if known is not None:
            return known
        found = self._find(topic)
        if len(topic) <= _CACHED_TOPIC_LENGTH:
            if len(self._matching) >= _CACHED_TOPICS:
                self._matching.clear()
            self._matching[topic] = found
        return found

    def _find(self, topic: str) -> Matching:
        best: dict[Subscriber, tuple[int, int]] = {}
        for node in self._nodes_for(topic):
            for subscriber, (order, qos) in node.subscribers.items():
                first, highest = best.get(subscriber, (order, qos))
                best[subscriber] = (min(order, first), max(qos, highest))
        in_order = sorted(best.items(), key=lambda entry: entry[1][0])
        return tuple((who, qos) for who, (_, qos) in in_order if who.user.may_receive(topic))

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
