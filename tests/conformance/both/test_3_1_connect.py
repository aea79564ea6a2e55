"""CONNECT (both versions of MQTT, section 3.1), but for what has files of its own."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import (
    Connack,
    Disconnect,
    Packet,
    Pingreq,
    Pingresp,
    Puback,
    Publish,
    Pubrel,
    Unsubscribe,
)
from tests.conformance.client import Client, connect_packet, subscribe_packet
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5

ANYTHING_ELSE = [
    Publish(Message("a", b"")),
    Puback(1),
    Pubrel(1),
    subscribe_packet(1, [("a", 0)]),
    Unsubscribe(1, ("a",)),
    Pingreq(),
    Disconnect(),
]


@states_3_1_1("MQTT-3.1.0-1", "MQTT-3.2.0-1", "MQTT-3.2.2-6")
@states_5("MQTT-3.1.0-1", "MQTT-3.2.0-1")
@pytest.mark.parametrize("first", ANYTHING_ELSE, ids=lambda first: type(first).__name__)
def test_anything_before_connect_closes_the_connection_without_an_answer(lab: Lab, first: Packet) -> None:
    client = lab.open()
    client.send(first, connect_packet(level=lab.level))
    assert client.is_closed
    assert client.received() == []


@states_3_1_1("MQTT-3.1.0-2")
@states_5("MQTT-3.1.0-2", "MQTT-3.2.0-2")
def test_a_second_connect_disconnects_the_client(lab: Lab) -> None:
    client = lab.connect()
    client.send(connect_packet(level=lab.level))
    client.expect_end()


@states_3_1_1("MQTT-3.1.2-14")
@states_5("MQTT-3.1.2-12")
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_a_will_has_any_quality_of_service(lab: Lab, qos: int) -> None:
    lab.connect(will=Message("a", b"gone", qos))


@states_3_1_1("MQTT-3.1.4-2")
@states_5("MQTT-3.1.4-3")
def test_a_client_that_is_connected_already_is_disconnected(lab: Lab) -> None:
    first, other = lab.connect("c"), lab.connect("C")
    second = lab.connect("c")
    assert first.is_closed
    assert not second.is_closed
    assert not other.is_closed


@states_3_1_1("MQTT-3.1.4-5", "MQTT-3.2.2-5")
@states_5("MQTT-3.1.4-6")
def test_nothing_after_a_rejected_connect_is_processed(lab: Lab, watcher: Client) -> None:
    client = lab.open()
    client.send(
        connect_packet(level=lab.level, password=b"guess"),
        connect_packet(level=lab.level),
        Publish(Message("a", b"1")),
        Pingreq(),
    )
    client.publish("a", b"2")
    assert client.received_one(Connack).code != 0
    assert watcher.messages() == []
    assert client.is_closed


@states_3_1_1("MQTT-3.1.4-4")
@states_5("MQTT-3.1.4-5")
def test_packets_that_do_not_wait_for_connack_are_processed_after_it(lab: Lab) -> None:
    client = lab.open()
    client.send(connect_packet(level=lab.level), Pingreq())
    connack, pong = client.received()
    assert isinstance(connack, Connack)
    assert pong == Pingresp()
