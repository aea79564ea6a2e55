"""The program's connections at the broker of a live house, as the student whose house it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from exercises.lockstep.connections import Connections, TlsAt
from exercises.lockstep.guest.frames import Item
from simulator.broker.authority import User
from simulator.broker.connection import Connection
from simulator.broker.core import Broker
from simulator.broker.other_time import DeadlinesInOtherTime


class HouseClock(Protocol):
    """The clock of a live house; `simulator.live_clock.LiveClock` is one."""

    @property
    def now_ms(self) -> int:
        """The present, in simulated milliseconds."""

    def at(self, at_ms: int, task: Callable[[], None]) -> None:
        """Do something at a simulated time, whatever becomes of the pace until then."""


class LiveStage:
    """What `LiveConductor` performs on. As in graded runs the broker takes the program for the student,
    whatever name and password it gives, and waits for it by the clock of the house.
    """

    def __init__(self, broker: Broker, user: User, clock: HouseClock, tls_at: TlsAt | None = None) -> None:
        self._broker = broker
        self._user = user
        self._clock = clock
        self._wake: Callable[[], None] = _nobody_asks
        self._deadlines = DeadlinesInOtherTime(broker.clock_ms, lambda: clock.now_ms)
        self._pending: list[Connection] = []
        self._connections = Connections(self._open, tls_at)

    def listen(self, wake: Callable[[], None]) -> None:
        """Call `wake` when there is something to take, perhaps several times for one thing."""
        self._wake = wake

    @property
    def now_ms(self) -> int:
        """The simulated time of the house."""
        return self._clock.now_ms

    @property
    def connections(self) -> int:
        """How many the program has now."""
        return len(self._connections)

    def open(self, connection: int, target: str) -> None:
        """The program has connected."""
        self._connections.open(connection, target)
        self._wake()

    def receive(self, connection: int, data: bytes) -> None:
        """The program has sent bytes."""
        self._connections.receive(connection, data)

    def close(self, connection: int) -> None:
        """The program has closed a connection."""
        self._connections.close(connection)

    def close_all(self) -> None:
        """The program is gone; so are its connections."""
        self._connections.close_all()

    def next_due_ms(self) -> int | None:
        """When the program will have been silent for too long, in simulated time."""
        return self._deadlines.next_ms()

    def take_output(self) -> list[Item]:
        """Bytes for the program, and connections that the broker has closed."""
        self._deadlines.expire_due()
        pending, self._pending = self._pending, []
        for connection in pending:
            connection.is_marked = False
        return self._connections.take_output(pending)

    def _open(self) -> Connection:
        return self._broker.open_for(self._user, self._deadlines, self._mark)

    def _mark(self, connection: Connection) -> None:
        self._pending.append(connection)
        self._wake()


def _nobody_asks() -> None:
    """Nobody listens yet."""
