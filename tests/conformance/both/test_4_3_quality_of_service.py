"""The three delivery protocols, the broker at either end (both versions of MQTT, section 4.3)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Packet, Puback, Pubcomp, Publish, Pubrec, Pubrel
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5


def come_back(lab: Lab, client: Client) -> Client:
    """The subscriber on a new connection."""
    client.vanish()
    return lab.connect("subscriber", **lab.lasting)


@states_3_1_1("MQTT-4.3.1-1")
@states_5("MQTT-4.3.1-1")
def test_qos_0_is_sent_once_and_never_again(lab: Lab, publisher: Client, subscriber: Client) -> None:
    publisher.publish("a", b"1")
    assert subscriber.received() == [Publish(Message("a", b"1"), duplicate=False)]
    assert publisher.received() == []
    assert come_back(lab, subscriber).received() == []


@states_3_1_1("MQTT-4.3.2-1")
@states_5("MQTT-4.3.2-2", "MQTT-4.3.2-3", "MQTT-4.4.0-1")
def test_qos_1_is_held_until_puback(lab: Lab, publisher: Client, subscriber: Client) -> None:
    publisher.publish("a", b"1", qos=1, packet_id=77)
    sent = subscriber.received_one(Publish)
    assert (sent.message, sent.duplicate) == (Message("a", b"1", 1), False)
    for _ in range(2):
        subscriber = come_back(lab, subscriber)
        assert subscriber.received() == [Publish(sent.message, True, sent.packet_id)]
    subscriber.send(Puback(sent.packet_id))
    assert come_back(lab, subscriber).received() == []


@states_3_1_1("MQTT-4.3.2-1")
@states_5("MQTT-4.3.2-3")
@pytest.mark.parametrize("other", [Puback(0x7777), Pubrec(0x7777), Pubcomp(1), Pubcomp(0x7777)])
def test_nothing_but_its_own_puback_acknowledges_qos_1(
    lab: Lab, publisher: Client, subscriber: Client, other: Packet
) -> None:
    publisher.publish("a", qos=1)
    sent = subscriber.received_one(Publish)
    subscriber.send(other)
    assert Publish(sent.message, True, sent.packet_id) in come_back(lab, subscriber).received()


@states_3_1_1("MQTT-4.3.2-2")
@states_5("MQTT-4.3.2-4")
def test_qos_1_is_answered_by_puback_and_delivered(publisher: Client, subscriber: Client) -> None:
    publisher.publish("a", b"1", qos=1, packet_id=77)
    assert publisher.received() == [Puback(77)]
    assert subscriber.messages() == [("a", b"1")]


@states_3_1_1("MQTT-4.3.2-2")
@states_5("MQTT-4.3.2-5")
@pytest.mark.parametrize("duplicate", [False, True])
def test_qos_1_after_puback_is_a_new_message(publisher: Client, subscriber: Client, duplicate: bool) -> None:
    publisher.publish("a", b"1", qos=1, packet_id=77)
    publisher.publish("a", b"2", qos=1, packet_id=77, duplicate=duplicate)
    assert publisher.received() == [Puback(77), Puback(77)]
    assert subscriber.messages() == [("a", b"1"), ("a", b"2")]


@states_3_1_1("MQTT-4.3.3-1")
@states_5("MQTT-4.3.3-2", "MQTT-4.3.3-3", "MQTT-4.3.3-4", "MQTT-4.3.3-5", "MQTT-4.3.3-6")
def test_qos_2_is_held_until_pubrec_and_its_release_until_pubcomp(
    lab: Lab, publisher: Client, subscriber: Client
) -> None:
    publisher.publish("a", b"1", qos=2, packet_id=77)
    sent = subscriber.received_one(Publish)
    assert (sent.message, sent.duplicate) == (Message("a", b"1", 2), False)
    subscriber = come_back(lab, subscriber)
    assert subscriber.received() == [Publish(sent.message, True, sent.packet_id)]
    subscriber.send(Pubrec(sent.packet_id))
    assert subscriber.received() == [Pubrel(sent.packet_id)]
    for _ in range(2):
        subscriber = come_back(lab, subscriber)
        assert subscriber.received() == [Pubrel(sent.packet_id)], "PUBLISH is not sent any more"
    subscriber.send(Pubcomp(sent.packet_id))
    assert come_back(lab, subscriber).received() == []


@states_3_1_1("MQTT-4.3.3-1")
@states_5("MQTT-4.3.3-3")
def test_qos_2_is_not_acknowledged_by_puback(lab: Lab, publisher: Client, subscriber: Client) -> None:
    publisher.publish("a", qos=2)
    sent = subscriber.received_one(Publish)
    subscriber.send(Puback(sent.packet_id), Pubcomp(sent.packet_id))
    assert come_back(lab, subscriber).received() == [Publish(sent.message, True, sent.packet_id)]


@states_3_1_1("MQTT-4.3.3-1")
@states_5("MQTT-4.3.3-4")
def test_every_pubrec_is_answered_by_pubrel(publisher: Client, subscriber: Client) -> None:
    publisher.publish("a", qos=2)
    packet_id = subscriber.received_one(Publish).packet_id
    subscriber.send(Pubrec(packet_id), Pubrec(packet_id))
    assert subscriber.received() == [Pubrel(packet_id), Pubrel(packet_id)]


@states_3_1_1("MQTT-4.3.3-2")
@states_5("MQTT-4.3.3-8", "MQTT-4.3.3-10", "MQTT-4.3.3-11")
@pytest.mark.parametrize("duplicate", [False, True])
def test_qos_2_is_delivered_once_until_it_is_released(
    publisher: Client, subscriber: Client, duplicate: bool
) -> None:
    publisher.publish("a", b"1", qos=2, packet_id=5)
    assert publisher.received() == [Pubrec(5)]
    publisher.publish("a", b"1", qos=2, packet_id=5, duplicate=duplicate)
    assert publisher.received() == [Pubrec(5)]
    publisher.send(Pubrel(5))
    assert publisher.received() == [Pubcomp(5)]
    assert [publish.message.payload for publish in subscriber.publishes()] == [b"1"]


@states_3_1_1("MQTT-4.3.3-2")
@states_5("MQTT-4.3.3-12")
def test_qos_2_after_pubcomp_is_a_new_message(publisher: Client, subscriber: Client) -> None:
    for payload in (b"1", b"2"):
        publisher.publish("a", payload, qos=2, packet_id=5)
        publisher.send(Pubrel(5))
    assert publisher.received() == [Pubrec(5), Pubcomp(5)] * 2
    assert [publish.message.payload for publish in subscriber.publishes()] == [b"1", b"2"]


@states_3_1_1("MQTT-4.3.3-2")
@states_5("MQTT-4.3.3-11")
def test_a_release_is_completed_as_often_as_it_comes(publisher: Client) -> None:
    publisher.publish("a", qos=2, packet_id=5)
    publisher.received()
    for _ in range(2):
        publisher.send(Pubrel(5))
        assert publisher.received_one(Pubcomp).packet_id == 5


@states_3_1_1("MQTT-4.3.3-2")
@states_5("MQTT-4.3.3-10")
def test_qos_2_is_known_across_connections(lab: Lab, subscriber: Client) -> None:
    for duplicate in (False, True):
        client = lab.connect("again", **lab.lasting)
        client.publish("a", b"1", qos=2, packet_id=5, duplicate=duplicate)
        assert client.received() == [Pubrec(5)]
        client.vanish()
    assert [publish.message.payload for publish in subscriber.publishes()] == [b"1"]
