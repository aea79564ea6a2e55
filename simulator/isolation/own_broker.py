"""The lab's own broker for a check, on a free port of loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.credentials import Credentials, hash_token
from simulator.broker.server import serve
from simulator.isolation.address import Address
from simulator.isolation.target import Party, Target

_LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def own_broker(victim: Party, attacker: Party, run: str) -> AsyncIterator[Target]:
    """A broker that knows these two users, until the context is left."""
    loop = asyncio.get_running_loop()
    credentials = Credentials()

    async def assign(party: Party, base: str) -> None:
        credentials.put(User(party.username, base), hash_token(party.token.encode()))

    for party in (victim, attacker):
        await assign(party, party.base)
    broker = Broker(clock_ms=lambda: int(loop.time() * 1000), authenticate=credentials.authenticate)
    async with serve(broker, _LOOPBACK, 0) as server:
        yield Target(Address("mqtt", _LOOPBACK, server.port), attacker, victim, run, reassign=assign)
