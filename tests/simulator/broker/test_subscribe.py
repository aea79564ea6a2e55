"""SUBSCRIBE, UNSUBSCRIBE and retained messages (sections 3.8 to 3.11 and 3.3.1.3)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Publish, Suback, Subscribe, SubscriptionOptions, Unsuback, Unsubscribe

TOPIC = "lab/u1/x"


def test_subscribe_is_acknowledged_filter_by_filter(lab) -> None:
    """[MQTT-3.8.4-1] [MQTT-3.8.4-5]"""
    client = lab.connect()
    client.send(
        Subscribe(
            7,
            (
                ("lab/u1/a", SubscriptionOptions()),
                ("lab/u1/b", SubscriptionOptions(1)),
                ("lab/u2/c", SubscriptionOptions(1)),
                ("lab/u1/d", SubscriptionOptions(2)),
            ),
        )
    )
    assert client.received() == [Suback(7, (0, 1, 0x80, 2))]


def test_overlapping_subscriptions_deliver_once_at_the_highest_quality(lab) -> None:
    """[MQTT-3.3.5-1]"""
    client = lab.connect()
    client.subscribe("lab/u1/#", qos=0)
    client.subscribe("lab/u1/+", qos=1)
    client.publish(TOPIC, qos=2)
    publishes = [packet for packet in client.received() if isinstance(packet, Publish)]
    assert [packet.message.qos for packet in publishes] == [1]


def test_subscribing_again_replaces_the_subscription(lab) -> None:
    """[MQTT-3.8.4-3]"""
    client, publisher = lab.connect(), lab.connect("p")
    client.subscribe(TOPIC, qos=2)
    client.subscribe(TOPIC, qos=0)
    publisher.publish(TOPIC, qos=1)
    assert client.received_one().message.qos == 0


def test_unsubscribe_ends_the_subscription_and_is_acknowledged(lab) -> None:
    """[MQTT-3.10.4-2] [MQTT-3.10.4-4]"""
    client = lab.connect()
    client.subscribe("lab/u1/#", TOPIC)
    client.send(Unsubscribe(3, ("lab/u1/#", TOPIC)))
    client.publish(TOPIC)
    assert client.received() == [Unsuback(3)]


def test_unsubscribe_compares_filters_letter_by_letter(lab) -> None:
    """[MQTT-3.10.4-1]"""
    client = lab.connect()
    client.subscribe("lab/u1/#")
    client.send(Unsubscribe(3, (TOPIC,)))
    client.received()
    client.publish(TOPIC, b"1")
    assert client.messages() == [(TOPIC, b"1")]


def test_unsubscribe_of_nothing_is_acknowledged(lab) -> None:
    """[MQTT-3.10.4-5]"""
    client = lab.connect()
    client.send(Unsubscribe(3, ("lab/u1/never",)))
    assert client.received() == [Unsuback(3)]


def test_a_retained_message_greets_a_new_subscriber_marked_as_retained(lab) -> None:
    """[MQTT-3.3.1-6] [MQTT-3.3.1-8]"""
    client = lab.connect()
    client.publish(TOPIC, b"old", retain=True)
    client.publish(TOPIC, b"new", retain=True)
    client.subscribe("lab/u1/+")
    assert client.received() == [Publish(Message(TOPIC, b"new", retain=True))]


def test_a_live_message_is_not_marked_as_retained(lab) -> None:
    """[MQTT-3.3.1-9]"""
    client = lab.connect()
    client.subscribe(TOPIC)
    client.publish(TOPIC, b"new", retain=True)
    assert client.received() == [Publish(Message(TOPIC, b"new"))]


def test_a_message_without_retain_leaves_the_retained_one(lab) -> None:
    """[MQTT-3.3.1-12]"""
    client = lab.connect()
    client.publish(TOPIC, b"kept", retain=True)
    client.publish(TOPIC, b"passing")
    client.subscribe(TOPIC)
    assert client.messages() == [(TOPIC, b"kept")]


def test_an_empty_retained_message_is_delivered_and_clears(lab) -> None:
    """[MQTT-3.3.1-10] [MQTT-3.3.1-11]"""
    client, late = lab.connect("c"), lab.connect("late")
    client.publish(TOPIC, b"kept", retain=True)
    client.subscribe(TOPIC)
    client.received()
    client.publish(TOPIC, b"", retain=True)
    assert client.messages() == [(TOPIC, b"")]
    late.subscribe(TOPIC)
    assert late.messages() == []


def test_every_subscription_gets_the_retained_messages_again(lab) -> None:
    """[MQTT-3.8.4-3]"""
    client = lab.connect()
    client.publish(TOPIC, b"kept", retain=True)
    for _ in range(2):
        client.subscribe(TOPIC)
        assert client.messages() == [(TOPIC, b"kept")]


@pytest.mark.parametrize(("published", "granted"), [(2, 1), (1, 2), (0, 2)])
def test_retained_messages_come_at_the_lower_of_both_qualities(lab, published: int, granted: int) -> None:
    client = lab.connect()
    client.publish(TOPIC, b"kept", qos=published, retain=True)
    client.received()
    client.subscribe(TOPIC, qos=granted)
    assert client.received_one().message.qos == min(published, granted)


def test_retained_messages_come_in_the_order_of_publishing(lab) -> None:
    client = lab.connect()
    for name in ("z", "a", "m"):
        client.publish(f"lab/u1/{name}", b"1", retain=True)
    client.subscribe("lab/u1/#")
    assert [topic for topic, _ in client.messages()] == ["lab/u1/z", "lab/u1/a", "lab/u1/m"]


def test_wildcards_do_not_match_the_brokers_own_topics(lab) -> None:
    """[MQTT-4.7.2-1] [MQTT-4.7.2]: and no client publishes there."""
    house = lab.connect(user="house")
    assert house.subscribe("#") == (0,)
    house.publish("$SYS/x")
    assert house.messages() == []
    assert lab.details("denied") == ["publish"]


def test_subscriptions_are_observed(lab) -> None:
    client = lab.connect()
    client.subscribe("lab/u1/#", qos=1)
    client.send(Unsubscribe(3, ("lab/u1/#",)))
    seen = [(it.kind, it.topic, it.qos) for it in lab.observations[1:]]
    assert seen == [("subscribed", "lab/u1/#", 1), ("unsubscribed", "lab/u1/#", 0)]
