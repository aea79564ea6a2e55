"""Plays a peer: a client within the grader, at the house's own time; what it hears and says is recorded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from exercises.peers.pattern import Pattern
from exercises.peers.peer import Peer
from exercises.peers.step import Step
from exercises.rulebook.duration import Parameters
from simulator.broker.authority import User
from simulator.broker.core import Broker, LocalClient
from simulator.broker.message import Message
from simulator.engine import Engine
from simulator.trace import Value

MOST_EVENTS = 50_000
"""What is recorded of one peer: a student's device may not fill the grader's memory through it."""


class PlayedPeer:
    """One peer of one run."""

    def __init__(
        self, name: str, peer: Peer, parameters: Parameters, engine: Engine, broker: Broker, base: str
    ) -> None:
        self._name = name
        self._peer = peer
        self._parameters = parameters
        self._engine = engine
        self._broker = broker
        self._base = base
        self._client: LocalClient | None = None
        self._expected: list[_Expectation] = []
        self._events = 0

    def begin(self) -> None:
        """Put down what comes at given times; what comes on hearing something, comes then."""
        if not any(step.connects for step in self._peer.steps):
            self._connect()
        for name in dict.fromkeys(step.id for step in self._peer.steps if step.id is not None):
            self._record(name, "idle")
        for step in self._peer.steps:
            if step.at is not None:
                self._soon(step.at.milliseconds(self._parameters), partial(self._do, step))
            elif step.every is not None:
                first = step.from_ or step.every
                self._soon(first.milliseconds(self._parameters), partial(self._repeat, step))

    def _soon(self, at_ms: int, task: Callable[[], None]) -> None:
        self._engine.at(max(at_ms, self._engine.now_ms), task)

    def _repeat(self, step: Step) -> None:
        now_ms = self._engine.now_ms
        if step.every is None or (step.until and now_ms > step.until.milliseconds(self._parameters)):
            return
        self._do(step)
        self._soon(now_ms + max(1, step.every.milliseconds(self._parameters)), partial(self._repeat, step))

    def _do(self, step: Step) -> None:
        if step.connects:
            self._connect()
        elif step.expects is not None and step.id is not None:
            self._expect(step.id, step.expects, step.within.milliseconds(self._parameters))
        elif self._client is None:
            return
        elif step.disconnects is not None:
            self._client.detach(send_will=step.disconnects == "lost")
            self._client = None
            self._record("connected", False)
        elif step.subscribes is not None:
            self._client.subscribe(f"{self._base}/{step.subscribes}", qos=1)
        elif step.unsubscribes is not None:
            self._client.unsubscribe(f"{self._base}/{step.unsubscribes}")
        elif step.publishes is not None:
            said = step.publishes
            message = Message(said.topic, said.data, said.qos, said.retain)
            self._record("sent", _told(message))
            self._client.publish(message._replace(topic=f"{self._base}/{said.topic}"))

    def _connect(self) -> None:
        if self._client is None:
            user = User(f"peer {self._name}", self._base)
            self._client = self._broker.attach(user, f"peer-{self._name}", self._hear)
            self._record("connected", True)

    def _hear(self, message: Message) -> None:
        heard = message._replace(topic=message.topic.removeprefix(f"{self._base}/"))
        self._record("received", _told(heard))
        for expectation in [each for each in self._expected if each.wanted.fits(heard)]:
            self._expected.remove(expectation)
            # In the next millisecond: in this one it may still have begun to wait, and a signal has one value
            # at an instant.
            self._soon(self._engine.now_ms + 1, partial(self._record, expectation.id, "met"))
        for step in self._peer.steps:
            if step.when is not None and step.when.fits(heard):
                after_ms = step.after.milliseconds(self._parameters)
                self._soon(self._engine.now_ms + after_ms, partial(self._do, step))

    def _expect(self, name: str, wanted: Pattern, within_ms: int) -> None:
        expectation = _Expectation(name, wanted)
        self._expected.append(expectation)
        self._record(name, "waiting")
        self._soon(self._engine.now_ms + within_ms, partial(self._give_up, expectation))

    def _give_up(self, expectation: _Expectation) -> None:
        if expectation in self._expected:
            self._expected.remove(expectation)
            self._record(expectation.id, "missed")

    def _record(self, signal: str, value: Value) -> None:
        self._events += 1
        if self._events <= MOST_EVENTS:
            source = f"peer {self._name}"
            self._engine.trace.record(self._engine.now_ms, source, f"peer.{self._name}.{signal}", value)


class _Expectation:
    """One time that something was expected; each is its own, though they look alike."""

    def __init__(self, name: str, wanted: Pattern) -> None:
        self.id = name
        self.wanted = wanted


def _told(message: Message) -> Value:
    return {
        "topic": message.topic,
        "payload": message.payload.decode(errors="replace"),
        "qos": message.qos,
        "retain": message.retain,
    }


def joining(name: str, peer: Peer, parameters: Parameters) -> Callable[[Engine, Broker, str], None]:
    """Lets a peer join a graded house."""

    def join(engine: Engine, broker: Broker, base: str) -> None:
        PlayedPeer(name, peer, parameters, engine, broker, base).begin()

    return join
