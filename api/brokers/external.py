"""A broker elsewhere, with the house as one of its clients."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from api.brokers.address import broker_address, house_address
from api.brokers.lab_users import users_of
from api.brokers.mosquitto import MosquittoProvisioner
from api.brokers.provisioner import BrokerUser, Provisioner, Unprovisioned
from api.house_link import HOUSE_BASE, INTERNAL_USER, LABS_BASE, client_identifier, internal_token
from api.services.known_users import KnownUsers
from api.settings import Settings
from simulator.client_port import ClientPort
from simulator.remote_broker import BrokerTrouble, RemoteBroker
from simulator.scenario import Scenario


class ExternalBroker:
    """The house's own connections, and whoever provides the users of the labs."""

    core = None

    def __init__(self, house: RemoteBroker, provisioner: Provisioner, secret: bytes) -> None:
        self._house = house
        self._provisioner = provisioner
        self._secret = secret

    @property
    def trouble(self) -> BrokerTrouble | None:
        """Why it is of no use at this moment; None while all is well."""
        return self._house.trouble

    def visitors(self) -> set[str]:
        """Nobody tells who is at a broker elsewhere."""
        return set()

    def tell_of_arrivals(self, tell: Callable[[str], None]) -> None:
        """Nobody tells who comes there."""

    def port(self, base: str) -> ClientPort:
        """The way to everything below a base topic."""
        return ClientPort(self._house, base)

    def network(self, lab: str, scenario: Scenario) -> None:
        """What lies before a broker elsewhere is as it is."""

    def expect_users(self) -> None:
        """A broker elsewhere lets nobody in before it was told of them."""

    async def admit(self, known: KnownUsers) -> None:
        """Let these users in, and end connections by former tokens. Raises BrokerTrouble."""
        await self._provisioner.provide([*self._users(known)], look=self._house.trouble is not None)

    def _users(self, known: KnownUsers) -> Iterator[BrokerUser]:
        yield BrokerUser(INTERNAL_USER, internal_token(self._secret), (LABS_BASE, HOUSE_BASE))
        yield from users_of(known, self._secret)


def external_broker(settings: Settings, secret: bytes) -> ExternalBroker:
    """The broker that the settings name. Raises BrokerUrlMistaken, BrokerAuthorityUnusable."""
    name = client_identifier(secret)
    house = RemoteBroker(house_address(settings, secret), name)
    if settings.broker_provisioning == "none":
        return ExternalBroker(house, Unprovisioned(), secret)
    administrator = RemoteBroker(broker_address(settings), name)
    return ExternalBroker(house, MosquittoProvisioner(administrator), secret)
