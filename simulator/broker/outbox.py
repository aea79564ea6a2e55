"""What is on its way to one client, and what waits for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from simulator.broker.limits import Limits
from simulator.broker.memory import OutboxMemory
from simulator.broker.outgoing import Delivery, Outgoing

_LAST_PACKET_ID = 0xFFFF

Drop = Callable[[Delivery, str], None]
"""Told of each message that did not reach the client, and why."""


class Way(Protocol):
    """The connection to the client."""

    @property
    def is_clogged(self) -> bool:
        """Whether more bytes wait to be read than the limit allows."""

    @property
    def receive_maximum(self) -> int:
        """QoS 1 and 2 messages that the client takes before it has acknowledged any."""

    def carry_common(self, outgoing: Outgoing) -> bool:
        """Write what all receivers get alike at QoS 0; False when this one needs or allows something else."""

    def carry(self, delivery: Delivery, packet_id: int = 0, duplicate: bool = False) -> bool:
        """Write the PUBLISH; False when the client takes none of that size."""

    def carry_release(self, packet_id: int) -> None:
        """Write the PUBREL of a QoS 2 message."""


class Outbox:
    """Messages sent and not acknowledged yet, and behind them those that wait for room or for the client."""

    __slots__ = (
        "_changed",
        "_drop",
        "_inflight",
        "_last_packet_id",
        "_limits",
        "_now_ms",
        "_queue",
        "_queued_bytes",
        "_released",
        "_window",
        "way",
    )

    def __init__(
        self,
        limits: Limits,
        now_ms: Callable[[], int],
        drop: Drop,
        changed: Callable[[], None] | None = None,
    ) -> None:
        self.way: Way | None = None
        self._changed = changed
        self._limits = limits
        self._now_ms = now_ms
        self._drop = drop
        self._last_packet_id = 0
        # QoS 1 and 2 messages that may be under way at once.
        self._window = limits.inflight
        # In the order in which they were sent.
        self._inflight: dict[int, Delivery] = {}
        # QoS 2: received by the client, PUBCOMP is outstanding. An ordered set.
        self._released: dict[int, None] = {}
        self._queue: deque[Delivery] = deque()
        self._queued_bytes = 0

    @property
    def has_waiting(self) -> bool:
        """Whether messages wait for room on the way to the client."""
        return bool(self._queue)

    @property
    def is_open(self) -> bool:
        """Whether a message of QoS 1 or 2 would be on its way at once."""
        return self.way is not None and not self._queue and self._has_room(self.way)

    def put(self, delivery: Delivery) -> None:
        """Send the message, or keep it for later; QoS 0 is never kept."""
        way = self.way
        if not delivery.qos:
            if way is None:
                return
            if way.is_clogged:
                self._drop(delivery, "slow_reader")
            elif not way.carry(delivery):
                self._drop(delivery, "packet_too_large")
        elif self.is_open:
            self._send(delivery)
        else:
            self._wait(delivery)

    def resume(self, way: Way) -> None:
        """Use this connection, and send again what was not acknowledged [MQTT-4.4.0-1]."""
        self.way = way
        self._window = min(self._limits.inflight, way.receive_maximum)
        for packet_id, delivery in list(self._inflight.items()):
            if not way.carry(delivery, packet_id, duplicate=True):
                del self._inflight[packet_id]
                self._drop(delivery, "packet_too_large")
        for packet_id in self._released:
            way.carry_release(packet_id)
        self.send_waiting()

    def send_waiting(self) -> None:
        """Send what waits, as far as there is room."""
        while self._queue and self.way is not None and self._has_room(self.way):
            delivery = self._queue.popleft()
            self._queued_bytes -= delivery.outgoing.message.size
            self._send(delivery)

    def acknowledge(self, packet_id: int) -> bool:
        """PUBACK: the client has the QoS 1 message; False when none such is on its way."""
        return self._settle(packet_id, qos=1)

    def refuse(self, packet_id: int) -> bool:
        """PUBREC with a failure: the client will not have the QoS 2 message [MQTT-4.3.3-4]."""
        return self._settle(packet_id, qos=2)

    def release(self, packet_id: int) -> bool:
        """PUBREC: the client has the QoS 2 message, which is now forgotten; False when it is unknown."""
        if self._changed is not None:
            self._changed()
        delivery = self._inflight.get(packet_id)
        if delivery is not None and delivery.qos == 2:
            del self._inflight[packet_id]
            self._released[packet_id] = None
        return packet_id in self._released

    def complete(self, packet_id: int) -> bool:
        """PUBCOMP: the exchange is over and its identifier free; False when there was none."""
        if packet_id not in self._released:
            return False
        if self._changed is not None:
            self._changed()
        del self._released[packet_id]
        self.send_waiting()
        return True

    def keep_only(self, allowed: Callable[[str], bool]) -> None:
        """Forget the messages on topics that the client may no longer receive."""
        self._queue = deque(each for each in self._queue if allowed(each.outgoing.message.topic))
        self._queued_bytes = _bytes_of(self._queue)
        self._inflight = {
            packet_id: each
            for packet_id, each in self._inflight.items()
            if allowed(each.outgoing.message.topic)
        }

    def unfinished(self) -> Iterator[Delivery]:
        """What the client never had and another may have: QoS 1 on its way, and all that waits."""
        yield from (delivery for delivery in self._inflight.values() if delivery.qos == 1)
        yield from self._queue

    def memory(self) -> OutboxMemory:
        """All of it, to be restored by another broker."""
        return OutboxMemory(
            tuple(self._inflight.items()), tuple(self._released), tuple(self._queue), self._last_packet_id
        )

    def restore(self, memory: OutboxMemory) -> None:
        """Go on where another broker ended; nothing has been put here yet."""
        self._inflight.update(memory.inflight)
        self._released.update(dict.fromkeys(memory.released))
        self._queue.extend(memory.waiting)
        self._queued_bytes = _bytes_of(self._queue)
        self._last_packet_id = memory.last_packet_id

    def _has_room(self, way: Way) -> bool:
        return len(self._inflight) + len(self._released) < self._window and not way.is_clogged

    def _settle(self, packet_id: int, qos: int) -> bool:
        delivery = self._inflight.get(packet_id)
        if delivery is None or delivery.qos != qos:
            return False
        if self._changed is not None:
            self._changed()
        del self._inflight[packet_id]
        if self._queue:
            self.send_waiting()
        return True

    def _send(self, delivery: Delivery) -> None:
        if self._changed is not None:
            self._changed()
        outgoing = delivery.outgoing
        # The clock is asked only where it matters: this runs once a message.
        if outgoing.expires_ms is not None and outgoing.has_expired(self._now_ms()):
            self._drop(delivery, "expired")
            return
        assert self.way is not None
        packet_id = self._next_packet_id()
        if self.way.carry(delivery, packet_id):
            self._inflight[packet_id] = delivery
        else:
            self._drop(delivery, "packet_too_large")

    def _wait(self, delivery: Delivery) -> None:
        size = self._queued_bytes + delivery.outgoing.message.size
        if len(self._queue) >= self._limits.queued_messages or size > self._limits.queued_bytes:
            self._drop(delivery, "queue_full")
            return
        if self._changed is not None:
            self._changed()
        self._queue.append(delivery)
        self._queued_bytes = size

    def _next_packet_id(self) -> int:
        """An identifier that is not in use; there is one, as fewer than 65,535 messages are under way."""
        packet_id = self._last_packet_id
        while True:
            packet_id = packet_id % _LAST_PACKET_ID + 1
            if packet_id not in self._inflight and packet_id not in self._released:
                self._last_packet_id = packet_id
                return packet_id


def _bytes_of(deliveries: Iterable[Delivery]) -> int:
    return sum(each.outgoing.message.size for each in deliveries)
