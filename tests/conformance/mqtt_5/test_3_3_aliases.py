"""Topic aliases in both directions (MQTT 5.0, sections 3.3.2.3.4 and 3.1.2.11.5)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5, Packet, Publish
from simulator.broker.properties import Properties
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states


def aliased(topic: str, alias: int, payload: bytes = b"x") -> Packet:
    return Publish(Message(topic, payload, properties={"topic_alias": alias}))


def seen(client: Client) -> list[tuple[str, int | None]]:
    """Topic and alias of the messages that came, as they were written."""
    return [
        (publish.message.topic, publish.message.properties.get("topic_alias"))
        for publish in client.publishes()
    ]


@states("MQTT-3.3.2-12")
@pytest.mark.parametrize("alias", [1, 2, 50, 99, 100])
def test_every_alias_up_to_the_servers_maximum_is_accepted(lab: Lab, subscriber: Client, alias: int) -> None:
    client = lab.open()
    assert client.connect().properties["topic_alias_maximum"] == 100
    client.send(aliased("a", alias, b"1"), aliased("", alias, b"2"))
    assert subscriber.messages() == [("a", b"1"), ("a", b"2")]


@states("MQTT-3.3.2-8", "MQTT-3.3.2-9", "MQTT-4.13.1-1")
@pytest.mark.parametrize("alias", [0, 101, 0xFFFF])
def test_any_other_alias_closes_the_connection(subscriber: Client, client: Client, alias: int) -> None:
    client.send(aliased("a", alias))
    assert client.expect_end() == Reason.TOPIC_ALIAS_INVALID
    assert subscriber.messages() == []


@states("MQTT-3.3.2-12")
def test_a_server_without_aliases_says_so_and_takes_none() -> None:
    lab = Lab(MQTT_5, topic_aliases=0)
    client = lab.open()
    assert not client.connect().properties.get("topic_alias_maximum")
    client.send(aliased("a", 1))
    assert client.expect_end() == Reason.TOPIC_ALIAS_INVALID


@states("MQTT-3.3.2-12")
def test_an_alias_may_be_given_another_topic(subscriber: Client, client: Client) -> None:
    client.send(aliased("a", 1), aliased("", 1), aliased("b", 1), aliased("", 1), aliased("", 1))
    assert [topic for topic, _ in subscriber.messages()] == ["a", "a", "b", "b", "b"]


@states("MQTT-3.3.2-12")
def test_a_message_may_have_its_topic_in_full_though_there_is_an_alias(
    subscriber: Client, client: Client
) -> None:
    client.send(aliased("a", 1))
    client.publish("b")
    client.send(aliased("", 1))
    assert [topic for topic, _ in subscriber.messages()] == ["a", "b", "a"]


@states("MQTT-3.3.2-7")
def test_an_alias_means_nothing_to_other_connections(lab: Lab, subscriber: Client, client: Client) -> None:
    client.send(aliased("a", 1))
    other = lab.connect("other")
    other.send(aliased("", 1))
    assert other.expect_end() == Reason.PROTOCOL_ERROR
    assert subscriber.messages() == [("a", b"x")]


@states("MQTT-3.3.2-7")
def test_an_alias_of_the_client_does_not_outlive_its_connection(lab: Lab, subscriber: Client) -> None:
    kept: Properties = {"session_expiry_interval": 60}
    first = lab.connect("c", properties=kept)
    first.send(aliased("a", 1))
    first.vanish()
    second = lab.connect("c", clean_start=False, properties=kept)
    second.send(aliased("", 1))
    assert second.expect_end() == Reason.PROTOCOL_ERROR
    assert subscriber.messages() == [("a", b"x")]


@states("MQTT-3.3.2-7", "MQTT-3.1.2-27")
def test_the_publishers_alias_is_not_passed_on(subscriber: Client, client: Client) -> None:
    client.send(aliased("a", 1), aliased("", 1))
    assert seen(subscriber) == [("a", None), ("a", None)]


@states("MQTT-3.3.2-7")
@pytest.mark.parametrize("qos", [1, 2])
def test_a_retained_and_a_waiting_message_are_kept_under_their_topic(
    lab: Lab, subscriber: Client, client: Client, qos: int
) -> None:
    client.send(aliased("a", 1))
    subscriber.messages()
    subscriber.vanish()
    client.publish("", b"kept", qos, retain=True, properties={"topic_alias": 1})
    late = lab.connect("late")
    late.subscribe("a")
    assert seen(late) == [("a", None)]
    assert seen(lab.connect("subscriber", clean_start=False)) == [("a", None)]


@states("MQTT-3.1.2-27", "MQTT-3.3.2-11")
@pytest.mark.parametrize("properties", [{}, {"topic_alias_maximum": 0}])
def test_without_a_maximum_the_server_sends_no_alias(
    lab: Lab, publisher: Client, properties: Properties
) -> None:
    client = lab.connect(properties=properties)
    client.subscribe("#")
    for _ in range(3):
        publisher.publish("a/rather/long/topic")
    assert seen(client) == [("a/rather/long/topic", None)] * 3


@states("MQTT-3.1.2-26", "MQTT-3.3.2-8", "MQTT-3.3.2-11")
@pytest.mark.parametrize("maximum", [1, 3, 0xFFFF])
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_the_server_stays_within_the_clients_maximum(
    lab: Lab, publisher: Client, maximum: int, qos: int
) -> None:
    client = lab.connect("s", properties={"topic_alias_maximum": maximum})
    client.subscribe("#", qos=qos)
    topics = [f"topic/{number}" for number in range(10)] * 2
    for number, topic in enumerate(topics, start=1):
        publisher.publish(topic, qos=qos, packet_id=number)
    known: dict[int, str] = {}
    meant = []
    for topic, alias in seen(client):
        assert alias is None or 1 <= alias <= maximum, f"{alias} is not between 1 and {maximum}"
        if alias is not None and topic:
            known[alias] = topic
        meant.append(topic or known[alias])
    assert meant == topics


@states("MQTT-3.3.2-7")
def test_an_alias_of_the_server_does_not_outlive_its_connection(lab: Lab, publisher: Client) -> None:
    properties: Properties = {"topic_alias_maximum": 5, "session_expiry_interval": 60}
    client = lab.connect("s", properties=properties)
    client.subscribe("a", qos=1)
    publisher.publish("a", qos=1, packet_id=1)
    publisher.publish("a", qos=1, packet_id=2)
    assert seen(client) == [("a", 1), ("", 1)]
    client.vanish()
    back = lab.connect("s", clean_start=False, properties=properties)
    assert seen(back)[0][0] == "a", "the topic is told anew"
    back.vanish()
    assert seen(lab.connect("s", clean_start=False)) == [("a", None)] * 2, "and without aliases in full"
