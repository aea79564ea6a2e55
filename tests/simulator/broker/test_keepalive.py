"""Deadlines of connections, on the clock of whoever runs the broker; keepalive: tests/conformance."""

from __future__ import annotations

from simulator.broker.packets import Disconnect, Pingreq


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
