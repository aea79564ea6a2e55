"""Refusals and expiry in the delivery protocols (MQTT 5.0, sections 4.3 and 4.4); the rest is in `both`."""

from __future__ import annotations

from simulator.broker.packets import Puback, Pubcomp, Publish, Pubrec, Pubrel
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states

KEPT = {"session_expiry_interval": 3600}


def come_back(lab: Lab, client: Client) -> Client:
    """The subscriber on a new connection."""
    client.vanish()
    return lab.connect("subscriber", clean_start=False, properties=KEPT)


@states("MQTT-4.3.3-4")
def test_a_pubrec_of_nothing_is_told_so(subscriber: Client) -> None:
    subscriber.send(Pubrec(9))
    assert subscriber.received() == [Pubrel(9, Reason.PACKET_IDENTIFIER_NOT_FOUND)]


@states("MQTT-4.3.3-4", "MQTT-4.4.0-2")
def test_a_refused_qos_2_message_is_neither_released_nor_sent_again(
    lab: Lab, publisher: Client, subscriber: Client
) -> None:
    publisher.publish("a", qos=2)
    sent = subscriber.received_one(Publish)
    subscriber.send(Pubrec(sent.packet_id, Reason.QUOTA_EXCEEDED))
    assert subscriber.received() == []
    assert come_back(lab, subscriber).received() == []


@states("MQTT-4.4.0-2")
def test_a_refused_qos_1_message_is_not_sent_again(lab: Lab, publisher: Client, subscriber: Client) -> None:
    publisher.publish("a", qos=1)
    sent = subscriber.received_one(Publish)
    subscriber.send(Puback(sent.packet_id, Reason.UNSPECIFIED_ERROR))
    assert come_back(lab, subscriber).received() == []


@states("MQTT-4.3.3-7")
def test_a_message_that_was_sent_does_not_expire_any_more(
    lab: Lab, publisher: Client, subscriber: Client
) -> None:
    publisher.publish("a", b"1", qos=2, properties={"message_expiry_interval": 10})
    sent = subscriber.received_one(Publish)
    subscriber.vanish()
    lab.advance(60_000)
    back = lab.connect("subscriber", clean_start=False, properties=KEPT)
    (again,) = back.publishes()
    assert (again.packet_id, again.message.payload, again.duplicate) == (sent.packet_id, b"1", True)
    lab.advance(60_000)
    back.send(Pubrec(sent.packet_id))
    assert back.received() == [Pubrel(sent.packet_id)]


@states("MQTT-4.3.3-9")
def test_after_a_refusal_the_identifier_stands_for_a_new_message(lab: Lab, subscriber: Client) -> None:
    guest = lab.connect("g", username="guest")
    guest.publish("forbidden", qos=2, packet_id=5)
    assert guest.received_one(Pubrec).code == Reason.NOT_AUTHORIZED
    guest.publish("guest/a", b"2", qos=2, packet_id=5)
    assert guest.received_one(Pubrec).code == Reason.SUCCESS
    assert [publish.message.payload for publish in subscriber.publishes()] == [b"2"]


@states("MQTT-4.3.3-11")
def test_a_release_of_nothing_is_told_so(publisher: Client) -> None:
    publisher.send(Pubrel(9))
    assert publisher.received() == [Pubcomp(9, Reason.PACKET_IDENTIFIER_NOT_FOUND)]


@states("MQTT-4.3.3-13")
def test_a_received_message_is_completed_though_it_has_expired(lab: Lab, publisher: Client) -> None:
    properties = {"message_expiry_interval": 1}
    publisher.publish("a", qos=2, packet_id=5, properties=properties)
    publisher.received()
    lab.advance(10_000)
    publisher.publish("a", qos=2, packet_id=5, duplicate=True, properties=properties)
    publisher.send(Pubrel(5))
    assert publisher.received() == [Pubrec(5), Pubcomp(5)]
