"""A peer as an exercise's file has it: a client with a name and its steps."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from devices.text import Text
from exercises.fields import Strict
from exercises.peers.step import Step
from simulator.mistakes import unknown
from simulator.plan import Name

_OWN_SIGNALS = ("sent", "received", "connected")


class Peer(Strict):
    """Somebody who talks to the student's device, by `steps` and in simulated time."""

    steps: tuple[Step, ...] = Field(min_length=1)

    @property
    def signals(self) -> tuple[str, ...]:
        """What follows `peer.<name>.` in the paths that it records."""
        return (*_OWN_SIGNALS, *(step.id for step in self.steps if step.id is not None))


Peers = dict[Name, Peer]


def wrong_peer_path(path: str, peers: Peers) -> Iterator[Text]:
    """What is wrong with a path that begins with `peer.`, if anything."""
    _, name, signal = [*path.split(".", 2), "", ""][:3]
    if name not in peers:
        yield unknown(name, list(peers))
    elif signal not in peers[name].signals:
        yield unknown(signal, list(peers[name].signals))
