"""Labs that are gone, but of which the broker still retains messages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator

from api.house_link import LABS_BASE
from simulator.broker.message import Message
from simulator.port import Link, Port
from simulator.sweep import clear_retained

_log = logging.getLogger("khaneh.house")

MARKS = "labs/"
"""Under `labs/<lab>` the house retains a mark of each lab of which the broker may hold something."""


class Leftovers:
    """Clears up after labs; the broker itself remembers which there were, over all restarts."""

    def __init__(self, port_of: Callable[[str], Port]) -> None:
        self._port_of = port_of
        self._wanted: frozenset[str] = frozenset()
        self._marked: set[str] = set()

    def greet(self) -> Iterator[Message]:
        """The marks that the broker should have."""
        return map(_mark, sorted(self._wanted))

    def hear(self, message: Message) -> None:
        """Take note of a mark, or of its end."""
        lab = message.topic.removeprefix(MARKS)
        (self._marked.add if message.payload else self._marked.discard)(lab)

    async def clear(self, wanted: Collection[str], link: Link) -> None:
        """Mark the labs that are wanted, and clear up after all others; what fails is done the next time."""
        new = frozenset(wanted) - self._wanted
        self._wanted = frozenset(wanted)
        for lab in sorted(new):
            link.publish(_mark(lab))
        for lab in sorted(self._marked - self._wanted):
            try:
                await clear_retained(self._port_of(LABS_BASE), lab)
            except TimeoutError:
                _log.warning("what lab %s has left at the broker cannot be cleared away now", lab)
                return
            link.publish(_mark(lab, b""))


def _mark(lab: str, content: bytes = b"1") -> Message:
    return Message(f"{MARKS}{lab}", content, retain=True)
