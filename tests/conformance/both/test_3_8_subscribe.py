"""SUBSCRIBE and SUBACK (both versions of MQTT, sections 3.8 and 3.9)."""

from __future__ import annotations

import pytest

from simulator.broker.packets import MQTT_3_1_1, MQTT_5, Publish, Suback
from simulator.broker.reasons import Reason
from tests.conformance.client import subscribe_packet
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5


@states_3_1_1("MQTT-3.8.3-2")
@states_5("MQTT-3.8.4-1")
def test_filters_with_wildcards_are_granted_and_work(lab: Lab) -> None:
    client = lab.connect()
    assert client.subscribe("a/+/c", "b/#") == (0, 0)
    for topic in ("a/b/c", "b/c/d"):
        client.publish(topic)
    assert [topic for topic, _ in client.messages()] == ["a/b/c", "b/c/d"]


@states_3_1_1("MQTT-3.8.3-3", "MQTT-4.8.0-1")
@states_5("MQTT-3.8.3-2", "MQTT-4.13.1-1")
def test_a_subscribe_without_filters_closes_the_connection(lab: Lab) -> None:
    client = lab.connect()
    client.send(subscribe_packet(1, []))
    client.expect_end()


@states_3_1_1("MQTT-3.8.4-1", "MQTT-3.8.4-5", "MQTT-3.9.3-1", "MQTT-3.9.3-2")
@states_5("MQTT-3.8.4-1", "MQTT-3.8.4-6", "MQTT-3.8.4-7", "MQTT-3.9.3-1", "MQTT-3.9.3-2")
def test_every_filter_has_its_code_at_its_place(lab: Lab, level: int) -> None:
    refused = {MQTT_3_1_1: 0x80, MQTT_5: Reason.NOT_AUTHORIZED}[level]
    guest = lab.connect(username="guest")
    codes = guest.subscribe_each(
        ("guest/a", 2), ("elsewhere", 1), ("guest/b", 0), ("#", 0), ("guest/a", 1), packet_id=7
    )
    assert codes == (2, refused, 0, refused, 1)


@states_3_1_1("MQTT-3.8.4-4")
@states_5("MQTT-3.8.4-5")
def test_many_filters_in_one_packet_are_answered_by_one_suback(lab: Lab) -> None:
    client, publisher = lab.connect(), lab.connect("p")
    client.send(subscribe_packet(9, [(f"a/{number}", number % 3) for number in range(100)]))
    assert len(client.received_one(Suback).codes) == 100
    for number in range(100):
        publisher.publish(f"a/{number}", qos=2, packet_id=number + 1)
    qualities = {publish.message.topic: publish.message.qos for publish in client.publishes()}
    assert qualities == {f"a/{number}": number % 3 for number in range(100)}


@states_3_1_1("MQTT-3.8.4-4", "MQTT-3.8.4-3")
@states_5("MQTT-3.8.4-5", "MQTT-3.8.4-3")
def test_the_same_filter_twice_in_one_packet_is_replaced_in_order(lab: Lab) -> None:
    client, publisher = lab.connect(), lab.connect("p")
    assert client.subscribe_each(("a", 2), ("a", 0)) == (2, 0)
    publisher.publish("a", qos=2)
    assert client.received_one(Publish).message.qos == 0


@states_3_1_1("MQTT-3.8.4-3")
@states_5("MQTT-3.8.4-3")
@pytest.mark.parametrize(("before", "after"), [(2, 0), (0, 2), (1, 1)])
def test_the_same_filter_replaces_the_subscription(lab: Lab, before: int, after: int) -> None:
    client, publisher = lab.connect(), lab.connect("p")
    client.subscribe("a/#", qos=before)
    client.subscribe("a/#", qos=after)
    publisher.publish("a/b", qos=2)
    assert client.received_one(Publish).message.qos == after, "one message, by the new subscription"


@states_3_1_1("MQTT-3.8.4-3", "MQTT-3.3.1-6")
@states_5("MQTT-3.8.4-3", "MQTT-3.3.1-9")
def test_retained_messages_come_again_with_every_subscription(lab: Lab) -> None:
    client = lab.connect()
    client.publish("a", b"kept", retain=True)
    for _ in range(2):
        client.subscribe("a")
        assert client.messages() == [("a", b"kept")]


@states_3_1_1("MQTT-3.8.4-3")
@states_5("MQTT-3.8.4-3")
def test_replacing_a_subscription_loses_no_message(lab: Lab) -> None:
    client, publisher = lab.connect("c", **lab.lasting), lab.connect("p")
    client.subscribe("a", qos=1)
    publisher.publish("a", b"before", qos=1)
    client.send(subscribe_packet(2, [("a", 1)]))
    publisher.publish("a", b"after", qos=1)
    assert [payload for _, payload in client.messages()] == [b"before", b"after"]


@states_3_1_1("MQTT-3.8.4-6")
@states_5("MQTT-3.8.4-8")
@pytest.mark.parametrize("published", [0, 1, 2])
@pytest.mark.parametrize("granted", [0, 1, 2])
@pytest.mark.parametrize("retain", [False, True])
def test_delivery_is_at_the_lower_of_both_qualities(
    lab: Lab, published: int, granted: int, retain: bool
) -> None:
    subscriber, publisher = lab.connect("s"), lab.connect("p")
    if retain:
        publisher.publish("a", qos=published, retain=True)
    subscriber.subscribe("a", qos=granted)
    if not retain:
        publisher.publish("a", qos=published)
    assert subscriber.received_one(Publish).message.qos == min(published, granted)
