"""What all connections of a broker share, and what a dialogue stands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from simulator.broker.admission import Admission
from simulator.broker.authority import User
from simulator.broker.deadlines import Deadlines
from simulator.broker.endings import Ending
from simulator.broker.limits import Limits
from simulator.broker.network import Network
from simulator.broker.observation import Observe
from simulator.broker.packets import Connect
from simulator.broker.router import Router
from simulator.broker.statistics import Statistics
from simulator.broker.system_topics import SystemTopics


@dataclass(frozen=True, slots=True)
class Around:
    """What all connections of a broker share."""

    clock_ms: Callable[[], int]
    limits: Limits
    observe: Observe
    router: Router
    admission: Admission
    deadlines: Deadlines
    statistics: Statistics
    system_topics: SystemTopics
    networks: dict[str, Network]
    """What lies between the broker and the clients of a user, by the user's name."""
    mark: Callable[[Any], None]
    """Notes a connection that has output or is closing."""
    known: User | None = None
    """Who the client is, where that is known before it says so."""

    def identify(self, packet: Connect) -> User | None:
        """Who the client is, if it can prove that or it is known."""
        return self.known or self.admission.identify(packet)

    def network_to(self, user: User | None) -> Network | None:
        """What lies between the broker and a new client of this user, if anything does."""
        return None if user is None or user.is_at_hand else self.networks.get(user.name)


class Line(Protocol):
    """The connection under a dialogue."""

    @property
    def now_ms(self) -> int:
        """When the client was last heard."""

    @property
    def is_clogged(self) -> bool:
        """Whether more bytes wait to be taken than the limit allows."""

    def send(self, packet: bytes) -> None:
        """Put a packet into the output."""

    def end(self, detail: str, ending: Ending | None = None) -> None:
        """Close, for the reason observed."""
