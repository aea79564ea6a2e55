"""What the broker remembers of one client on the network, while it is connected and (if it wishes) after."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Protocol

from simulator.broker.authority import User
from simulator.broker.encoding import encode_pubrel
from simulator.broker.limits import Limits
from simulator.broker.outgoing import Outgoing

_LAST_PACKET_ID = 0xFFFF

Drop = Callable[["Session", Outgoing, int, str], None]
"""Told of each message that a session could not take, with its QoS and why: `queue_full` or `slow_reader`."""


class Link(Protocol):
    """The connection that a session is served by."""

    @property
    def is_clogged(self) -> bool:
        """Whether more bytes wait to be read than the limit allows."""

    def send(self, packet: bytes) -> None:
        """Write a packet."""

    def end(self, detail: str) -> None:
        """Close the connection, for the reason observed."""


class Session:
    """Subscriptions, messages on their way in both directions, and messages that wait.

    A `clean` session ends with its connection; another one waits for the client to come back.
    """

    __slots__ = (
        "_drop",
        "_inflight",
        "_last_packet_id",
        "_limits",
        "_queue",
        "_queued_bytes",
        "_received",
        "_released",
        "clean",
        "client_id",
        "link",
        "subscriptions",
        "user",
    )

    def __init__(self, user: User, client_id: str, clean: bool, limits: Limits, drop: Drop) -> None:
        self.user = user
        self.client_id = client_id
        self.clean = clean
        self.subscriptions: dict[str, int] = {}
        self.link: Link | None = None
        self._limits = limits
        self._drop = drop
        self._last_packet_id = 0
        # Messages sent and not acknowledged, in the order in which they were sent.
        self._inflight: dict[int, tuple[Outgoing, int]] = {}
        # QoS 2: sent, and received by the client; PUBCOMP is outstanding. An ordered set.
        self._released: dict[int, None] = {}
        # QoS 2: packet identifiers of the client's own messages that it has not released yet.
        self._received: set[int] = set()
        self._queue: deque[tuple[Outgoing, int]] = deque()
        self._queued_bytes = 0

    @property
    def has_waiting(self) -> bool:
        """Whether messages wait for room on the way to the client."""
        return bool(self._queue)

    def deliver(self, outgoing: Outgoing, qos: int) -> None:
        """Send the message, or keep it for later; QoS 0 is never kept."""
        link = self.link
        if not qos:
            if link is None:
                return
            if link.is_clogged:
                self._drop(self, outgoing, qos, "slow_reader")
            else:
                link.send(outgoing.packet(0))
        elif link is not None and not self._queue and self._has_room(link):
            self._send(link, outgoing, qos)
        else:
            self._wait(outgoing, qos)

    def resume(self, link: Link) -> None:
        """Serve the session by this connection and send again what was not acknowledged [MQTT-4.4.0-1]."""
        self.link = link
        for packet_id, (outgoing, qos) in self._inflight.items():
            link.send(outgoing.packet(qos, packet_id, duplicate=True))
        for packet_id in self._released:
            link.send(encode_pubrel(packet_id))
        self.send_waiting()

    def send_waiting(self) -> None:
        """Send what waits, as far as there is room."""
        link = self.link
        while link is not None and self._queue and self._has_room(link):
            outgoing, qos = self._queue.popleft()
            self._queued_bytes -= len(outgoing.message.payload)
            self._send(link, outgoing, qos)

    def acknowledge(self, packet_id: int) -> None:
        """PUBACK: the client has the QoS 1 message. An unknown identifier is ignored."""
        entry = self._inflight.get(packet_id)
        if entry is not None and entry[1] == 1:
            del self._inflight[packet_id]
            if self._queue:
                self.send_waiting()

    def release(self, packet_id: int) -> None:
        """PUBREC: the client has the QoS 2 message, which is now forgotten; PUBREL follows in any case."""
        entry = self._inflight.get(packet_id)
        if entry is not None and entry[1] == 2:
            del self._inflight[packet_id]
            self._released[packet_id] = None
        if self.link is not None:
            self.link.send(encode_pubrel(packet_id))

    def complete(self, packet_id: int) -> None:
        """PUBCOMP: the exchange is over and its identifier free."""
        self._released.pop(packet_id, None)
        self.send_waiting()

    def is_new(self, packet_id: int) -> bool:
        """Whether a QoS 2 message of the client's comes for the first time; it is then remembered."""
        if packet_id in self._received:
            return False
        self._received.add(packet_id)
        return True

    def forget(self, packet_id: int) -> None:
        """PUBREL: the client will not send that QoS 2 message again."""
        self._received.discard(packet_id)

    def belong_to(self, user: User) -> None:
        """Serve the user as authenticated now; messages that it may no longer receive are gone."""
        self.user = user
        waiting = [entry for entry in self._queue if user.may_receive(entry[0].message.topic)]
        self._queue = deque(waiting)
        self._queued_bytes = sum(len(outgoing.message.payload) for outgoing, _ in waiting)
        self._inflight = {
            packet_id: entry
            for packet_id, entry in self._inflight.items()
            if user.may_receive(entry[0].message.topic)
        }

    def _has_room(self, link: Link) -> bool:
        return len(self._inflight) + len(self._released) < self._limits.inflight and not link.is_clogged

    def _send(self, link: Link, outgoing: Outgoing, qos: int) -> None:
        packet_id = self._next_packet_id()
        self._inflight[packet_id] = (outgoing, qos)
        link.send(outgoing.packet(qos, packet_id))

    def _wait(self, outgoing: Outgoing, qos: int) -> None:
        size = self._queued_bytes + len(outgoing.message.payload)
        if len(self._queue) >= self._limits.queued_messages or size > self._limits.queued_bytes:
            self._drop(self, outgoing, qos, "queue_full")
            return
        self._queue.append((outgoing, qos))
        self._queued_bytes = size

    def _next_packet_id(self) -> int:
        """An identifier that is not in use; there is one, as fewer than 65,535 messages are under way."""
        packet_id = self._last_packet_id
        while True:
            packet_id = packet_id % _LAST_PACKET_ID + 1
            if packet_id not in self._inflight and packet_id not in self._released:
                self._last_packet_id = packet_id
                return packet_id
