"""Ways from a gateway to a broker. Topics are relative to the lab's base on the gateway's side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from simulator.broker.core import Broker, LocalClient, User
from simulator.broker.message import Message

Receive = Callable[[Message], None]
Greet = Callable[[], Iterable[Message]]


class Link(Protocol):
    """One connection to a broker."""

    def publish(self, message: Message) -> None:
        """Say something."""

    def close(self) -> None:
        """Disconnect in an orderly way: the will stays unsaid."""

    def lose(self) -> None:
        """End as if the connection had broken: the will is said."""


class Port(Protocol):
    """A broker that connections can be opened to; `base` is the topic above everything of the house."""

    base: str

    def connect(
        self, name: str, will: Message | None, filters: tuple[str, ...], receive: Receive, greet: Greet
    ) -> Link:
        """Open a connection that listens to `filters` and leaves `will` behind if it breaks.

        What `greet` gives is said whenever the connection stands anew, after what was said meanwhile.
        """

    async def finish(self) -> None:
        """Wait until what was said last is out."""


class CorePort:
    """Straight into a broker of this process, without bytes in between; everything below `base`."""

    def __init__(self, broker: Broker, base: str) -> None:
        self.base = base
        self._broker = broker
        self._user = User(f"house {base}", base)

    def connect(
        self, name: str, will: Message | None, filters: tuple[str, ...], receive: Receive, greet: Greet
    ) -> Link:
        """Attach to the broker. Raises ClientIdentifierTaken."""
        client = self._broker.attach(
            self._user,
            name,
            lambda message: receive(relative(self.base, message)),
            under(self.base, will) if will else None,
        )
        for each in filters:
            client.subscribe(f"{self.base}/{each}")
        link = _CoreLink(client, self.base)
        for message in greet():
            link.publish(message)
        return link

    async def finish(self) -> None:
        """Nothing is ever on its way here."""


class _CoreLink:
    def __init__(self, client: LocalClient, base: str) -> None:
        self._client = client
        self._base = base

    def publish(self, message: Message) -> None:
        self._client.publish(under(self._base, message))

    def close(self) -> None:
        self._client.detach(send_will=False)

    def lose(self) -> None:
        self._client.detach(send_will=True)


def under(base: str, message: Message) -> Message:
    """The message as the broker sees it, below `base` (such as `lab/demo`)."""
    # The tuple at once, for all that a house says comes by here: a named tuple's `_replace` takes six times
    # as long.
    topic, payload, qos, retain, properties = message
    return tuple.__new__(Message, (f"{base}/{topic}", payload, qos, retain, properties))


def relative(base: str, message: Message) -> Message:
    """The message as the house sees it, without `base`."""
    return message._replace(topic=message.topic.removeprefix(f"{base}/"))
