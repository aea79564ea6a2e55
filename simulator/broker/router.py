"""From one publisher to all subscribers, within everybody's authority."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from simulator.broker.authority import User
from simulator.broker.limits import Limits
from simulator.broker.message import Message
from simulator.broker.notes import Notes
from simulator.broker.observation import Kind, Observation, Observe, ignore
from simulator.broker.outgoing import Outgoing
from simulator.broker.reasons import Reason
from simulator.broker.retained import Retained
from simulator.broker.routes import Subscriber, Subscription, route_of
from simulator.broker.subscriptions import Subscriptions
from simulator.broker.topics import split_shared


class Router:
    """Publishes, subscribes, keeps retained messages, and tells `observe` of all of it."""

    def __init__(
        self,
        clock_ms: Callable[[], int],
        observe: Observe,
        observes_messages: bool = True,
        notes: Notes | None = None,
    ) -> None:
        self.subscriptions = Subscriptions()
        self.retained = Retained(notes.topics if notes else None)
        self._clock_ms = clock_ms
        self._observe = observe
        self._observes_messages = observes_messages and observe is not ignore
        self._calls: deque[Callable[[], None]] = deque()
        self._is_calling = False

    def publish(self, user: User, client_id: str, message: Message, limits: Limits) -> Reason:
        """Pass the message on to everybody subscribed; what came of it, as MQTT 5 says it.

        Raises `ProtocolError` for what is no topic.
        """
        encoded_topic, routes = self.subscriptions.destination(message.topic)
        if not user.may_publish(message.topic):
            self.observe_message("denied", user, client_id, message, "publish")
            return Reason.NOT_AUTHORIZED
        if self._observes_messages:
            self.observe_message("published", user, client_id, message)
        expires_ms = None
        if message.properties and "message_expiry_interval" in message.properties:
            expires_ms = self._clock_ms() + 1000 * message.properties["message_expiry_interval"]
        is_kept = not message.retain or self.retained.keep(
            message, user.name, limits.retained_messages, limits.retained_bytes, expires_ms
        )
        if not is_kept:
            self.observe_message("dropped", user, client_id, message, "retained_full")
        outgoing = Outgoing(message, expires_ms, encoded_topic=encoded_topic)
        for route in routes:
            own = route.own
            if own is None or (own.user_name, own.client_id) != (user.name, client_id):
                route.receiver.deliver(outgoing, route)
            elif own.route is not None:
                route.receiver.deliver(outgoing, own.route)
        if self._calls:
            self._make_calls()
        if not is_kept:
            return Reason.QUOTA_EXCEEDED
        return Reason.SUCCESS if routes else Reason.NO_MATCHING_SUBSCRIBERS

    def subscribe(
        self, subscriber: Subscriber, topic_filter: str, subscription: Subscription, limits: Limits
    ) -> Reason:
        """The QoS granted, or why not. `replay` must follow a grant."""
        why = self._objection(subscriber, topic_filter, limits)
        kind: Kind = "denied" if why else "subscribed"
        qos = subscription.options.qos
        self._observe(
            Observation(kind, subscriber.user.name, subscriber.client_id, topic_filter, qos=qos, detail=why)
        )
        if why:
            return Reason.QUOTA_EXCEEDED if why == "subscriptions" else Reason.NOT_AUTHORIZED
        self.subscriptions.add(subscriber, topic_filter, subscription)
        return Reason(qos)

    def replay(
        self, subscriber: Subscriber, topic_filter: str, subscription: Subscription, was_there: bool
    ) -> None:
        """Deliver the retained messages that a granted filter matches, as its options ask for.

        `was_there`: the client had this subscription before. A shared one replays nothing [MQTT-4.8.2].
        """
        if split_shared(topic_filter):
            return
        handling = subscription.options.retain_handling
        if handling == 0 or (handling == 1 and not was_there):
            route = route_of(subscriber, [subscription])
            for kept in self.retained.matching(topic_filter, self._clock_ms()):
                if subscriber.user.may_receive(kept.message.topic):
                    subscriber.deliver(Outgoing(kept.message, kept.expires_ms, was_kept=True), route)
        self._make_calls()

    def unsubscribe(self, subscriber: Subscriber, topic_filter: str) -> Reason:
        """End a subscription; nothing happens when there is none."""
        if not self.subscriptions.remove(subscriber, topic_filter):
            return Reason.NO_SUBSCRIPTION_EXISTED
        self._observe(Observation("unsubscribed", subscriber.user.name, subscriber.client_id, topic_filter))
        return Reason.SUCCESS

    def unsubscribe_forbidden(self, subscriber: Subscriber) -> None:
        """End the subscriptions that the subscriber's user, whose authority has changed, may not have."""
        for topic_filter in list(subscriber.subscriptions):
            if not subscriber.user.may_subscribe(topic_filter):
                self.unsubscribe(subscriber, topic_filter)
        self.subscriptions.forget_matching()

    def forget(self, subscriber: Subscriber) -> None:
        """End all subscriptions of a client that is gone."""
        self.subscriptions.remove_all(subscriber)

    def hand_over(self, user: User, outgoing: Outgoing, shared_filter: str) -> None:
        """Give a message that a member of a shared subscription never had to another one."""
        group = self.subscriptions.group(user.name, shared_filter)
        if group is not None:
            group.pass_on(outgoing)

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
                properties=message.properties,
            )
        )

    def _objection(self, subscriber: Subscriber, topic_filter: str, limits: Limits) -> str:
        if not subscriber.user.may_subscribe(topic_filter):
            return "subscribe"
        held = subscriber.subscriptions
        if len(held) >= limits.subscriptions and topic_filter not in held:
            return "subscriptions"
        return ""

    def _make_calls(self) -> None:
        if self._is_calling:
            return
        self._is_calling = True
        try:
            while self._calls:
                self._calls.popleft()()
        finally:
            self._is_calling = False
