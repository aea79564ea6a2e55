"""Bringing messages to subscribers, beyond what the specification asks (tests/conformance)."""

from __future__ import annotations

import pytest

from simulator.broker.packets import Puback, Pubcomp, Publish, Pubrec, Subscribe, SubscriptionOptions

TOPIC = "lab/u1/x"


@pytest.fixture
def pair(lab):
    """A publisher, and a subscriber to everything of its lab at QoS 2."""
    publisher, subscriber = lab.connect("publisher"), lab.connect("subscriber")
    subscriber.subscribe("lab/u1/#", qos=2)
    return publisher, subscriber


@pytest.mark.parametrize("stray", [Puback(4), Pubrec(4), Pubcomp(4)])
def test_an_acknowledgement_of_nothing_does_no_harm(pair, stray) -> None:
    publisher, subscriber = pair
    subscriber.send(stray)
    subscriber.received()
    publisher.publish(TOPIC, b"1")
    assert subscriber.messages() == [(TOPIC, b"1")]


def test_subscribers_are_served_in_the_order_of_subscribing(lab) -> None:
    clients = [lab.connect(name) for name in ("z", "a", "m")]
    for client in clients:
        client.subscribe("lab/u1/#")
    lab.broker.take_pending()
    lab.connect("publisher").publish(TOPIC)
    pending = list(lab.broker.take_pending())
    assert [client.connection for client in clients] == pending[1:]


def test_payloads_may_be_empty_and_large(pair) -> None:
    publisher, subscriber = pair
    payloads = [b"", b"a" * 127, b"b" * 20_000, b"c" * 900_000]
    for payload in payloads:
        publisher.publish(TOPIC, payload)
    assert [payload for _, payload in subscriber.messages()] == payloads


def test_a_publisher_that_is_subscribed_hears_itself(lab) -> None:
    client = lab.connect()
    client.subscribe(TOPIC)
    client.publish(TOPIC, b"1")
    assert client.messages() == [(TOPIC, b"1")]


def test_retained_messages_come_in_the_order_of_publishing(lab) -> None:
    client = lab.connect()
    for name in ("z", "a", "m"):
        client.publish(f"lab/u1/{name}", b"1", retain=True)
    client.subscribe("lab/u1/#")
    assert [topic for topic, _ in client.messages()] == ["lab/u1/z", "lab/u1/a", "lab/u1/m"]


def test_a_filter_named_twice_at_once_is_asked_for_twice(lab) -> None:
    """As if in two packets, one after the other [MQTT-3.8.4-5]."""
    client = lab.connect()
    client.publish(TOPIC, b"1", qos=1, retain=True)
    client.received()
    client.send(Subscribe(1, ((TOPIC, SubscriptionOptions(1)), (TOPIC, SubscriptionOptions(0)))))
    assert [packet.message.qos for packet in client.received() if isinstance(packet, Publish)] == [1, 0]
