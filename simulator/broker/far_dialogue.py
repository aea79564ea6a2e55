"""The dialogue with a client across a network that loses some messages and doubles others.

Messages, not packets: so topic aliases stay known on both sides, and it can be told what was lost.
"""

from __future__ import annotations

from simulator.broker.around import Around
from simulator.broker.dialogue import Dialogue
from simulator.broker.far_line import FarLine
from simulator.broker.message import Message
from simulator.broker.observation import Kind
from simulator.broker.outgoing import Delivery, Outgoing
from simulator.broker.packets import Connect, Publish


class FarDialogue(Dialogue):
    """What a client that was let in and the broker say to each other, as far as it gets through."""

    __slots__ = ("_wire",)

    def __init__(self, line: FarLine, around: Around, packet: Connect) -> None:
        super().__init__(line, around, packet)
        self._wire = line.wire

    def carry_common(self, outgoing: Outgoing) -> bool:
        """Nothing is common here: each receiver has its own luck."""
        return False

    def carry(self, delivery: Delivery, packet_id: int = 0, duplicate: bool = False) -> bool:
        """Send a message, or lose it, or send it twice; False when the client takes none of that size."""
        lane = self._wire.to_client
        if not delivery.qos and lane.loses():
            self._tell("lost", _as_received(delivery), "to_client")
            return True
        is_carried = super().carry(delivery, packet_id, duplicate)
        if is_carried and delivery.qos == 1 and lane.doubles():
            super().carry(delivery, packet_id, duplicate=True)
            self._tell("doubled", _as_received(delivery), "to_client")
        return is_carried

    def _publish(self, packet: Publish) -> None:
        """Publish a message, or lose it, or publish it twice. A message that came twice is acknowledged once.

        Otherwise the second PUBACK could meet a new message that the client gave the same identifier.
        """
        lane, message = self._wire.to_broker, packet.message
        if not message.qos and lane.loses():
            self._tell("lost", self._resolve(message), "to_broker")
            return
        if message.qos == 1 and lane.doubles():
            resolved = self._resolve(message)
            self._around.router.publish(self._user, self.session.client_id, resolved, self._limits)
            self._tell("doubled", resolved, "to_broker")
        super()._publish(packet)

    def _tell(self, kind: Kind, message: Message, detail: str) -> None:
        self._around.router.observe_message(kind, self._user, self.session.client_id, message, detail)


def _as_received(delivery: Delivery) -> Message:
    return delivery.outgoing.message._replace(qos=delivery.qos, retain=delivery.retain)
