"""Session state, network connections, receiving and order (MQTT 5.0, sections 4.1, 4.2, 4.5 and 4.6)."""

from __future__ import annotations

import asyncio

import pytest

from simulator.broker.packets import Connect, Puback, Publish, Pubrec, Pubrel
from simulator.broker.server import serve
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states

KEPT = {"session_expiry_interval": 60}


@states("MQTT-4.1.0-1")
def test_a_session_lasts_as_long_as_its_connection_even_if_it_is_to_expire_at_once(
    lab: Lab, publisher: Client
) -> None:
    client = lab.connect("c", properties={"session_expiry_interval": 0})
    client.subscribe("a", qos=1)
    lab.advance(10**9)
    publisher.publish("a", b"1", qos=1)
    assert client.messages() == [("a", b"1")]


@states("MQTT-4.1.0-2")
@pytest.mark.parametrize(("away_ms", "is_there"), [(59_999, True), (60_000, False)])
def test_session_state_is_discarded_when_its_time_is_over(lab: Lab, away_ms: int, is_there: bool) -> None:
    client = lab.connect("c", properties=KEPT)
    client.subscribe("a", qos=1)
    client.vanish()
    lab.connect("p").publish("a", b"1", qos=1)
    lab.advance(away_ms)
    back = lab.open()
    assert back.connect(client_id="c", clean_start=False).session_present is is_there
    assert back.messages() == ([("a", b"1")] if is_there else [])


@states("MQTT-4.2.0-1")
def test_clients_connect_over_tcp(lab: Lab) -> None:
    async def story() -> bytes:
        async with serve(lab.broker, "127.0.0.1", 0) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(lab.open().to_bytes(Connect("c", username="u", password=b"secret", level=5)))
            answer = await asyncio.wait_for(reader.readexactly(4), 30)
            writer.close()
            await writer.wait_closed()
            return answer

    first, _, flags, code = asyncio.run(story())
    assert (first, flags, code) == (0x20, 0, 0)


@states("MQTT-4.5.0-1")
def test_a_message_reaches_every_session_with_a_matching_subscription(lab: Lab, publisher: Client) -> None:
    present, absent, other = lab.connect("1"), lab.connect("2", properties=KEPT), lab.connect("3")
    for client, topic_filter in ((present, "a/+"), (absent, "#"), (other, "b")):
        client.subscribe(topic_filter, qos=1)
    absent.vanish()
    publisher.publish("a/b", b"1", qos=1)
    assert present.messages() == [("a/b", b"1")]
    assert lab.connect("2", clean_start=False).messages() == [("a/b", b"1")]
    assert other.messages() == []


@states("MQTT-4.6.0-5", "MQTT-4.6.0-6")
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_messages_of_a_topic_arrive_in_the_order_of_publishing(
    publisher: Client, subscriber: Client, qos: int
) -> None:
    payloads = [b"%d" % number for number in range(100)]
    for number, payload in enumerate(payloads, start=1):
        publisher.publish("a", payload, qos, packet_id=number)
        if qos == 2:
            publisher.send(Pubrel(number))
    assert [publish.message.payload for publish in subscriber.publishes()] == payloads


@states("MQTT-4.6.0-5", "MQTT-4.6.0-6")
def test_messages_that_wait_for_room_keep_their_order(lab: Lab, publisher: Client) -> None:
    client = lab.connect("s", properties={"receive_maximum": 3})
    client.subscribe("a", qos=1)
    payloads = [b"%d" % number for number in range(20)]
    for number, payload in enumerate(payloads, start=1):
        publisher.publish("a", payload, 1, packet_id=number)
    arrived: list[bytes] = []
    while publishes := client.publishes():
        arrived += [publish.message.payload for publish in publishes]
        client.send(*(Puback(publish.packet_id) for publish in publishes))
    assert arrived == payloads


@states("MQTT-4.6.0-5", "MQTT-4.6.0-6", "MQTT-4.4.0-1")
def test_what_is_sent_again_comes_in_its_first_order_and_before_what_waited(
    lab: Lab, publisher: Client, subscriber: Client
) -> None:
    for number in range(6):
        publisher.publish("a", b"%d" % number, 1 + number % 2, packet_id=number + 1)
    sent = subscriber.publishes()
    subscriber.send(Puback(sent[2].packet_id), Pubrec(sent[3].packet_id))
    subscriber.vanish()
    publisher.publish("a", b"6", 1, packet_id=7)
    again = lab.connect("subscriber", clean_start=False).received()
    assert again[:4] == [Publish(sent[n].message, True, sent[n].packet_id) for n in (0, 1, 4, 5)]
    assert again[4] == Pubrel(sent[3].packet_id)
    assert [packet.message.payload for packet in again[5:] if isinstance(packet, Publish)] == [b"6"]
