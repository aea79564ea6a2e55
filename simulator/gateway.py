"""Between the engine and MQTT: conventions say what, the gateway carries it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from simulator.actions import Action
from simulator.broker.message import Message
from simulator.convention import Convention
from simulator.engine import Engine
from simulator.port import Link, Port
from simulator.reports import Availability, Report


class Gateway:
    """One house on a broker: one connection for each convention, each with its own will.

    What programs ask for goes to `submit`, by default straight to the engine.
    """

    def __init__(
        self,
        engine: Engine,
        conventions: Sequence[Convention],
        port: Port,
        submit: Callable[[Action], None] | None = None,
    ) -> None:
        self._engine = engine
        self._conventions = conventions
        self._port = port
        self._submit = submit or engine.submit
        self._links: dict[str, Link] = {}
        self._qos = engine.scenario.qos
        self._last: dict[tuple[str, type], Report | Availability] = {}
        engine.listen(self._translate)

    def start(self) -> None:
        """Connect, listen for commands, and announce the house."""
        house = self._engine.house
        for convention in self._conventions:
            self._links[convention.name] = self._port.connect(
                convention.name,
                convention.will(house),
                convention.filters(),
                partial(self._receive, convention),
                partial(self._greet, convention),
            )

    def stop(self) -> None:
        """Say farewell and disconnect; wills stay unsaid."""
        for convention in self._conventions:
            link = self._links.pop(convention.name, None)
            if link is not None:
                self._publish(link, convention.farewell(self._engine.house))
                link.close()

    def _greet(self, convention: Convention) -> Iterator[Message]:
        """The house, and what its devices said last: the broker may have forgotten everything."""
        house = self._engine.house
        yield from map(self._at_qos, convention.announce(house, self._port.base))
        for said in self._last.values():
            yield from map(self._at_qos, convention.translate(said, house))

    def _translate(self, said: Report | Availability) -> None:
        self._last[said.device, type(said)] = said
        for convention in self._conventions:
            link = self._links.get(convention.name)
            if link is not None:
                self._publish(link, convention.translate(said, self._engine.house))

    def _receive(self, convention: Convention, message: Message) -> None:
        house, base = self._engine.house, self._port.base
        for answer in convention.receive(message.topic, message.payload, house, base):
            if not isinstance(answer, Message):
                self._submit(answer)
            elif convention.name in self._links:
                self._publish(self._links[convention.name], [answer])

    def _publish(self, link: Link, messages: Iterable[Message]) -> None:
        for message in messages:
            link.publish(self._at_qos(message))

    def _at_qos(self, message: Message) -> Message:
        return message._replace(qos=self._qos) if self._qos else message
