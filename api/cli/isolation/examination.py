"""A check from beginning to end: which broker, which users, which levels."""

from __future__ import annotations

import secrets
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from api.cli.isolation.report import Report
from devices.text import Text
from simulator.isolation.address import Address
from simulator.isolation.check import Finding, check
from simulator.isolation.errors import IsolationError, LevelNotOffered
from simulator.isolation.own_broker import own_broker
from simulator.isolation.target import Party, Target


class AuthorityUnreadable(IsolationError):
    """The file with the certificate authority is none. Fields: file, reason."""

    code = "isolation_authority"
    words = Text(
        en="{file} holds no certificates in PEM form: {reason}.",
        fa="در {file} گواهی‌ای به شکل PEM نیست: {reason}.",
    )


def broker_at(url: str, victim: Party, attacker: Party, authority: Path | None) -> Target:
    """A broker that runs already; `authority` is a PEM file of who signed its certificate.

    Raises `AddressInvalid` and `AuthorityUnreadable`.
    """
    return Target(Address.parse(url), attacker, victim, _name_of_run(), _trusting(authority))


@asynccontextmanager
async def broker_of_our_own() -> AsyncIterator[Target]:
    """The lab's own broker, started for this check, with two users made up for it."""
    victim, attacker = (Party(name, secrets.token_urlsafe(24), f"lab/{name}") for name in ("u1", "u2"))
    async with own_broker(victim, attacker, _name_of_run()) as target:
        yield target


async def examine(target: Target, levels: Sequence[int]) -> Report:
    """Try all attacks. Raises what `simulator.isolation.check.check` raises.

    Of several levels, one may be missing at the broker; of one alone, none.
    """
    findings: dict[int, Sequence[Finding] | None] = {}
    for level in levels:
        try:
            findings[level] = [finding async for finding in check(target, level)]
        except LevelNotOffered:
            findings[level] = None
            if all(each is None for each in findings.values()) and len(findings) == len(levels):
                raise
    return Report(target, findings)


def _trusting(authority: Path | None) -> ssl.SSLContext | None:
    if authority is None:
        return None
    try:
        return ssl.create_default_context(cafile=authority)
    except OSError as error:
        raise AuthorityUnreadable(file=str(authority), reason=error.strerror or str(error)) from error


def _name_of_run() -> str:
    return f"check-{secrets.token_hex(3)}"
