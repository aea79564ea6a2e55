"""The three delivery protocols, and delivering again (MQTT 5.0, sections 4.3 and 4.4)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Packet, Puback, Pubcomp, Publish, Pubrec, Pubrel
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states

KEPT = {"session_expiry_interval": 3600}


def come_back(lab: Lab, client: Client) -> Client:
    """The subscriber on a new connection."""
    client.vanish()
    return lab.connect("subscriber", clean_start=False, properties=KEPT)


@states("MQTT-4.3.1-1")
def test_qos_0_is_sent_once_and_never_again(lab: Lab, publisher: Client, subscriber: Client) -> None:
    publisher.publish("a", b"1")
    assert subscriber.received() == [Publish(Message("a", b"1"), duplicate=False)]
    assert come_back(lab, subscriber).received() == []


@states("MQTT-4.3.2-1", "MQTT-4.3.3-1")
@pytest.mark.parametrize("qos", [1, 2])
def test_no_identifier_is_taken_twice_while_it_is_in_use(
    publisher: Client, subscriber: Client, qos: int
) -> None:
    for number in range(100):
        publisher.publish("a", qos=qos, packet_id=number + 1)
    identifiers = [publish.packet_id for publish in subscriber.publishes()]
    assert len(set(identifiers)) == 100
    assert 0 not in identifiers


@states("MQTT-4.3.2-2", "MQTT-4.3.3-2")
@pytest.mark.parametrize("qos", [1, 2])
@pytest.mark.parametrize("duplicate", [False, True])
def test_a_message_goes_out_at_its_qos_and_not_as_a_duplicate(
    publisher: Client, subscriber: Client, qos: int, duplicate: bool
) -> None:
    publisher.publish("a", b"1", qos, packet_id=77, duplicate=duplicate)
    sent = subscriber.received_one(Publish)
    assert (sent.message.qos, sent.duplicate) == (qos, False)
    assert sent.packet_id > 0


@states("MQTT-4.3.2-3", "MQTT-4.4.0-1")
def test_qos_1_is_held_until_puback(lab: Lab, publisher: Client, subscriber: Client) -> None:
    publisher.publish("a", b"1", qos=1)
    sent = subscriber.received_one(Publish)
    for _ in range(2):
        subscriber = come_back(lab, subscriber)
        assert subscriber.received() == [Publish(sent.message, True, sent.packet_id)]
    subscriber.send(Puback(sent.packet_id))
    assert come_back(lab, subscriber).received() == []


@states("MQTT-4.3.2-3")
@pytest.mark.parametrize("other", [Puback(0x7777), Pubrec(0x7777), Pubcomp(1)])
def test_nothing_but_its_own_puback_acknowledges_qos_1(
    lab: Lab, publisher: Client, subscriber: Client, other: Packet
) -> None:
    publisher.publish("a", qos=1)
    sent = subscriber.received_one(Publish)
    subscriber.send(other)
    assert Publish(sent.message, True, sent.packet_id) in come_back(lab, subscriber).received()


@states("MQTT-4.3.2-4")
def test_qos_1_is_answered_by_puback_and_delivered(publisher: Client, subscriber: Client) -> None:
    publisher.publish("a", b"1", qos=1, packet_id=77)
    assert publisher.received() == [Puback(77)]
    assert subscriber.messages() == [("a", b"1")]


@states("MQTT-4.3.2-5")
@pytest.mark.parametrize("duplicate", [False, True])
def test_qos_1_after_puback_is_a_new_message(publisher: Client, subscriber: Client, duplicate: bool) -> None:
    publisher.publish("a", b"1", qos=1, packet_id=77)
    publisher.publish("a", b"2", qos=1, packet_id=77, duplicate=duplicate)
    assert publisher.received() == [Puback(77), Puback(77)]
    assert subscriber.messages() == [("a", b"1"), ("a", b"2")]


@states("MQTT-4.3.3-3", "MQTT-4.3.3-4", "MQTT-4.3.3-5", "MQTT-4.3.3-6")
def test_qos_2_is_held_until_pubrec_and_its_release_until_pubcomp(
    lab: Lab, publisher: Client, subscriber: Client
) -> None:
    publisher.publish("a", b"1", qos=2, packet_id=77)
    sent = subscriber.received_one(Publish)
    subscriber = come_back(lab, subscriber)
    assert subscriber.received() == [Publish(sent.message, True, sent.packet_id)]
    subscriber.send(Pubrec(sent.packet_id))
    assert subscriber.received() == [Pubrel(sent.packet_id)]
    for _ in range(2):
        subscriber = come_back(lab, subscriber)
        assert subscriber.received() == [Pubrel(sent.packet_id)], "PUBLISH is not sent any more"
    subscriber.send(Pubcomp(sent.packet_id))
    assert come_back(lab, subscriber).received() == []


@states("MQTT-4.3.3-3")
def test_qos_2_is_not_acknowledged_by_puback(lab: Lab, publisher: Client, subscriber: Client) -> None:
    publisher.publish("a", qos=2)
    sent = subscriber.received_one(Publish)
    subscriber.send(Puback(sent.packet_id))
    assert come_back(lab, subscriber).received() == [Publish(sent.message, True, sent.packet_id)]


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


@states("MQTT-4.4.0-1")
def test_nothing_is_sent_again_while_the_client_is_connected(
    lab: Lab, publisher: Client, subscriber: Client
) -> None:
    publisher.publish("a", qos=1)
    assert len(subscriber.publishes()) == 1
    lab.advance(10**7)
    publisher.publish("b")
    assert [publish.message.topic for publish in subscriber.publishes()] == ["b"]


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


@states("MQTT-4.3.3-8", "MQTT-4.3.3-10", "MQTT-4.3.3-11")
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


@states("MQTT-4.3.3-9")
def test_after_a_refusal_the_identifier_stands_for_a_new_message(lab: Lab, subscriber: Client) -> None:
    guest = lab.connect("g", username="guest")
    guest.publish("forbidden", qos=2, packet_id=5)
    assert guest.received_one(Pubrec).code == Reason.NOT_AUTHORIZED
    guest.publish("guest/a", b"2", qos=2, packet_id=5)
    assert guest.received_one(Pubrec).code == Reason.SUCCESS
    assert [publish.message.payload for publish in subscriber.publishes()] == [b"2"]


@states("MQTT-4.3.3-12")
def test_qos_2_after_pubcomp_is_a_new_message(publisher: Client, subscriber: Client) -> None:
    for payload in (b"1", b"2"):
        publisher.publish("a", payload, qos=2, packet_id=5)
        publisher.send(Pubrel(5))
    assert publisher.received() == [Pubrec(5), Pubcomp(5)] * 2
    assert [publish.message.payload for publish in subscriber.publishes()] == [b"1", b"2"]


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
