"""Shared subscriptions: several clients that divide the messages of one filter among them (section 4.8.2)."""

from __future__ import annotations

from simulator.broker.authority import User
from simulator.broker.outgoing import Outgoing
from simulator.broker.routes import Route, Subscriber, Subscription, route_of


class Group:
    """The members of one shared subscription: each message goes to one of them, in turn."""

    __slots__ = ("_next", "members", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        self.members: dict[Subscriber, Route] = {}
        self._next = 0

    @property
    def user(self) -> User:
        """As whom the members came in: all are clients of one user."""
        return next(iter(self.members)).user

    def join(self, subscriber: Subscriber, subscription: Subscription) -> None:
        """Take a member in; one that is in already goes on by the new subscription."""
        self.members[subscriber] = route_of(subscriber, [subscription], self.name)

    def deliver(self, outgoing: Outgoing, route: Route) -> None:
        """Take a message for one of the members."""
        self.pass_on(outgoing)

    def pass_on(self, outgoing: Outgoing) -> None:
        """Let the next member have the message: one that is there before one that is expected back."""
        members = list(self.members)
        turn = self._next % len(members) if members else 0
        in_turn = members[turn:] + members[:turn]
        chosen = next((member for member in in_turn if member.is_present), None) or next(
            (member for member in in_turn if member.is_remembered), None
        )
        if chosen is not None:
            self._next = members.index(chosen) + 1
            chosen.deliver(outgoing, self.members[chosen])

    @property
    def order(self) -> int:
        """That of the member that subscribed first."""
        return min(member.subscriptions[self.name].order for member in self.members)
