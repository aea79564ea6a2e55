"""What the house process needs of a broker, wherever that is."""

from __future__ import annotations

from typing import Protocol

from api.services.known_users import KnownUsers
from simulator.port import Port
from simulator.remote_broker import BrokerTrouble


class HouseBroker(Protocol):
    """The broker of this installation."""

    @property
    def trouble(self) -> BrokerTrouble | None:
        """Why it is of no use at this moment; None while all is well."""

    def port(self, base: str) -> Port:
        """The way to everything below a base topic."""

    async def admit(self, known: KnownUsers) -> None:
        """Let these users in, and end connections by former tokens. Raises BrokerTrouble."""
