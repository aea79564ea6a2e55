"""Which broker is checked, and by which two users."""

from __future__ import annotations

import secrets
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from api.brokers.address import broker_address
from api.cli.isolation.mosquitto_users import users_at_mosquitto
from api.cli.isolation.parties import read_parties
from api.settings import Settings
from devices.text import Text
from simulator.isolation.address import Address
from simulator.isolation.errors import IsolationError
from simulator.isolation.own_broker import own_broker
from simulator.isolation.target import Party, Target


class AuthorityUnreadable(IsolationError):
    """The file with the certificate authority is none. Fields: file, reason."""

    code = "isolation_authority"
    fault_of_lab = False
    words = Text(
        en="{file} holds no certificates in PEM form: {reason}.",
        fa="در {file} گواهی‌ای به شکل PEM نیست: {reason}.",
    )


@asynccontextmanager
async def target_of(
    url: str | None, users: Sequence[str], authority: Path | None, settings: Settings
) -> AsyncIterator[Target]:
    """The broker at the address, or that of this installation; its users are made up where that is possible.

    Raises AddressInvalid, PartiesWrong, AuthorityUnreadable, BrokerUrlMistaken, BrokerAuthorityUnusable,
    BrokerTrouble.
    """
    run = f"check-{secrets.token_hex(3)}"
    if url is not None or users:
        yield _given(url, users, authority, settings, run)
    elif settings.broker_url is None:
        victim, attacker = (Party(name, secrets.token_urlsafe(24), f"lab/{name}") for name in ("u1", "u2"))
        async with own_broker(victim, attacker, run) as target:
            yield target
    elif settings.broker_provisioning == "mosquitto":
        async with users_at_mosquitto(settings, run) as target:
            yield target
    else:
        yield _given(None, users, authority, settings, run)


def _given(
    url: str | None, users: Sequence[str], authority: Path | None, settings: Settings, run: str
) -> Target:
    victim, attacker = read_parties(users)
    trusting = _trusting(authority)
    if url is not None:
        return Target(Address.parse(url), attacker, victim, run, trusting)
    broker = broker_address(settings)
    address = Address("mqtts" if broker.tls else "mqtt", broker.host, broker.port)
    return Target(address, attacker, victim, run, trusting or broker.tls)


def _trusting(authority: Path | None) -> ssl.SSLContext | None:
    if authority is None:
        return None
    try:
        return ssl.create_default_context(cafile=authority)
    except OSError as error:
        raise AuthorityUnreadable(file=str(authority), reason=error.strerror or str(error)) from error
