"""Two users at the Mosquitto of this installation, for as long as a check takes."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from api.brokers.address import broker_address
from api.brokers.mosquitto import MosquittoProvisioner
from api.brokers.mosquitto_rights import Command, client_of, role_of
from api.brokers.provisioner import BrokerUser
from api.settings import Settings
from simulator.isolation.address import Address
from simulator.isolation.target import Party, Target
from simulator.remote_broker import RemoteBroker

_MARK = {"textname": "Khaneh broker check"}
"""Not that of the labs' users, or the house would take these away at once."""


@asynccontextmanager
async def users_at_mosquitto(settings: Settings, run: str) -> AsyncIterator[Target]:
    """The broker of the settings, with two users who have the rights of students.

    Raises BrokerUrlMistaken, BrokerAuthorityUnusable, BrokerTrouble.
    """
    broker = broker_address(settings)
    security = _Security(MosquittoProvisioner(RemoteBroker(broker, f"khaneh-{run}")))
    address = Address("mqtts" if broker.tls else "mqtt", broker.host, broker.port)
    victim, attacker = (
        Party(f"{run}-{name}", secrets.token_urlsafe(24), f"lab/{run}-{name}") for name in ("u1", "u2")
    )
    await security.admit((victim, attacker))
    try:
        yield Target(address, attacker, victim, run, broker.tls, security.reassign)
    finally:
        await security.dismiss((victim, attacker))


@dataclass(frozen=True, slots=True)
class _Security:
    plugin: MosquittoProvisioner

    async def admit(self, parties: Sequence[Party]) -> None:
        for party in parties:
            user = _user(party, party.base)
            await self.plugin.command(
                [
                    {"command": "createRole", **role_of(user), **_MARK},
                    {"command": "createClient", **client_of(user), **_MARK, "password": party.token},
                ]
            )

    async def reassign(self, party: Party, base: str) -> None:
        """Give a user another base."""
        await self.plugin.command([{"command": "modifyRole", **role_of(_user(party, base)), **_MARK}])

    async def dismiss(self, parties: Sequence[Party]) -> None:
        commands: list[Command] = []
        for party in parties:
            role = role_of(_user(party, party.base))["rolename"]
            commands.append({"command": "deleteClient", "username": party.username})
            commands.append({"command": "deleteRole", "rolename": role})
        await self.plugin.command(commands)


def _user(party: Party, base: str) -> BrokerUser:
    return BrokerUser(party.username, party.token, (base,))
