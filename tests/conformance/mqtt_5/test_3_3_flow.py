"""The receive maximum of the server (MQTT 5.0, section 3.3.4); that of clients: test_4_8_subscriptions.py."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5, Publish, Pubrec, Pubrel
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states

MOST = 3


@pytest.fixture
def lab() -> Lab:
    """A lab that takes no more QoS 2 messages at once."""
    return Lab(MQTT_5, receive_maximum=MOST)


def publish(client: Client, first: int, count: int) -> None:
    for packet_id in range(first, first + count):
        client.publish("a", qos=2, packet_id=packet_id)


@states("MQTT-3.3.4-7", "MQTT-4.9.0-2")
def test_the_maximum_is_told_and_may_be_used_up(lab: Lab) -> None:
    client = lab.open()
    assert client.connect().properties["receive_maximum"] == MOST
    publish(client, 1, MOST)
    assert len(client.received()) == MOST
    assert not client.is_closed


@states("MQTT-3.3.4-7", "MQTT-4.13.1-1")
def test_a_client_above_the_maximum_is_disconnected(lab: Lab, subscriber: Client, client: Client) -> None:
    publish(client, 1, MOST)
    client.received()
    publish(client, MOST + 1, 1)
    assert client.expect_end() == Reason.RECEIVE_MAXIMUM_EXCEEDED
    assert len(subscriber.messages()) == MOST


@states("MQTT-3.3.4-7")
def test_a_release_makes_room_and_a_repetition_takes_none(client: Client) -> None:
    publish(client, 1, MOST)
    client.send(Publish(Message("a", b"x", 2), duplicate=True, packet_id=1), Pubrel(2))
    publish(client, MOST + 1, 1)
    assert not client.is_closed


@states("MQTT-3.3.4-7")
def test_a_message_that_was_refused_takes_no_room(lab: Lab) -> None:
    guest = lab.connect("g", username="guest")
    publish(guest, 1, 2 * MOST)
    assert [type(packet) for packet in guest.received()] == [Pubrec] * 2 * MOST
    assert not guest.is_closed


@states("MQTT-3.3.4-7", "MQTT-3.3.4-8")
def test_messages_at_other_qualities_of_service_are_completed_at_once(client: Client) -> None:
    publish(client, 1, MOST)
    for number in range(2 * MOST):
        client.publish("a", qos=number % 2, packet_id=100 + number)
    assert not client.is_closed
