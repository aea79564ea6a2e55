"""A session by itself, over a link that only counts."""

from __future__ import annotations

from simulator.broker.authority import User
from simulator.broker.limits import Limits
from simulator.broker.message import Message
from simulator.broker.outgoing import Outgoing
from simulator.broker.session import Session


class Wire:
    """Takes packets and remembers the last."""

    is_clogged = False
    last = b""

    def send(self, packet: bytes) -> None:
        self.last = packet

    def end(self, detail: str) -> None:
        raise AssertionError("nothing ends here")


def test_an_identifier_is_not_used_again_before_it_is_acknowledged() -> None:
    """[MQTT-2.3.1-4], once around all 65,535 of them."""
    session, wire = Session(User("u", "#"), "c", True, Limits(), drop=lambda *_: None), Wire()
    session.resume(wire)
    outgoing = Outgoing(Message("t", b"", qos=1))

    def deliver() -> int:
        session.deliver(outgoing, 1)
        return int.from_bytes(wire.last[-2:], "big")

    kept = {deliver(), deliver()}
    for _ in range(70_000):
        packet_id = deliver()
        assert packet_id not in kept | {0}, f"{packet_id} is in use"
        session.acknowledge(packet_id)
