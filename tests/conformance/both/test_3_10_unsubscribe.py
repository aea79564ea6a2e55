"""UNSUBSCRIBE and UNSUBACK (both versions of MQTT, sections 3.10 and 3.11)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Puback, Pubcomp, Publish, Pubrec, Pubrel, Unsuback, Unsubscribe
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5


@states_3_1_1("MQTT-3.10.3-2", "MQTT-4.8.0-1")
@states_5("MQTT-3.10.3-2", "MQTT-4.13.1-1")
def test_an_unsubscribe_without_filters_closes_the_connection(lab: Lab) -> None:
    client = lab.connect()
    client.send(Unsubscribe(1, ()))
    client.expect_end()


@states_3_1_1("MQTT-3.10.4-1")
@states_5("MQTT-3.10.4-1")
@pytest.mark.parametrize("other", ["a/b", "a/+", "A/#", "/a/#", "#", "a", "a/b/#"])
def test_only_the_very_same_filter_is_deleted(lab: Lab, other: str) -> None:
    client = lab.connect()
    client.subscribe("a/#")
    client.unsubscribe(other)
    client.publish("a/b", b"1")
    assert client.messages() == [("a/b", b"1")]


@states_3_1_1("MQTT-3.10.4-1", "MQTT-3.10.4-2")
@states_5("MQTT-3.10.4-1", "MQTT-3.10.4-2")
@pytest.mark.parametrize("topic_filter", ["a/b", "a/+", "a/#", "#", "+/b"])
def test_the_same_filter_is_deleted(lab: Lab, topic_filter: str) -> None:
    client = lab.connect()
    client.subscribe(topic_filter, qos=1)
    client.unsubscribe(topic_filter)
    client.publish("a/b", qos=1)
    assert client.publishes() == []


@states_3_1_1("MQTT-3.10.4-2")
@states_5("MQTT-3.10.4-2")
def test_an_absent_clients_session_gets_nothing_new(lab: Lab) -> None:
    client, publisher = lab.connect("s", **lab.lasting), lab.connect("p")
    client.subscribe("a", qos=1)
    client.unsubscribe("a")
    client.vanish()
    publisher.publish("a", qos=1)
    assert lab.connect("s", **lab.lasting).received() == []


@states_3_1_1("MQTT-3.10.4-3")
@states_5("MQTT-3.10.4-3")
def test_deliveries_that_have_begun_are_completed(lab: Lab) -> None:
    client, publisher = lab.connect("s", **lab.lasting), lab.connect("p")
    client.subscribe("a", qos=2)
    for qos in (1, 2, 2):
        publisher.publish("a", b"%d" % qos, qos=qos, packet_id=qos)
        publisher.send(Pubrel(qos))
    once, twice, released = (publish.packet_id for publish in client.publishes())
    client.send(Pubrec(released))
    assert client.received() == [Pubrel(released)]
    client.unsubscribe("a")
    client.send(Pubcomp(released))
    client.vanish()
    client = lab.connect("s", **lab.lasting)
    assert client.received() == [
        Publish(Message("a", b"1", 1), duplicate=True, packet_id=once),
        Publish(Message("a", b"2", 2), duplicate=True, packet_id=twice),
    ]
    client.send(Puback(once), Pubrec(twice))
    assert client.received() == [Pubrel(twice)]


@states_3_1_1("MQTT-3.10.4-4", "MQTT-3.10.4-5")
@states_5("MQTT-3.10.4-4", "MQTT-3.10.4-5")
@pytest.mark.parametrize("topic_filter", ["a", "never/subscribed"])
def test_unsubscribe_is_always_answered(lab: Lab, topic_filter: str) -> None:
    client = lab.connect()
    client.subscribe("a")
    client.send(Unsubscribe(3, (topic_filter,)))
    assert client.received_one(Unsuback).packet_id == 3


@states_3_1_1("MQTT-3.10.4-6")
@states_5("MQTT-3.10.4-6")
def test_many_filters_in_one_packet_are_answered_by_one_unsuback(lab: Lab) -> None:
    client = lab.connect()
    client.subscribe("a", "b", "c")
    client.send(Unsubscribe(3, ("a", "never", "a", "c")))
    client.received_one(Unsuback)
    for topic in ("a", "b", "c"):
        client.publish(topic)
    assert [topic for topic, _ in client.messages()] == ["b"]
