"""Packet identifiers (MQTT 3.1.1, section 2.3; MQTT 5.0, section 2.2.1)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Packet, Puback, Pubcomp, Publish, Pubrec, Pubrel, Unsubscribe
from tests.conformance.client import subscribe_packet
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5


@states_3_1_1("MQTT-2.3.1-1")
@states_5("MQTT-2.2.1-3")
@pytest.mark.parametrize(
    "without",
    [
        subscribe_packet(0, [("a", 0)]),
        Unsubscribe(0, ("a",)),
        Publish(Message("a", b"x", 1)),
        Publish(Message("a", b"x", 2)),
    ],
    ids=["SUBSCRIBE", "UNSUBSCRIBE", "PUBLISH at QoS 1", "PUBLISH at QoS 2"],
)
def test_the_packet_identifier_zero_closes_the_connection(lab: Lab, without: Packet) -> None:
    client = lab.connect()
    client.send(without)
    client.expect_end()


@states_3_1_1("MQTT-2.3.1-1", "MQTT-2.3.1-4", "MQTT-4.3.2-1", "MQTT-4.3.3-1")
@states_5("MQTT-2.2.1-4", "MQTT-4.3.2-1", "MQTT-4.3.3-1")
@pytest.mark.parametrize("qos", [1, 2])
def test_an_identifier_in_use_is_not_given_to_another_message(lab: Lab, qos: int) -> None:
    """Once around all identifiers: tests/simulator/broker/test_outbox.py."""
    subscriber = lab.connect("s", **lab.lasting)
    subscriber.subscribe("a", qos=2)
    publisher = lab.connect("p")
    in_use: set[int] = {0}
    for number in range(1, 101):
        publisher.publish("a", qos=qos, packet_id=number)
        given = subscriber.publishes()[-1].packet_id
        assert given not in in_use, f"{given} is in use"
        in_use.add(given)
        if number % 25 == 0:
            subscriber.vanish()
            subscriber = lab.connect("s", **lab.lasting)
            assert {publish.packet_id for publish in subscriber.publishes()} == in_use - {0}


@states_3_1_1("MQTT-2.3.1-4")
@states_5("MQTT-2.2.1-4")
def test_an_identifier_stays_in_use_until_pubcomp(lab: Lab) -> None:
    subscriber, publisher = lab.connect("s"), lab.connect("p")
    subscriber.subscribe("a", qos=2)
    publisher.publish("a", qos=2, packet_id=9)
    first = subscriber.publishes()[0].packet_id
    subscriber.send(Pubrec(first))
    publisher.publish("a", qos=1, packet_id=9)
    assert subscriber.publishes()[0].packet_id != first


@states_3_1_1("MQTT-2.3.1-6")
@states_5("MQTT-2.2.1-5")
@pytest.mark.usefixtures("watcher")
def test_acknowledgements_carry_the_identifier_of_their_message(lab: Lab) -> None:
    client = lab.connect()
    client.publish("a", qos=1, packet_id=0x1234)
    client.publish("a", qos=2, packet_id=0xFFFF)
    client.send(Pubrel(0xFFFF))
    assert client.received() == [Puback(0x1234), Pubrec(0xFFFF), Pubcomp(0xFFFF)]


@states_3_1_1("MQTT-2.3.1-6")
@states_5("MQTT-2.2.1-5")
def test_the_release_carries_the_identifier_of_its_message(lab: Lab) -> None:
    subscriber, publisher = lab.connect("s"), lab.connect("p")
    subscriber.subscribe("a", qos=2)
    for packet_id in (7, 8):
        publisher.publish("a", qos=2, packet_id=packet_id)
    first, second = (publish.packet_id for publish in subscriber.publishes())
    subscriber.send(Pubrec(second), Pubrec(first))
    assert subscriber.received() == [Pubrel(second), Pubrel(first)]


@states_3_1_1("MQTT-2.3.1-7", "MQTT-3.8.4-2", "MQTT-3.10.4-4")
@states_5("MQTT-2.2.1-6", "MQTT-3.8.4-2", "MQTT-3.10.4-5")
@pytest.mark.parametrize("packet_id", [1, 0x1234, 0xFFFF])
def test_answers_carry_the_identifier_of_their_request(lab: Lab, packet_id: int) -> None:
    client = lab.connect()
    client.subscribe("a", packet_id=packet_id)
    assert client.unsubscribe("a", packet_id=packet_id).packet_id == packet_id
