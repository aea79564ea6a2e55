"""Delivering again, receiving, and order (both versions of MQTT, sections 4.4 to 4.6)."""

from __future__ import annotations

import pytest

from simulator.broker.packets import Puback, Pubcomp, Publish, Pubrec, Pubrel
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5


def lasting(lab: Lab) -> Client:
    """A client whose session is kept, subscribed to everything at QoS 2."""
    client = lab.connect("s", **lab.lasting)
    client.subscribe("#", qos=2)
    return client


@states_3_1_1("MQTT-4.4.0-1", "MQTT-3.3.1-1")
@states_5("MQTT-4.4.0-1", "MQTT-3.3.1-1")
def test_what_was_not_acknowledged_is_sent_again(lab: Lab, publisher: Client) -> None:
    client = lasting(lab)
    for number, qos in enumerate((1, 1, 2, 2, 2)):
        publisher.publish("a", b"%d" % number, qos, packet_id=number + 1)
    sent = client.publishes()
    client.send(Puback(sent[0].packet_id), Pubrec(sent[2].packet_id), Pubrec(sent[3].packet_id))
    client.send(Pubcomp(sent[2].packet_id))
    client.vanish()
    again = lab.connect("s", **lab.lasting).received()
    for left in (sent[1], sent[4]):
        assert Publish(left.message, True, left.packet_id) in again
    assert Pubrel(sent[3].packet_id) in again
    assert len(again) == 3, "what was completed is not sent"


@states_3_1_1("MQTT-4.4.0-1")
@states_5("MQTT-4.4.0-1")
def test_nothing_is_sent_again_while_the_client_is_connected(lab: Lab, publisher: Client) -> None:
    client = lasting(lab)
    publisher.publish("a", qos=1)
    assert len(client.publishes()) == 1
    lab.advance(10**7)
    client.publish("b")
    assert [publish.message.topic for publish in client.publishes()] == ["b"]


@states_3_1_1("MQTT-4.5.0-1")
@states_5("MQTT-4.5.0-1")
def test_a_message_reaches_every_session_with_a_matching_subscription(lab: Lab, publisher: Client) -> None:
    connected, absent, other = lab.connect("1"), lab.connect("2", **lab.lasting), lab.connect("3")
    for client, topic_filter in ((connected, "a/+"), (absent, "#"), (other, "b")):
        client.subscribe(topic_filter, qos=1)
    absent.vanish()
    publisher.publish("a/b", b"1", qos=1)
    assert connected.messages() == [("a/b", b"1")]
    assert lab.connect("2", **lab.lasting).messages() == [("a/b", b"1")]
    assert other.messages() == []


@states_3_1_1("MQTT-4.6.0-1", "MQTT-4.6.0-6")
@states_5("MQTT-4.6.0-1", "MQTT-4.6.0-6")
def test_what_is_sent_again_comes_in_its_first_order_and_before_what_waited(
    lab: Lab, publisher: Client
) -> None:
    client = lasting(lab)
    for number in range(30):
        publisher.publish("a", b"%02d" % number, qos=1 + number % 2, packet_id=number + 1)
    sent = client.publishes()
    client.send(*(Puback(publish.packet_id) for publish in sent[::3] if publish.message.qos == 1))
    left = [
        publish.message.payload for publish in sent if publish not in sent[::3] or publish.message.qos == 2
    ]
    client.vanish()
    for number in range(30, 40):
        publisher.publish("a", b"%02d" % number, qos=1, packet_id=number + 1)
    for _ in range(2):
        client = lab.connect("s", **lab.lasting)
        again = [publish.message.payload for publish in client.publishes()]
        assert again == left + [b"%02d" % number for number in range(30, 40)]
        client.vanish()


@states_3_1_1("MQTT-4.6.0-2", "MQTT-4.6.0-6")
@states_5("MQTT-4.6.0-2", "MQTT-4.6.0-6")
@pytest.mark.usefixtures("watcher")
def test_pubacks_come_in_the_order_of_the_messages(publisher: Client) -> None:
    order = [7, 3, 9, 1, 3]
    for packet_id in order:
        publisher.publish("a", qos=1, packet_id=packet_id)
    assert publisher.received() == [Puback(packet_id) for packet_id in order]


@states_3_1_1("MQTT-4.6.0-3", "MQTT-4.6.0-6")
@states_5("MQTT-4.6.0-3", "MQTT-4.6.0-6")
@pytest.mark.usefixtures("watcher")
def test_pubrecs_come_in_the_order_of_the_messages(publisher: Client) -> None:
    order = [7, 3, 9, 1, 3]
    for packet_id in order:
        publisher.publish("a", qos=2, packet_id=packet_id)
    assert publisher.received() == [Pubrec(packet_id) for packet_id in order]


@states_3_1_1("MQTT-4.6.0-4", "MQTT-4.6.0-6")
@states_5("MQTT-4.6.0-4", "MQTT-4.6.0-6")
def test_pubrels_come_in_the_order_of_the_pubrecs(lab: Lab, publisher: Client) -> None:
    client = lasting(lab)
    for packet_id in range(1, 6):
        publisher.publish("a", qos=2, packet_id=packet_id)
    sent = [publish.packet_id for publish in client.publishes()]
    order = [sent[index] for index in (3, 0, 4, 1, 2)]
    client.send(*(Pubrec(packet_id) for packet_id in order))
    assert client.received() == [Pubrel(packet_id) for packet_id in order]
    client.vanish()
    again = lab.connect("s", **lab.lasting).received()
    assert again == [Pubrel(packet_id) for packet_id in order]


@states_3_1_1("MQTT-4.6.0-5", "MQTT-4.6.0-6")
@states_5("MQTT-4.6.0-5", "MQTT-4.6.0-6")
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_messages_of_a_topic_arrive_in_the_order_of_publishing(lab: Lab, publisher: Client, qos: int) -> None:
    client = lasting(lab)
    payloads = [b"%d" % number for number in range(100)]
    for number, payload in enumerate(payloads, start=1):
        publisher.publish("a", payload, qos, packet_id=number)
    assert [publish.message.payload for publish in client.publishes()] == payloads


@states_3_1_1("MQTT-4.6.0-5", "MQTT-4.6.0-6")
@states_5("MQTT-4.6.0-5", "MQTT-4.6.0-6")
def test_messages_that_wait_for_room_keep_their_order(level: int) -> None:
    lab = Lab(level, inflight=3)
    client, publisher = lasting(lab), lab.connect("publisher")
    payloads = [b"%d" % number for number in range(20)]
    for number, payload in enumerate(payloads, start=1):
        publisher.publish("a", payload, 1, packet_id=number)
    arrived: list[bytes] = []
    while publishes := client.publishes():
        assert len(publishes) <= 3
        arrived += [publish.message.payload for publish in publishes]
        client.send(*(Puback(publish.packet_id) for publish in publishes))
    assert arrived == payloads


@states_3_1_1("MQTT-4.6.0-5", "MQTT-4.6.0-6")
@states_5("MQTT-4.6.0-5", "MQTT-4.6.0-6")
def test_messages_for_a_slow_reader_keep_their_order(level: int) -> None:
    lab = Lab(level, output_bytes=100)
    client, publisher = lasting(lab), lab.connect("publisher")
    payloads = [b"%d" % number * 30 for number in range(10, 30)]
    arrived: list[bytes] = []
    for number, payload in enumerate(payloads, start=1):
        publisher.publish("a", payload, 1, packet_id=number)
        if number % 5 == 0:
            arrived += [publish.message.payload for publish in client.publishes()]
    while publishes := client.publishes():
        arrived += [publish.message.payload for publish in publishes]
    assert arrived == payloads
