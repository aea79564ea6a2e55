"""What is on its way to a client, over a way that only counts."""

from __future__ import annotations

from simulator.broker.limits import Limits
from simulator.broker.message import Message
from simulator.broker.outbox import Outbox
from simulator.broker.outgoing import Delivery, Outgoing
from tests.conformance.states import states_3_1_1, states_5


class Wire:
    """Takes everything and remembers the last packet identifier."""

    is_clogged = False
    receive_maximum = 65_535
    last = 0

    def carry(self, delivery: Delivery, packet_id: int = 0, duplicate: bool = False) -> bool:
        self.last = packet_id
        return True

    def carry_release(self, packet_id: int) -> None:
        raise AssertionError("nothing is sent at QoS 2 here")


@states_3_1_1("MQTT-2.3.1-4", "MQTT-4.3.2-1", "MQTT-4.3.3-1")
@states_5("MQTT-2.2.1-4", "MQTT-4.3.2-1", "MQTT-4.3.3-1")
def test_an_identifier_is_not_used_again_before_its_exchange_is_over() -> None:
    """Once around all 65,535 of them, with a message at each stage."""
    outbox, wire = Outbox(Limits(), now_ms=lambda: 0, drop=lambda *_: None), Wire()
    outbox.resume(wire)

    def deliver(qos: int = 1) -> int:
        outbox.put(Delivery(Outgoing(Message("t", b"", qos)), qos))
        return wire.last

    sent, received, released = deliver(), deliver(qos=2), deliver(qos=2)
    outbox.release(released)
    for _ in range(70_000):
        packet_id = deliver()
        assert packet_id not in {0, sent, received, released}, f"{packet_id} is in use"
        outbox.acknowledge(packet_id)
