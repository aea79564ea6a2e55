"""A house, its gateway and its broker on the simulated clock, for one program and its company."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from exercises.lockstep.connections import Connections, TlsAt
from exercises.lockstep.guest.frames import Item
from exercises.lockstep.record import Record
from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.limits import Limits
from simulator.broker.observation import Observation
from simulator.broker.properties import size_of
from simulator.conventions import load_conventions
from simulator.engine import Engine
from simulator.gateway import Gateway
from simulator.network.lab_network import LabNetwork, has_network
from simulator.port import CorePort
from simulator.scenario import Scenario
from simulator.trace import Trace, Value

STUDENT = "student"
NETWORK = "network"
_BEFALLS_THE_PROGRAM = ("lost", "doubled", "network", "broker")

Join = Callable[[Engine, Broker, str], None]
"""Somebody else who lives at this engine's time and talks at this broker, below the student's base topic."""

MOST_EVENTS = 200_000
MOST_BYTES = 64 * 2**20
"""What the program may do at the broker in one run: events, and bytes of their topics and payloads."""

LIMITS = Limits(output_bytes=2**20)
"""What waits for each of the program's connections lies in the grader's memory."""


class GradedHouse:
    """The conductor's stage: `exercises.lockstep.conductor.Stage` with a real engine and a real broker.

    `base` is the student's own base topic, so that a program runs here as it runs in the live lab. What the
    program does at the broker is recorded in the trace under `mqtt.…`, with topics relative to the base.
    """

    def __init__(
        self,
        scenario: Scenario,
        base: str,
        company: Iterable[Join] = (),
        tls_at: TlsAt | None = None,
        limits: Limits = LIMITS,
    ) -> None:
        self._engine = Engine(scenario)
        self._seen = Record(base)
        self._student = User(STUDENT, base)
        self._broker = Broker(
            clock_ms=lambda: self._engine.now_ms,
            authenticate=self._admit,
            observe=self._record,
            limits=limits,
        )
        self._connections = Connections(self._broker.open, tls_at, self._record_tls)
        self._events = 0
        self._bytes = 0
        self._flooded = False
        if has_network(scenario):
            LabNetwork(scenario, self._engine, self._broker, STUDENT, self._record).open()
        gateway = Gateway(self._engine, load_conventions(scenario.conventions), CorePort(self._broker, base))
        gateway.start()
        for join in company:
            join(self._engine, self._broker, base)

    @property
    def trace(self) -> Trace:
        """Everything that happened so far."""
        return self._engine.trace

    @property
    def overrun(self) -> bool:
        """Whether the program has done more at the broker than any exercise could need, or too fast."""
        return self._flooded or self._events > MOST_EVENTS or self._bytes > MOST_BYTES

    @property
    def delivered(self) -> int:
        """Messages that the program was sent."""
        return self._broker.statistics.messages_sent

    @property
    def now_ms(self) -> int:
        """The simulated time since the start of the run."""
        return self._engine.now_ms

    def next_due_ms(self) -> int | None:
        """When the house or the broker acts next by itself."""
        house, broker = self._engine.next_due_ms(), self._broker.next_due_ms()
        if house is None or broker is None:
            return house if broker is None else broker
        return min(house, broker)

    def run_until(self, at_ms: int) -> None:
        """Let everything happen that is due at or before a moment, keepalives and wills included."""
        while (due_ms := self._broker.next_due_ms()) is not None and due_ms <= at_ms:
            self._engine.run_until(max(due_ms, self._engine.now_ms))
            self._broker.run_due()
        self._engine.run_until(at_ms)

    @property
    def connected(self) -> bool:
        """Whether the program has a connection."""
        return len(self._connections) > 0

    def open(self, connection: int, target: str) -> None:
        """The program has connected."""
        self._connections.open(connection, target)

    def receive(self, connection: int, data: bytes) -> None:
        """The program has sent bytes."""
        self._connections.receive(connection, data)

    def close(self, connection: int) -> None:
        """The program has closed a connection, or died with it open."""
        self._connections.close(connection)

    def close_all(self) -> None:
        """The program is gone: the broker loses its connections, as with a program that crashed."""
        self._connections.close_all()

    def take_output(self) -> list[Item]:
        """Bytes for the program, and connections that the broker has closed."""
        return self._connections.take_output(self._broker.take_pending())

    def _admit(self, _username: str | None, _password: bytes | None) -> User:
        return self._student

    def _record(self, seen: Observation) -> None:
        """Write what the broker saw of the program into the trace."""
        if seen.user not in (STUDENT, None):
            return
        self._events += 1
        self._bytes += len(seen.topic or "") + len(seen.payload or b"") + size_of(seen.properties)
        if self.overrun:
            return
        self._flooded = seen.kind == "disconnected" and seen.detail == "message_rate"
        source = NETWORK if seen.kind in _BEFALLS_THE_PROGRAM else STUDENT
        self.trace.record(self.now_ms, source, f"mqtt.{seen.kind}", self._seen.value(seen))

    def _record_tls(self, port: int, came_to_terms: bool) -> None:
        """Write into the trace whether the program trusted the certificate that it was shown."""
        self._events += 1
        value: dict[str, Value] = {"port": port, "detail": "established" if came_to_terms else "failed"}
        self.trace.record(self.now_ms, STUDENT, "mqtt.tls", value)
