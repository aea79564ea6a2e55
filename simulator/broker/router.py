"""From one publisher to all subscribers, within everybody's authority."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from simulator.broker.authority import User
from simulator.broker.limits import Limits
from simulator.broker.message import Message
from simulator.broker.observation import Kind, Observation, Observe, ignore
from simulator.broker.outgoing import Outgoing
from simulator.broker.packets import REFUSED_SUBSCRIPTION
from simulator.broker.retained import Retained
from simulator.broker.subscriptions import Subscriber, Subscriptions


class Router:
    """Publishes, subscribes, keeps retained messages, and tells `observe` of all of it."""

    def __init__(self, observe: Observe) -> None:
        self._observe = observe
        self._is_observed = observe is not ignore
        self._subscriptions = Subscriptions()
        self._retained = Retained()
        self._calls: deque[Callable[[], None]] = deque()
        self._is_calling = False

    def publish(self, user: User, client_id: str, message: Message, limits: Limits) -> bool:
        """Pass the message on to everybody subscribed; False when the user may not publish it."""
        topic = message.topic
        if not user.may_publish(topic):
            self.observe_message("denied", user, client_id, message, "publish")
            return False
        if self._is_observed:
            self.observe_message("published", user, client_id, message)
        if message.retain and not self._retained.keep(
            message, user.name, limits.retained_messages, limits.retained_bytes
        ):
            self.observe_message("dropped", user, client_id, message, "retained_full")
        outgoing, qos = Outgoing(message), message.qos
        for subscriber, granted in self._subscriptions.matching(topic):
            subscriber.deliver(outgoing, granted if granted < qos else qos)
        if self._calls:
            self._make_calls()
        return True

    def subscribe(self, subscriber: Subscriber, topic_filter: str, qos: int, limits: Limits) -> int:
        """The QoS granted, or `REFUSED_SUBSCRIPTION`. `replay` must follow a grant."""
        user = subscriber.user
        why = ""
        if not user.may_subscribe(topic_filter):
            why = "subscribe"
        elif (
            len(subscriber.subscriptions) >= limits.subscriptions
            and topic_filter not in subscriber.subscriptions
        ):
            why = "subscriptions"
        kind: Kind = "denied" if why else "subscribed"
        self._observe(Observation(kind, user.name, subscriber.client_id, topic_filter, qos=qos, detail=why))
        if why:
            return REFUSED_SUBSCRIPTION
        self._subscriptions.add(subscriber, topic_filter, qos)
        return qos

    def replay(self, subscriber: Subscriber, topic_filter: str, qos: int) -> None:
        """Deliver the retained messages that the filter matches [MQTT-3.3.1-6]."""
        for message in self._retained.matching(topic_filter):
            if subscriber.user.may_receive(message.topic):
                subscriber.deliver(Outgoing(message, retain=True), min(qos, message.qos))
        self._make_calls()

    def unsubscribe(self, subscriber: Subscriber, topic_filter: str) -> None:
        """End a subscription; nothing happens when there is none."""
        if self._subscriptions.remove(subscriber, topic_filter):
            self._observe(
                Observation("unsubscribed", subscriber.user.name, subscriber.client_id, topic_filter)
            )

    def unsubscribe_forbidden(self, subscriber: Subscriber) -> None:
        """End the subscriptions that the subscriber's user, whose authority has changed, may not have."""
        for topic_filter in list(subscriber.subscriptions):
            if not subscriber.user.may_subscribe(topic_filter):
                self.unsubscribe(subscriber, topic_filter)
        self._subscriptions.forget_matching()

    def forget(self, subscriber: Subscriber) -> None:
        """End all subscriptions of a client that is gone."""
        self._subscriptions.remove_all(subscriber)

    def call_later(self, call: Callable[[], None]) -> None:
        """Call when the message that is being passed on has reached everybody.

        So a client inside this process that answers at once cannot overtake the message it answers.
        """
        self._calls.append(call)

    def observe_message(
        self, kind: Kind, user: User, client_id: str, message: Message, detail: str = ""
    ) -> None:
        """Report what became of a message."""
        self._observe(
            Observation(
                kind,
                user.name,
                client_id,
                message.topic,
                message.payload,
                message.qos,
                message.retain,
                detail,
            )
        )

    def _make_calls(self) -> None:
        if self._is_calling:
            return
        self._is_calling = True
        try:
            while self._calls:
                self._calls.popleft()()
        finally:
            self._is_calling = False
