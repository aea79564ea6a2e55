"""PUBLISH (both versions of MQTT, section 3.3), but for retained messages, which have a file of their own."""

from __future__ import annotations

import pytest

from simulator.broker.packets import MQTT_3_1_1, MQTT_5, Packet, Puback, Publish, Pubrec
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5
from tests.conformance.wire import field, packet

TOPIC = "a"


@states_3_1_1("MQTT-3.3.1-2")
@states_5("MQTT-3.3.1-2")
def test_a_duplicate_at_qos_0_closes_the_connection(lab: Lab) -> None:
    client = lab.connect()
    client.publish(TOPIC, duplicate=True)
    client.expect_end()


@states_3_1_1("MQTT-3.3.1-2", "MQTT-3.3.1-3", "MQTT-4.3.1-1")
@states_5("MQTT-3.3.1-2", "MQTT-3.3.1-3", "MQTT-4.3.1-1", "MQTT-4.3.2-2", "MQTT-4.3.3-2")
@pytest.mark.parametrize("granted", [0, 1, 2])
@pytest.mark.parametrize("published", [1, 2])
def test_the_publishers_duplicate_flag_is_not_passed_on(lab: Lab, published: int, granted: int) -> None:
    subscriber, publisher = lab.connect("s"), lab.connect("p")
    subscriber.subscribe(TOPIC, qos=granted)
    publisher.publish(TOPIC, qos=published, duplicate=True)
    sent = subscriber.received_one(Publish)
    assert (sent.message.qos, sent.duplicate) == (min(published, granted), False)


@states_3_1_1("MQTT-3.3.1-3")
@states_5("MQTT-3.3.1-3")
def test_the_first_sending_of_a_stored_message_is_no_duplicate(lab: Lab) -> None:
    lab.connect("s", **lab.lasting).subscribe(TOPIC, qos=1)
    lab.connect("s", **lab.lasting).vanish()
    lab.connect("p").publish(TOPIC, qos=1, duplicate=True)
    assert lab.connect("s", **lab.lasting).received_one(Publish).duplicate is False


@states_3_1_1("MQTT-3.3.1-4")
@states_5("MQTT-3.3.1-4")
@pytest.mark.parametrize("retain", [False, True])
@pytest.mark.parametrize("duplicate", [False, True])
def test_both_bits_of_the_quality_of_service_close_the_connection(
    lab: Lab, watcher: Client, retain: bool, duplicate: bool
) -> None:
    client = lab.connect()
    client.publish(TOPIC, qos=3, retain=retain, duplicate=duplicate)
    client.expect_end()
    assert watcher.received() == []


@states_3_1_1("MQTT-3.3.2-1")
@states_5("MQTT-3.3.2-1")
def test_the_topic_is_the_first_field(lab: Lab, level: int) -> None:
    client = lab.connect()
    client.subscribe("خانه", qos=1)
    topic, no_properties = field("خانه"), {MQTT_3_1_1: b"", MQTT_5: b"\0"}[level]
    client.send_bytes(packet(0x32, topic, b"\0\7", no_properties, "گرم".encode()))
    assert packet(0x32, topic, b"\0\1", no_properties, "گرم".encode()) in client.received_bytes()


@states_3_1_1("MQTT-3.3.2-1", "MQTT-4.7.3-1")
@states_5("MQTT-3.3.2-1", "MQTT-4.7.3-1")
@pytest.mark.parametrize("body", [b"", b"\0", b"\0\0", b"\0\2a", b"\0\0payload"])
def test_a_publish_without_a_topic_closes_the_connection(lab: Lab, body: bytes) -> None:
    client = lab.connect()
    client.send_bytes(packet(0x30, body))
    client.expect_end()


@states_3_1_1("MQTT-3.3.2-2", "MQTT-4.7.1-1")
@states_5("MQTT-3.3.2-2", "MQTT-4.7.0-1")
@pytest.mark.parametrize("topic", ["#", "+", "a/#", "a/+/b", "a+", "#b"])
def test_a_topic_with_a_wildcard_closes_the_connection(lab: Lab, watcher: Client, topic: str) -> None:
    client = lab.connect()
    client.publish(topic)
    client.expect_end()
    assert watcher.messages() == []


@states_3_1_1("MQTT-3.3.2-3")
@states_5("MQTT-3.3.2-3")
def test_only_topics_that_match_reach_a_subscriber(lab: Lab) -> None:
    subscriber, publisher = lab.connect("s"), lab.connect("p")
    subscriber.subscribe("a/+", "b/#")
    for topic in ("a", "a/1", "a/1/2", "b", "b/1/2", "c", "ab"):
        publisher.publish(topic)
    assert [topic for topic, _ in subscriber.messages()] == ["a/1", "b", "b/1/2"]


@states_3_1_1("MQTT-3.3.4-1")
@states_5("MQTT-3.3.4-1")
@pytest.mark.usefixtures("watcher")
@pytest.mark.parametrize(("qos", "answer"), [(0, []), (1, [Puback(7)]), (2, [Pubrec(7)])])
def test_a_message_is_answered_as_its_quality_of_service_demands(
    lab: Lab, qos: int, answer: list[Packet]
) -> None:
    client = lab.connect()
    client.publish(TOPIC, qos=qos, packet_id=7)
    assert client.received() == answer


@states_3_1_1("MQTT-3.3.5-1")
@states_5("MQTT-3.3.4-2")
@pytest.mark.parametrize("granted", [(0, 1, 2), (2, 1, 0), (1, 0, 0), (0, 0, 1)])
@pytest.mark.parametrize("published", [0, 1, 2])
def test_overlapping_subscriptions_are_served_at_the_highest_quality(
    lab: Lab, published: int, granted: tuple[int, int, int]
) -> None:
    subscriber, publisher = lab.connect("s"), lab.connect("p")
    subscriber.subscribe_each(*zip(("a/b", "a/+", "#"), granted, strict=True))
    publisher.publish("a/b", qos=published)
    qualities = {publish.message.qos for publish in subscriber.publishes()}
    assert max(qualities) == min(published, max(granted))
