"""PUBLISH and its acknowledgements, at every quality of service (sections 3.3 to 3.7 and 4.3)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Puback, Pubcomp, Publish, Pubrec, Pubrel

TOPIC = "lab/u1/x"


@pytest.fixture
def pair(lab):
    """A publisher, and a subscriber to everything of its lab at QoS 2."""
    publisher, subscriber = lab.connect("publisher"), lab.connect("subscriber")
    subscriber.subscribe("lab/u1/#", qos=2)
    return publisher, subscriber


def test_qos_0_is_delivered_and_not_acknowledged(pair) -> None:
    publisher, subscriber = pair
    publisher.publish(TOPIC, b"1")
    assert subscriber.received() == [Publish(Message(TOPIC, b"1"))]
    assert publisher.received() == []


def test_qos_1_is_acknowledged_with_its_packet_identifier(pair) -> None:
    """[MQTT-4.3.2-2]"""
    publisher, _ = pair
    publisher.publish(TOPIC, qos=1, packet_id=77)
    assert publisher.received() == [Puback(77)]


def test_qos_1_is_delivered_with_an_identifier_of_the_brokers_own(pair) -> None:
    """[MQTT-4.3.2-1]"""
    publisher, subscriber = pair
    publisher.publish(TOPIC, b"1", qos=1, packet_id=77)
    packet = subscriber.received_one()
    assert packet == Publish(Message(TOPIC, b"1", 1), packet_id=1)


def test_qos_1_sent_twice_is_delivered_twice(pair) -> None:
    """4.3.2: at least once; DUP of the sender says nothing about the receiver [MQTT-3.3.1-3]."""
    publisher, subscriber = pair
    publisher.publish(TOPIC, b"1", qos=1)
    publisher.send(Publish(Message(TOPIC, b"1", 1), duplicate=True, packet_id=1))
    packets = subscriber.received()
    assert [packet.message.payload for packet in packets] == [b"1", b"1"]
    assert not any(packet.duplicate for packet in packets)


def test_qos_2_is_delivered_exactly_once(pair) -> None:
    """[MQTT-4.3.3-2]"""
    publisher, subscriber = pair
    message = Message(TOPIC, b"1", 2)
    publisher.send(Publish(message, packet_id=5))
    assert publisher.received() == [Pubrec(5)]
    publisher.send(Publish(message, duplicate=True, packet_id=5))
    assert publisher.received() == [Pubrec(5)]
    publisher.send(Pubrel(5))
    assert publisher.received() == [Pubcomp(5)]
    assert subscriber.received() == [Publish(message, packet_id=1)]


def test_an_identifier_that_was_released_is_a_new_message(pair) -> None:
    publisher, subscriber = pair
    for payload in (b"1", b"2"):
        publisher.send(Publish(Message(TOPIC, payload, 2), packet_id=5), Pubrel(5))
    assert [packet.message.payload for packet in subscriber.received()] == [b"1", b"2"]


def test_pubrel_of_an_unknown_identifier_is_completed(lab) -> None:
    """4.3.3: the sender may repeat PUBREL after a lost PUBCOMP."""
    client = lab.connect()
    client.send(Pubrel(9))
    assert client.received() == [Pubcomp(9)]


def test_qos_2_goes_out_in_two_steps(pair) -> None:
    """[MQTT-4.3.3-1]"""
    publisher, subscriber = pair
    publisher.publish(TOPIC, qos=2)
    assert subscriber.received() == [Publish(Message(TOPIC, b"x", 2), packet_id=1)]
    subscriber.send(Pubrec(1))
    assert subscriber.received() == [Pubrel(1)]
    subscriber.send(Pubcomp(1))
    assert subscriber.received() == []


@pytest.mark.parametrize("stray", [Puback(4), Pubrec(4), Pubcomp(4)])
def test_an_acknowledgement_of_nothing_does_no_harm(pair, stray) -> None:
    publisher, subscriber = pair
    subscriber.send(stray)
    subscriber.received()
    publisher.publish(TOPIC, b"1")
    assert subscriber.messages() == [(TOPIC, b"1")]


def test_a_message_at_qos_2_is_not_acknowledged_by_puback(pair) -> None:
    publisher, subscriber = pair
    publisher.publish(TOPIC, qos=2)
    subscriber.received()
    subscriber.send(Puback(1))
    subscriber.send(Pubrec(1))
    assert subscriber.received() == [Pubrel(1)]


@pytest.mark.parametrize("published", [0, 1, 2])
@pytest.mark.parametrize("granted", [0, 1, 2])
def test_delivery_is_at_the_lower_of_both_qualities(lab, published: int, granted: int) -> None:
    """[MQTT-3.8.4-6]"""
    publisher, subscriber = lab.connect("p"), lab.connect("s")
    assert subscriber.subscribe("lab/u1/#", qos=granted) == (granted,)
    publisher.publish(TOPIC, qos=published)
    assert subscriber.received_one().message.qos == min(published, granted)


@pytest.mark.parametrize("qos", [0, 1, 2])
def test_messages_of_a_topic_arrive_in_the_order_of_publishing(pair, qos: int) -> None:
    """[MQTT-4.6.0-6]"""
    publisher, subscriber = pair
    payloads = [str(number).encode() for number in range(20)]
    for number, payload in enumerate(payloads, start=1):
        publisher.publish(TOPIC, payload, qos, packet_id=number)
    assert [packet.message.payload for packet in subscriber.received()] == payloads


def test_subscribers_are_served_in_the_order_of_subscribing(lab) -> None:
    clients = [lab.connect(name) for name in ("z", "a", "m")]
    for client in clients:
        client.subscribe("lab/u1/#")
    lab.broker.take_pending()
    lab.connect("publisher").publish(TOPIC)
    pending = list(lab.broker.take_pending())
    assert [client.connection for client in clients] == pending[1:]


def test_payloads_may_be_empty_and_large(pair) -> None:
    publisher, subscriber = pair
    payloads = [b"", b"a" * 127, b"b" * 20_000, b"c" * 900_000]
    for payload in payloads:
        publisher.publish(TOPIC, payload)
    assert [payload for _, payload in subscriber.messages()] == payloads


def test_a_publisher_that_is_subscribed_hears_itself(lab) -> None:
    client = lab.connect()
    client.subscribe(TOPIC)
    client.publish(TOPIC, b"1")
    assert client.messages() == [(TOPIC, b"1")]


def test_what_is_published_is_observed(pair, lab) -> None:
    publisher, _ = pair
    publisher.publish(TOPIC, b"1", qos=1, retain=True)
    seen = lab.observations[-1]
    assert (seen.kind, seen.user, seen.client_id) == ("published", "u1", "publisher")
    assert (seen.topic, seen.payload, seen.qos, seen.retain) == (TOPIC, b"1", 1, True)


@pytest.mark.parametrize(("qos", "answer"), [(1, Puback(3)), (2, Pubrec(3))])
def test_a_forbidden_publish_is_acknowledged_but_goes_nowhere(lab, qos: int, answer) -> None:
    """[MQTT-3.3.5-2]: 3.1.1 has no other way of saying no than to close the connection."""
    watcher, client = lab.connect("w", user="house"), lab.connect("c", user="u2")
    watcher.subscribe("#")
    client.publish(TOPIC, qos=qos, packet_id=3)
    assert client.received() == [answer]
    assert watcher.messages() == []
    assert lab.details("denied") == ["publish"]
