"""Deadlines of connections, on the clock of whoever runs the broker (section 3.1.2.10)."""

from __future__ import annotations

from simulator.broker.packets import Disconnect, Pingreq


def test_silence_for_one_and_a_half_keepalives_closes_the_connection(lab) -> None:
    """[MQTT-3.1.2-24]"""
    client = lab.connect(keepalive_s=60)
    assert lab.broker.next_due_ms() == 90_000
    lab.advance(89_999)
    assert not client.is_closed
    lab.advance(1)
    assert client.is_closed
    assert lab.details("disconnected") == ["keepalive"]


def test_any_packet_counts_as_a_sign_of_life(lab) -> None:
    client, speaker = lab.connect("c", keepalive_s=10), lab.connect("s", keepalive_s=10)
    for _ in range(10):
        lab.advance(10_000)
        client.send(Pingreq())
        speaker.publish("lab/u1/x")
    assert not client.is_closed
    assert not speaker.is_closed


def test_half_a_packet_is_no_sign_of_life(lab) -> None:
    client = lab.connect(keepalive_s=10)
    lab.advance(14_000)
    client.send_bytes(b"\xc0")
    lab.advance(1_000)
    assert client.is_closed


def test_being_sent_messages_is_no_sign_of_life(lab) -> None:
    client, speaker = lab.connect("c", keepalive_s=10), lab.connect("s")
    client.subscribe("lab/u1/#")
    lab.advance(14_000)
    speaker.publish("lab/u1/x")
    lab.advance(1_000)
    assert client.is_closed


def test_keepalive_0_never_expires(lab) -> None:
    client = lab.connect(keepalive_s=0)
    assert lab.broker.next_due_ms() is None
    lab.advance(10**9)
    assert not client.is_closed


def test_a_connection_must_introduce_itself_in_time(lab) -> None:
    """3.1.4, non-normative: a reasonable time after which the server should close."""
    client = lab.open()
    lab.advance(9_999)
    assert not client.is_closed
    lab.advance(1)
    assert client.is_closed
    assert lab.details("refused") == ["connect_timeout"]


def test_a_closed_connection_has_no_deadline(lab) -> None:
    lab.connect("a", keepalive_s=10).vanish()
    lab.connect("b", keepalive_s=10).send(Disconnect())
    assert lab.broker.next_due_ms() is None


def test_connections_due_together_close_in_the_order_of_opening(lab) -> None:
    clients = [lab.connect(name, keepalive_s=10) for name in ("z", "a", "m")]
    clients[0].send(Pingreq())
    lab.advance(15_000)
    gone = [seen.client_id for seen in lab.observations if seen.kind == "disconnected"]
    assert gone == ["z", "a", "m"]
