"""Our broker's core, in process; its clock stands still."""

from __future__ import annotations

from simulator.broker.authority import User
from simulator.broker.core import Broker, Connection
from simulator.broker.limits import Limits
from simulator.broker.stream import PacketStream
from tests.differential import conditions

EVERYBODY = User(
    "everybody",
    "#",
    Limits(
        inflight=conditions.INFLIGHT,
        packet_bytes=conditions.PACKET_BYTES,
        receive_maximum=conditions.INFLIGHT,
        topic_aliases=conditions.TOPIC_ALIASES,
        queued_messages=conditions.QUEUED,
        messages_per_second=1_000_000,
    ),
)


class OurLine:
    """A connection to the core."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stream = PacketStream(1 << 28)

    @property
    def is_closed(self) -> bool:
        return self._connection.closing

    def send(self, data: bytes) -> None:
        self._connection.receive(data)

    def drop(self) -> None:
        self._connection.lost()

    def packets(self) -> list[tuple[int, bytes]]:
        return list(self._stream.feed(self._connection.take()))


class OurSide:
    """A core of its own for each script."""

    def __init__(self) -> None:
        self.clear()

    def open(self) -> OurLine:
        return OurLine(self._broker.open())

    def settle(self) -> None:
        """The core has done everything when `receive` returns."""

    def clear(self) -> None:
        self._broker = Broker(clock_ms=lambda: 0, authenticate=lambda _user, _token: EVERYBODY)
