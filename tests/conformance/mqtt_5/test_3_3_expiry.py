"""The message expiry interval (MQTT 5.0, section 3.3.2.3.3)."""

from __future__ import annotations

import pytest

from simulator.broker.packets import Publish, SubscriptionOptions
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states

TEN_SECONDS = {"message_expiry_interval": 10}


def remaining(client: Client) -> list[int | None]:
    """What is left of the intervals of the messages that came."""
    return [publish.message.properties.get("message_expiry_interval") for publish in client.publishes()]


@states("MQTT-3.3.2-6")
@pytest.mark.parametrize("qos", [0, 1, 2])
@pytest.mark.parametrize("interval_s", [1, 10, 0xFFFF_FFFF])
def test_a_message_that_goes_on_at_once_keeps_its_interval(
    subscriber: Client, publisher: Client, interval_s: int, qos: int
) -> None:
    publisher.publish("a", qos=qos, properties={"message_expiry_interval": interval_s})
    assert remaining(subscriber) == [interval_s]


@states("MQTT-3.3.2-6")
@pytest.mark.parametrize(("waited_ms", "left_s"), [(1_000, 9), (5_000, 5), (9_000, 1)])
def test_the_time_that_a_message_waited_is_taken_off(
    lab: Lab, subscriber: Client, publisher: Client, waited_ms: int, left_s: int
) -> None:
    subscriber.vanish()
    publisher.publish("a", qos=1, properties=TEN_SECONDS)
    lab.advance(waited_ms)
    assert remaining(lab.connect("subscriber", clean_start=False)) == [left_s]


@states("MQTT-3.3.2-6")
def test_the_time_that_a_retained_message_waited_is_taken_off(lab: Lab, publisher: Client) -> None:
    publisher.publish("a", qos=1, retain=True, properties=TEN_SECONDS)
    lab.advance(4_000)
    for qos in (0, 1):
        client = lab.connect("late")
        client.subscribe("a", qos=qos)
        assert remaining(client) == [6]


@states("MQTT-3.3.2-5")
@pytest.mark.parametrize(("waited_ms", "arrives"), [(9_999, True), (10_000, False), (3_000_000, False)])
def test_a_message_that_waited_too_long_is_deleted(
    lab: Lab, subscriber: Client, publisher: Client, waited_ms: int, arrives: bool
) -> None:
    subscriber.vanish()
    for qos in (1, 2):
        publisher.publish("a", b"old", qos, packet_id=qos, properties=TEN_SECONDS)
    publisher.publish("a", b"without end", 1, packet_id=3)
    lab.advance(waited_ms)
    back = lab.connect("subscriber", clean_start=False)
    found = [publish.message.payload for publish in back.publishes()]
    assert found == [b"old", b"old", b"without end"][0 if arrives else 2 :]


@states("MQTT-3.3.2-5")
def test_a_message_that_waited_too_long_for_room_is_deleted(lab: Lab, publisher: Client) -> None:
    client = lab.connect("s", properties={"receive_maximum": 1})
    client.subscribe("a", qos=1)
    publisher.publish("a", b"1", 1, packet_id=1)
    publisher.publish("a", b"2", 1, packet_id=2, properties=TEN_SECONDS)
    publisher.publish("a", b"3", 1, packet_id=3)
    lab.advance(10_000)
    assert client.messages() == [("a", b"1")]
    assert client.messages() == [("a", b"3")]


@states("MQTT-3.3.2-5")
@pytest.mark.parametrize("topic_filter", ["a", "#"])
@pytest.mark.parametrize(("waited_ms", "arrives"), [(9_999, True), (10_000, False)])
def test_a_retained_message_that_is_too_old_is_deleted(
    lab: Lab, client: Client, publisher: Client, waited_ms: int, arrives: bool, topic_filter: str
) -> None:
    publisher.publish("a", b"1", retain=True, properties=TEN_SECONDS)
    lab.advance(waited_ms)
    client.subscribe(topic_filter)
    assert client.messages() == ([("a", b"1")] if arrives else [])


@states("MQTT-3.3.2-5")
def test_a_new_retained_message_has_an_interval_of_its_own(
    lab: Lab, client: Client, publisher: Client
) -> None:
    publisher.publish("a", b"1", retain=True, properties=TEN_SECONDS)
    publisher.publish("a", b"2", retain=True)
    lab.advance(60_000)
    client.subscribe("a")
    assert client.messages() == [("a", b"2")]


@states("MQTT-3.3.2-6")
def test_a_message_without_an_interval_gets_none(lab: Lab, subscriber: Client, publisher: Client) -> None:
    subscriber.vanish()
    publisher.publish("a", qos=1)
    lab.advance(5_000)
    assert remaining(lab.connect("subscriber", clean_start=False)) == [None]


@states("MQTT-3.3.2-5", "MQTT-3.3.2-6")
def test_each_subscriber_has_its_own_reckoning(lab: Lab, subscriber: Client, publisher: Client) -> None:
    present = lab.connect("present")
    present.subscribe_each(("a", SubscriptionOptions(1)))
    subscriber.vanish()
    publisher.publish("a", qos=1, properties=TEN_SECONDS)
    assert remaining(present) == [10]
    lab.advance(3_000)
    assert lab.connect("subscriber", clean_start=False).received_one(Publish).message.properties == {
        "message_expiry_interval": 7
    }
