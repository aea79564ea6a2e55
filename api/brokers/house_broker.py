"""What the house process needs of a broker, wherever that is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from api.services.known_users import KnownUsers
from simulator.broker.core import Broker
from simulator.network.lab_network import MakeNetwork
from simulator.port import Port
from simulator.remote_broker import BrokerTrouble
from simulator.scenario import Scenario


class HouseBroker(Protocol):
    """The broker of this installation."""

    @property
    def trouble(self) -> BrokerTrouble | None:
        """Why it is of no use at this moment; None while all is well."""

    @property
    def core(self) -> Broker | None:
        """The broker itself, if it is in this process."""

    def visitors(self) -> set[str]:
        """The labs in which somebody is now; where that is not to be seen, none."""

    def tell_of_arrivals(self, tell: Callable[[str], None]) -> None:
        """Call `tell` with the user's name whenever a client has come in, where that is to be seen."""

    def port(self, base: str) -> Port:
        """The way to everything below a base topic."""

    def network(self, lab: str, scenario: Scenario) -> MakeNetwork | None:
        """What makes the network of a lab bad; None when nothing does, or this broker cannot do it."""

    def expect_users(self) -> None:
        """The users are about to be read: who is let in from now on is newer than they."""

    async def admit(self, known: KnownUsers) -> None:
        """Let these users in, and end connections by former tokens. Raises BrokerTrouble."""
