"""Between the engine and MQTT: conventions say what, the gateway carries it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from simulator.broker.core import Broker, LocalClient, User
from simulator.broker.message import Message
from simulator.convention import Convention
from simulator.engine import Engine
from simulator.port import Link, Port, Receive, relative, under
from simulator.reports import Availability, Report


class Gateway:
    """One house on a broker: one connection for each convention, each with its own will."""

    def __init__(self, engine: Engine, conventions: Sequence[Convention], port: Port) -> None:
        self._engine = engine
        self._conventions = conventions
        self._port = port
        self._links: list[tuple[Convention, Link]] = []
        self._listening = False

    def start(self) -> None:
        """Connect, listen for commands, and announce the house."""
        house = self._engine.house
        for convention in self._conventions:
            link = self._port.connect(
                convention.name,
                convention.will(house),
                convention.filters(),
                partial(self._receive, convention),
            )
            self._links.append((convention, link))
            _publish(link, convention.announce(house, self._port.base))
        if not self._listening:
            self._engine.listen(self._translate)
            self._listening = True

    def stop(self) -> None:
        """Say farewell and disconnect; wills stay unsaid."""
        for convention, link in self._links:
            _publish(link, convention.farewell(self._engine.house))
            link.close()
        self._links.clear()

    def _translate(self, said: Report | Availability) -> None:
        for convention, link in self._links:
            _publish(link, convention.translate(said, self._engine.house))

    def _receive(self, convention: Convention, message: Message) -> None:
        house, base = self._engine.house, self._port.base
        for answer in convention.receive(message.topic, message.payload, house, base):
            if isinstance(answer, Message):
                self._answer(convention, answer)
            else:
                self._engine.submit(answer)

    def _answer(self, convention: Convention, message: Message) -> None:
        for speaker, link in self._links:
            if speaker is convention:
                link.publish(message)


def _publish(link: Link, messages: Iterable[Message]) -> None:
    for message in messages:
        link.publish(message)


class CorePort:
    """Straight into a broker of this process, without bytes in between; everything below `base`."""

    def __init__(self, broker: Broker, base: str) -> None:
        self._broker = broker
        self.base = base
        self._user = User(f"house {base}", base)

    def connect(
        self, client_id: str, will: Message | None, filters: tuple[str, ...], receive: Receive
    ) -> Link:
        """Attach to the broker. Raises ClientIdentifierTaken."""
        client = self._broker.attach(
            self._user,
            client_id,
            lambda message: receive(relative(self.base, message)),
            under(self.base, will) if will else None,
        )
        for each in filters:
            client.subscribe(f"{self.base}/{each}")
        return _CoreLink(client, self.base)


class _CoreLink:
    def __init__(self, client: LocalClient, base: str) -> None:
        self._client = client
        self._base = base

    def publish(self, message: Message) -> None:
        self._client.publish(under(self._base, message))

    def close(self) -> None:
        self._client.detach(send_will=False)
