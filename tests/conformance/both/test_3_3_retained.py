"""Retained messages (both versions of MQTT, section 3.3.1.3)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Publish
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5

TOPIC = "a/b"


@pytest.fixture
def publisher(lab: Lab) -> Client:
    return lab.connect("publisher")


def retained(lab: Lab, topic_filter: str = TOPIC) -> list[Message]:
    """The messages that a new subscriber is sent."""
    client = lab.connect("newcomer")
    client.subscribe(topic_filter, qos=2)
    return [publish.message for publish in client.publishes()]


@states_3_1_1("MQTT-3.3.1-5", "MQTT-3.3.1-6", "MQTT-3.3.1-8")
@states_5("MQTT-3.3.1-5", "MQTT-3.3.1-9")
@pytest.mark.parametrize("qos", [0, 1, 2])
@pytest.mark.parametrize("topic_filter", [TOPIC, "a/+", "a/#", "+/b", "#", "a/b/#"])
def test_a_new_subscription_is_sent_what_is_retained(
    lab: Lab, publisher: Client, topic_filter: str, qos: int
) -> None:
    publisher.publish(TOPIC, b"kept", qos=qos, retain=True)
    assert retained(lab, topic_filter) == [Message(TOPIC, b"kept", qos, retain=True)]


@states_3_1_1("MQTT-3.3.1-6")
@states_5("MQTT-3.3.1-9")
def test_what_does_not_match_is_not_sent(lab: Lab, publisher: Client) -> None:
    for topic in ("a", "a/b", "a/b/c", "b"):
        publisher.publish(topic, retain=True)
    assert [message.topic for message in retained(lab, "a/+")] == ["a/b"]


@states_3_1_1("MQTT-3.3.1-6")
@states_5("MQTT-3.3.1-9")
def test_the_last_message_of_each_topic_is_retained(lab: Lab, publisher: Client) -> None:
    for topic, payload in [("a", b"1"), ("b", b"2"), ("a", b"3")]:
        publisher.publish(topic, payload, retain=True)
    found = {(message.topic, message.payload) for message in retained(lab, "#")}
    assert found == {("a", b"3"), ("b", b"2")}


@states_3_1_1("MQTT-3.3.1-7")
@states_5("MQTT-3.3.1-5")
@pytest.mark.parametrize("former", [0, 1, 2])
def test_a_message_at_qos_0_takes_the_place_of_what_was_retained(
    lab: Lab, publisher: Client, former: int
) -> None:
    publisher.publish(TOPIC, b"former", qos=former, retain=True)
    publisher.publish(TOPIC, b"new", retain=True)
    assert b"former" not in [message.payload for message in retained(lab)]


@states_3_1_1("MQTT-3.3.1-9")
@states_5("MQTT-3.3.1-12")
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_an_established_subscription_sees_no_retain_flag(lab: Lab, publisher: Client, qos: int) -> None:
    subscriber = lab.connect("s")
    subscriber.subscribe(TOPIC, qos=qos)
    publisher.publish(TOPIC, qos=2, retain=True)
    assert subscriber.received_one(Publish).message.retain is False


@states_3_1_1("MQTT-3.3.1-9")
@states_5("MQTT-3.3.1-12")
def test_a_message_that_waited_has_no_retain_flag(lab: Lab, publisher: Client) -> None:
    absent = lab.connect("s", **lab.lasting)
    absent.subscribe(TOPIC, qos=1)
    absent.vanish()
    publisher.publish(TOPIC, qos=1, retain=True)
    assert lab.connect("s", **lab.lasting).received_one(Publish).message.retain is False


@states_3_1_1("MQTT-3.3.1-8")
@states_5("MQTT-3.3.1-9")
def test_a_retained_message_keeps_its_flag_when_it_is_sent_again(lab: Lab, publisher: Client) -> None:
    publisher.publish(TOPIC, qos=1, retain=True)
    subscriber = lab.connect("s", **lab.lasting)
    subscriber.subscribe(TOPIC, qos=1)
    first = subscriber.received_one(Publish)
    subscriber.vanish()
    again = lab.connect("s", **lab.lasting).received_one(Publish)
    assert (first.message.retain, again.message.retain) == (True, True)


@states_3_1_1("MQTT-3.3.1-10", "MQTT-3.3.1-11")
@states_5("MQTT-3.3.1-6", "MQTT-3.3.1-7")
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_an_empty_message_is_delivered_and_removes_what_was_retained(
    lab: Lab, publisher: Client, qos: int
) -> None:
    publisher.publish(TOPIC, b"kept", qos=2, retain=True, packet_id=9)
    subscriber = lab.connect("s")
    subscriber.subscribe(TOPIC, qos=2)
    subscriber.received()
    publisher.publish(TOPIC, b"", qos=qos, retain=True)
    assert subscriber.received_one(Publish).message == Message(TOPIC, b"", qos)
    assert retained(lab) == []


@states_3_1_1("MQTT-3.3.1-11")
@states_5("MQTT-3.3.1-7")
def test_an_empty_message_is_not_retained(lab: Lab, publisher: Client) -> None:
    publisher.publish(TOPIC, b"", retain=True)
    assert retained(lab) == []


@states_3_1_1("MQTT-3.3.1-12")
@states_5("MQTT-3.3.1-8")
@pytest.mark.parametrize("payload", [b"passing", b""])
def test_a_message_without_retain_changes_nothing(lab: Lab, publisher: Client, payload: bytes) -> None:
    publisher.publish("other", payload)
    publisher.publish(TOPIC, b"kept", retain=True)
    publisher.publish(TOPIC, payload)
    assert [(message.topic, message.payload) for message in retained(lab, "#")] == [(TOPIC, b"kept")]
