"""The maximum packet size of CONNECT, which holds for all that is sent (MQTT 5.0, section 3.1.2.11.4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.broker.decoding import decode
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_5,
    Connack,
    Disconnect,
    Packet,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
    Suback,
    Unsuback,
    Unsubscribe,
)
from simulator.broker.reasons import Reason
from simulator.broker.stream import PacketStream
from tests.conformance.client import Client, connect_packet, subscribe_packet
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states

CONNACK_BYTES = 16
"""A CONNACK that says nothing but what the broker takes."""


def narrow(lab: Lab, most_bytes: int, **fields: str) -> Client:
    """A client that takes no larger packets."""
    return lab.connect("narrow", properties={"maximum_packet_size": most_bytes}, **fields)


def only_packet(client: Client) -> tuple[Packet, int]:
    """The only packet that came, and its size."""
    data = client.received_bytes()
    ((first, body),) = PacketStream(1 << 28).feed(data)
    return decode(first, body, MQTT_5), len(data)


@states("MQTT-3.1.2-24", "MQTT-3.1.2-25")
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_a_message_is_sent_if_it_fits_and_counts_as_delivered_if_not(
    lab: Lab, publisher: Client, qos: int
) -> None:
    client = narrow(lab, 100)
    client.subscribe("a", qos=qos)
    for number, length in enumerate((92, 93, 94, 95, 1)):
        publisher.publish("a", b"x" * length, qos, packet_id=number + 1)
    fitting = 94 if qos == 0 else 92
    lengths = [len(publish.message.payload) for publish in client.publishes()]
    assert lengths == [length for length in (92, 93, 94, 95, 1) if length <= fitting]


@states("MQTT-3.1.2-24")
def test_properties_count_too(lab: Lab, publisher: Client) -> None:
    client = narrow(lab, 100)
    client.subscribe("a")
    for length in (91, 92):
        publisher.publish("a", b"", properties={"content_type": "x" * length})
    assert [len(publish.message.properties["content_type"]) for publish in client.publishes()] == [91]


@states("MQTT-3.1.2-25")
@pytest.mark.parametrize("was_sent", [False, True])
def test_a_message_that_does_not_fit_any_more_is_given_up(
    lab: Lab, publisher: Client, subscriber: Client, was_sent: bool
) -> None:
    if not was_sent:
        subscriber.vanish()
    publisher.publish("a", b"x" * 100, qos=1)
    publisher.publish("a", b"y", qos=1)
    properties = {"maximum_packet_size": 100, "session_expiry_interval": 60}
    back = lab.connect("subscriber", clean_start=False, properties=properties)
    assert back.messages() == [("a", b"y")]
    back.vanish()
    assert lab.connect("subscriber", clean_start=False).received() == []


REQUESTS = [
    pytest.param(
        Publish(Message("elsewhere", b"", 1), packet_id=7),
        Puback(7, Reason.NOT_AUTHORIZED),
        marks=states("MQTT-3.4.2-2", "MQTT-3.4.2-3"),
        id="PUBACK",
    ),
    pytest.param(
        Publish(Message("elsewhere", b"", 2), packet_id=7),
        Pubrec(7, Reason.NOT_AUTHORIZED),
        marks=states("MQTT-3.5.2-2", "MQTT-3.5.2-3"),
        id="PUBREC",
    ),
    pytest.param(
        subscribe_packet(7, [("elsewhere", 0)]),
        Suback(7, (Reason.NOT_AUTHORIZED,)),
        marks=states("MQTT-3.9.2-1", "MQTT-3.9.2-2"),
        id="SUBACK",
    ),
    pytest.param(
        subscribe_packet(7, []),
        Disconnect(Reason.PROTOCOL_ERROR),
        marks=states("MQTT-3.14.2-3", "MQTT-3.14.2-4"),
        id="DISCONNECT",
    ),
]
WITHOUT_REASONS = [
    pytest.param(
        Pubrec(7),
        Pubrel(7, Reason.PACKET_IDENTIFIER_NOT_FOUND),
        marks=states("MQTT-3.6.2-2", "MQTT-3.6.2-3"),
        id="PUBREL",
    ),
    pytest.param(
        Pubrel(7),
        Pubcomp(7, Reason.PACKET_IDENTIFIER_NOT_FOUND),
        marks=states("MQTT-3.7.2-2", "MQTT-3.7.2-3"),
        id="PUBCOMP",
    ),
    pytest.param(
        Unsubscribe(7, ("a",)),
        Unsuback(7, (Reason.NO_SUBSCRIPTION_EXISTED,)),
        marks=states("MQTT-3.11.2-1", "MQTT-3.11.2-2"),
        id="UNSUBACK",
    ),
]


@states("MQTT-3.1.2-24")
@pytest.mark.parametrize(("request_packet", "answer"), REQUESTS)
def test_a_reason_is_given_as_far_as_there_is_room(lab: Lab, request_packet: Packet, answer: Packet) -> None:
    def ask(most_bytes: int) -> tuple[Packet, int]:
        client = narrow(lab, most_bytes, username="guest")
        client.send(request_packet)
        return only_packet(client)

    explained, size = ask(10_000)
    assert explained.properties["reason_string"]
    assert replace(explained, properties={}) == answer
    assert ask(size) == (explained, size)
    short, short_size = ask(size - 1)
    assert (short, short_size < size) == (answer, True)


@states("MQTT-3.1.2-24")
@pytest.mark.parametrize(("request_packet", "answer"), WITHOUT_REASONS)
def test_answers_without_a_reason_fit_always(lab: Lab, request_packet: Packet, answer: Packet) -> None:
    client = narrow(lab, CONNACK_BYTES)
    client.send(request_packet)
    found, size = only_packet(client)
    assert found == answer
    assert size <= CONNACK_BYTES


@states("MQTT-3.2.2-19", "MQTT-3.2.2-20", "MQTT-3.1.2-24")
def test_a_refusal_is_explained_as_far_as_there_is_room(lab: Lab) -> None:
    def ask(most_bytes: int) -> tuple[Packet, int]:
        client = lab.open()
        properties = {"maximum_packet_size": most_bytes}
        client.send(connect_packet(level=MQTT_5, password=b"guess", properties=properties))
        assert client.is_closed
        return only_packet(client)

    explained, size = ask(10_000)
    assert isinstance(explained, Connack)
    assert explained.properties["reason_string"]
    assert ask(size) == (explained, size)
    assert ask(size - 1) == (Connack(False, Reason.BAD_USER_NAME_OR_PASSWORD), 5)


@states("MQTT-3.1.2-24")
@pytest.mark.parametrize("kind", ["SUBACK", "UNSUBACK"])
def test_an_answer_that_has_no_room_at_all_ends_the_connection(lab: Lab, kind: str) -> None:
    client = narrow(lab, 100)
    filters = [str(number) for number in range(96)]
    requests = [(topic_filter, 0) for topic_filter in filters]
    client.send(subscribe_packet(7, requests) if kind == "SUBACK" else Unsubscribe(7, tuple(filters)))
    farewell, size = only_packet(client)
    assert isinstance(farewell, Disconnect)
    assert farewell.code == Reason.PACKET_TOO_LARGE
    assert size <= 100
    assert client.is_closed


@states("MQTT-3.1.2-24")
@pytest.mark.parametrize("most_bytes", [1, 4, 5, CONNACK_BYTES - 1])
def test_a_client_without_room_for_connack_is_refused(lab: Lab, most_bytes: int) -> None:
    client = lab.open()
    client.send(connect_packet(level=MQTT_5, properties={"maximum_packet_size": most_bytes}))
    assert client.is_closed
    assert client.received() == [Connack(False, Reason.IMPLEMENTATION_SPECIFIC_ERROR)] * (most_bytes >= 5)
    narrow(lab, CONNACK_BYTES)
