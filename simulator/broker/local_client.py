"""A client inside the broker's own process: the house, or a watcher, without bytes in between."""

from __future__ import annotations

from collections.abc import Callable

from simulator.broker.authority import User
from simulator.broker.limits import Limits
from simulator.broker.message import Message
from simulator.broker.outgoing import Outgoing
from simulator.broker.packets import SubscriptionOptions
from simulator.broker.reasons import FIRST_FAILURE
from simulator.broker.router import Router
from simulator.broker.routes import Route, Subscription
from simulator.broker.topics import check_filter


class LocalClient:
    """Publishes and subscribes within its user's authority; `receive` is called with each message.

    A message published from within `receive` reaches nobody before the one being received has reached
    everybody.
    """

    def __init__(
        self,
        user: User,
        client_id: str,
        limits: Limits,
        router: Router,
        receive: Callable[[Message], None],
        detached: Callable[[LocalClient, bool], None],
    ) -> None:
        self.user = user
        self.client_id = client_id
        self.subscriptions: dict[str, Subscription] = {}
        self._limits = limits
        self._router = router
        self._receive = receive
        self._detached = detached
        self._is_attached = True

    def publish(self, message: Message) -> bool:
        """Publish; False (and an observation) when the user may not. Raises `ProtocolError` for no topic."""
        return self._router.publish(self.user, self.client_id, message, self._limits) < FIRST_FAILURE

    def subscribe(self, topic_filter: str, qos: int = 0) -> bool:
        """Subscribe, and receive what is retained; False (and an observation) when the user may not.

        Raises `ProtocolError` for what is no topic filter.
        """
        check_filter(topic_filter)
        was_there = topic_filter in self.subscriptions
        subscription = Subscription(SubscriptionOptions(qos))
        if self._router.subscribe(self, topic_filter, subscription, self._limits) >= FIRST_FAILURE:
            return False
        self._router.replay(self, topic_filter, subscription, was_there)
        return True

    def unsubscribe(self, topic_filter: str) -> None:
        """End a subscription; nothing happens when there is none."""
        self._router.unsubscribe(self, topic_filter)

    def detach(self, send_will: bool = False) -> None:
        """Leave the broker, in good order or as if the connection had been lost."""
        if self._is_attached:
            self._is_attached = False
            self._detached(self, send_will)

    @property
    def is_present(self) -> bool:
        """Nothing is ever between the broker and this client."""
        return self._is_attached

    @property
    def is_remembered(self) -> bool:
        """Nothing waits for a client of this process that has left."""
        return self._is_attached

    def deliver(self, outgoing: Outgoing, route: Route) -> None:
        """Receive a message, once it has reached everybody else."""
        message = outgoing.message
        qos = min(route.qos, message.qos)
        if message.qos != qos or message.retain != outgoing.was_kept:
            message = message._replace(qos=qos, retain=outgoing.was_kept)
        self._router.call_later(lambda: self._receive_if_attached(message))

    def _receive_if_attached(self, message: Message) -> None:
        if self._is_attached:
            self._receive(message)
