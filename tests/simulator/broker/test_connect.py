"""CONNECT, CONNACK and DISCONNECT (MQTT 3.1.1, sections 3.1, 3.2 and 3.14)."""

from __future__ import annotations

import pytest

from simulator.broker.decoding import decode
from simulator.broker.encoding import encode
from simulator.broker.message import Message
from simulator.broker.packets import (
    Connack,
    Connect,
    Disconnect,
    Pingreq,
    Pingresp,
    Puback,
    Publish,
    Suback,
    Subscribe,
    SubscriptionOptions,
    Unsuback,
)


def test_the_first_answer_to_connect_is_connack(lab) -> None:
    """[MQTT-3.2.0-1]"""
    client = lab.open()
    client.send(Connect("c", username="u1", password=b"secret"))
    assert client.received() == [Connack(session_present=False, code=0)]


@pytest.mark.parametrize("packet", [Pingreq(), Publish(Message("lab/u1/x", b"")), Disconnect(), Puback(1)])
def test_anything_before_connect_closes_the_connection(lab, packet) -> None:
    """[MQTT-3.1.0-1]"""
    client = lab.open()
    client.send(packet)
    assert client.is_closed
    assert client.received() == []
    assert lab.details("refused") == ["first_packet"]


def test_a_second_connect_closes_the_connection(lab) -> None:
    """[MQTT-3.1.0-2]"""
    client = lab.connect()
    client.send(Connect("c", username="u1", password=b"secret"))
    assert client.is_closed
    assert lab.details("disconnected") == ["second_connect"]


@pytest.mark.parametrize("packet", [Connack(False, 0), Suback(1, (0,)), Unsuback(1), Pingresp()])
def test_a_packet_that_only_servers_send_closes_the_connection(lab, packet) -> None:
    client = lab.connect()
    client.send(packet)
    assert client.is_closed
    assert lab.details("disconnected") == ["packet_type"]


def test_another_protocol_is_not_answered(lab) -> None:
    """[MQTT-3.1.2-1]"""
    client = lab.open()
    client.send_bytes(bytes.fromhex("10 0c 0004 4d515458 04 02 0000 0000"))
    assert client.is_closed
    assert client.connection.take() == b""


@pytest.mark.parametrize("start", ["0004 4d515454 03", "0006 4d5149736470 03"])
def test_an_older_level_is_refused_with_code_1(lab, start: str) -> None:
    """[MQTT-3.1.2-2]"""
    body = bytes.fromhex(start + "02 0000 0001 61")
    client = lab.open()
    client.send_bytes(bytes((0x10, len(body))) + body)
    assert client.received_one() == Connack(session_present=False, code=1)
    assert client.is_closed
    assert lab.details("refused") == ["protocol_level"]


def test_mqtt_5_is_welcome(lab) -> None:
    client = lab.open(level=5)
    client.send_bytes(bytes.fromhex("10 0e 0004 4d515454 05 02 003c 00 0001 61"))
    assert client.received_one().code == 0x87, "let in, but for the missing credentials"


def test_a_later_protocol_is_refused_in_the_words_of_mqtt_5(lab) -> None:
    """MQTT 5, [MQTT-3.1.2-2]: CONNACK with reason 0x84, unsupported protocol version."""
    client = lab.open()
    client.send_bytes(bytes.fromhex("10 0e 0004 4d515454 06 02 003c 00 0001 61"))
    assert client.connection.take() == bytes.fromhex("20 03 00 84 00")
    assert client.is_closed


def test_wrong_credentials_are_refused_with_code_4(lab) -> None:
    client = lab.open()
    client.send(Connect("c", username="u1", password=b"guess"))
    assert client.received_one() == Connack(session_present=False, code=4)
    assert client.is_closed
    assert lab.details("refused") == ["credentials"]


def test_no_credentials_are_refused_with_code_5(lab) -> None:
    client = lab.open()
    client.send(Connect("c"))
    assert client.received_one() == Connack(session_present=False, code=5)
    assert lab.details("refused") == ["anonymous"]


def test_nothing_after_a_refused_connect_is_processed(lab) -> None:
    """[MQTT-3.1.4-5]"""
    watcher = lab.connect("w")
    watcher.subscribe("lab/u1/#")
    client = lab.open()
    refused = Connect("c", username="u1", password=b"guess")
    client.send(refused, Publish(Message("lab/u1/x", b"1")))
    client.publish("lab/u1/x")
    assert watcher.messages() == []


def test_packets_sent_before_connack_arrived_are_processed(lab) -> None:
    """3.1.4, non-normative: clients need not wait for CONNACK."""
    client = lab.open()
    client.send(
        Connect("c", username="u1", password=b"secret"),
        Subscribe(9, (("lab/u1/x", SubscriptionOptions()),)),
        Pingreq(),
    )
    assert client.received() == [Connack(False, 0), Suback(9, (0,)), Pingresp()]


def test_an_empty_client_id_gets_one_assigned_the_same_in_every_run(lab) -> None:
    """[MQTT-3.1.3-6]"""
    lab.connect("")
    lab.connect("")
    lab.connect("", user="u2")
    names = [(seen.user, seen.client_id) for seen in lab.observations if seen.kind == "connected"]
    assert names == [("u1", "auto-1"), ("u1", "auto-2"), ("u2", "auto-1")]


def test_an_assigned_client_id_is_never_one_in_use(lab) -> None:
    lab.connect("auto-1")
    lab.connect("")
    assert lab.details("disconnected") == []


def test_an_empty_client_id_needs_a_clean_start(lab) -> None:
    """[MQTT-3.1.3-8]"""
    client, answer = lab.try_connect("", clean_start=False)
    assert answer == Connack(session_present=False, code=2)
    assert client.is_closed


@pytest.mark.parametrize("client_id", ["a" * 23, "a" * 500, "my ESP32 in the خانه", "0"])
def test_long_and_unusual_client_ids_are_allowed(lab, client_id: str) -> None:
    """[MQTT-3.1.3-5]"""
    lab.connect(client_id)


def test_a_second_connection_of_a_client_takes_over(lab) -> None:
    """[MQTT-3.1.4-2]"""
    first = lab.connect("c")
    second = lab.connect("c")
    assert first.is_closed
    assert not second.is_closed
    assert lab.details("disconnected") == ["takeover"]


def test_disconnect_closes_the_connection(lab) -> None:
    """[MQTT-3.14.4-1]"""
    client = lab.connect()
    client.send(Disconnect(), Pingreq())
    assert client.is_closed
    assert client.received() == [], "nothing after DISCONNECT is answered"
    assert lab.details("disconnected") == ["disconnect"]


def test_ping_is_answered(lab) -> None:
    """[MQTT-3.12.4-1]"""
    client = lab.connect()
    client.send(Pingreq())
    assert client.received_one() == Pingresp()


def test_a_broken_packet_closes_the_connection_after_the_good_ones(lab) -> None:
    """[MQTT-4.8.0-1]"""
    client = lab.connect()
    client.send_bytes(encode(Pingreq()) + bytes.fromhex("36 05 0001 61 0001"))
    assert client.received() == [Pingresp()]
    assert client.is_closed
    assert lab.details("disconnected") == ["quality_of_service"]


def test_bytes_may_arrive_one_by_one(lab) -> None:
    client = lab.open()
    sent = [
        Connect("c", username="u1", password=b"secret"),
        Subscribe(1, (("lab/u1/x", SubscriptionOptions()),)),
    ]
    for byte in b"".join(encode(packet) for packet in sent):
        client.send_bytes(bytes((byte,)))
    assert client.received() == [Connack(False, 0), Suback(1, (0,))]


def test_connections_with_output_are_pending_once_and_in_order(lab) -> None:
    first, second = lab.connect("first"), lab.connect("second")
    lab.broker.take_pending()
    second.send(Pingreq(), Pingreq())
    first.send(Pingreq())
    assert lab.broker.take_pending() == [second.connection, first.connection]
    assert lab.broker.take_pending() == []


def test_a_closing_connection_is_pending(lab) -> None:
    client = lab.connect()
    lab.broker.take_pending()
    client.send(Disconnect())
    assert lab.broker.take_pending() == [client.connection]


def test_whoever_carries_the_bytes_is_woken_once(lab) -> None:
    woken = []
    client = lab.connect()
    lab.broker.take_pending()
    lab.broker.wake = lambda: woken.append(True)
    client.send(Pingreq(), Pingreq())
    assert woken == [True]


def test_the_text_form_of_mqtt_identifiers_is_case_sensitive(lab) -> None:
    lab.connect("C")
    lab.connect("c")
    assert lab.details("disconnected") == []


def test_decode_of_a_connect_sees_all_its_fields() -> None:
    """3.1.3: the order of the payload is client id, will topic, will message, user name, password."""
    body = bytes.fromhex(
        "0004 4d515454 04 ee 003c 0001 63 0003 612f62 0003 6f6666 0002 7531 0006 736563726574"
    )
    assert decode(0x10, body) == Connect(
        "c", True, 60, "u1", b"secret", Message("a/b", b"off", qos=1, retain=True)
    )
