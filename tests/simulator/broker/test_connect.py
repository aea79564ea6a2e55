"""Letting clients in, and telling whoever carries their bytes; the specification: tests/conformance."""

from __future__ import annotations

import pytest

from simulator.broker.encoding import encode
from simulator.broker.packets import (
    Connack,
    Connect,
    Disconnect,
    Pingreq,
    Suback,
    Subscribe,
    SubscriptionOptions,
)


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


@pytest.mark.parametrize("client_id", ["a" * 23, "a" * 500, "my ESP32 in the خانه", "0"])
def test_long_and_unusual_client_ids_are_allowed(lab, client_id: str) -> None:
    """[MQTT-3.1.3-5]"""
    lab.connect(client_id)


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
