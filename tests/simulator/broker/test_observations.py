"""What the broker says it saw: of clients coming and going, of subscriptions and of messages."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import (
    Connack,
    Connect,
    Disconnect,
    Packet,
    Pingreq,
    Pingresp,
    Suback,
    Unsuback,
    Unsubscribe,
)

INTRODUCTION = Connect("c", username="u1", password=b"secret")


@pytest.mark.parametrize(
    ("first", "why"),
    [
        (Pingreq(), "first_packet"),
        (Connect("c", username="u1", password=b"guess"), "credentials"),
        (Connect("c"), "anonymous"),
        (Connect("", clean_start=False, username="u1", password=b"secret"), "client_id"),
        (Connect("c", username="u1", password=b"secret", level=3), "protocol_level"),
    ],
)
def test_why_a_client_was_not_let_in(lab, first: Packet, why: str) -> None:
    client = lab.open()
    client.send(first)
    assert lab.details("refused") == [why]


@pytest.mark.parametrize(
    ("last", "why"),
    [
        (Disconnect(), "disconnect"),
        (INTRODUCTION, "second_connect"),
        (Connack(False, 0), "packet_type"),
        (Suback(1, (0,)), "packet_type"),
        (Unsuback(1), "packet_type"),
        (Pingresp(), "packet_type"),
    ],
)
def test_why_a_connection_ended(lab, last: Packet, why: str) -> None:
    client = lab.connect()
    client.send(last)
    client.vanish()
    assert lab.details("disconnected") == [why]


def test_a_connection_that_was_lost_taken_over_or_silent(lab) -> None:
    lab.connect("a").vanish()
    lab.connect("b")
    lab.connect("b", keepalive_s=10)
    lab.advance(15_000)
    assert lab.details("disconnected") == ["lost", "takeover", "keepalive"]


def test_a_violation_is_observed_by_its_code(lab) -> None:
    lab.connect().send_bytes(bytes.fromhex("36 05 0001 61 0001"))
    assert lab.details("disconnected") == ["quality_of_service"]


def test_whether_a_session_was_there_before(lab) -> None:
    for _ in range(2):
        lab.connect("s", clean_start=False)
    assert lab.details("connected") == ["new", "resumed"]


def test_subscriptions(lab) -> None:
    client = lab.connect()
    client.subscribe("lab/u1/#", qos=1)
    client.send(Unsubscribe(3, ("lab/u1/#",)))
    seen = [(it.kind, it.topic, it.qos) for it in lab.observations[1:]]
    assert seen == [("subscribed", "lab/u1/#", 1), ("unsubscribed", "lab/u1/#", 0)]


def test_messages(lab) -> None:
    lab.connect("publisher").publish("lab/u1/x", b"1", qos=1, retain=True)
    seen = lab.observations[-1]
    assert (seen.kind, seen.user, seen.client_id) == ("published", "u1", "publisher")
    assert (seen.topic, seen.payload, seen.qos, seen.retain) == ("lab/u1/x", b"1", 1, True)


@pytest.mark.parametrize("qos", [0, 1, 2])
def test_messages_and_wills_that_are_not_allowed(lab, qos: int) -> None:
    lab.connect(user="u2").publish("lab/u1/x", qos=qos)
    lab.try_connect(user="u2", will=Message("lab/u1/x", b""))
    assert lab.details("denied") == ["publish", "will"]
