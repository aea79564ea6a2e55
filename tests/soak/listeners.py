"""Somebody in each house who hears all that it says: `python -P -m tests.soak.listeners PORT`.

Reads `{lab: token}` as one line of JSON, and listens until it is ended.
"""

from __future__ import annotations

import asyncio
import json
import sys

import aiomqtt


async def listen(port: int, lab: str, token: str) -> None:
    """Hear everything from one house."""
    async with aiomqtt.Client("127.0.0.1", port, username=lab, password=token) as client:
        await client.subscribe(f"lab/{lab}/#")
        async for _ in client.messages:
            pass


async def listen_everywhere(port: int, tokens: dict[str, str]) -> None:
    """Hear everything from all houses."""
    async with asyncio.TaskGroup() as group:
        for lab, token in tokens.items():
            group.create_task(listen(port, lab, token))


if __name__ == "__main__":
    asyncio.run(listen_everywhere(int(sys.argv[1]), json.loads(sys.stdin.readline())))
