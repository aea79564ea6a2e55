"""What is checked: a broker, and two of its users."""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from simulator.isolation.address import Address

Reassign = Callable[["Party", str], Awaitable[None]]
"""Gives a user another base; its sessions stay."""


@dataclass(frozen=True, slots=True)
class Party:
    """A user of the broker: it is to reach `<base>/#` and nothing else."""

    username: str
    token: str
    base: str


@dataclass(frozen=True, slots=True)
class Target:
    """A broker, the user who attacks there and the one who is attacked.

    `run` is a name that no other check has: it stands in topics and client identifiers. `reassign` is there
    where whoever checks also administers the broker.
    """

    address: Address
    attacker: Party
    victim: Party
    run: str
    tls: ssl.SSLContext | None = None
    reassign: Reassign | None = None
    patience_s: float = 10.0
