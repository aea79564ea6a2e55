"""A broker of the lab on TCP, in a thread of its own, so that it serves clients of every kind."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Iterator

import pytest

from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.credentials import Credentials, hash_token
from simulator.broker.server import serve
from tests.clients.library import PATIENCE_S


@pytest.fixture
def port() -> Iterator[int]:
    """Where the broker listens; it knows u1 and u2, both by the token `secret`."""
    listening: queue.Queue[int] = queue.Queue()
    stop: queue.Queue[object] = queue.Queue()
    credentials = Credentials()
    for name in ("u1", "u2"):
        credentials.put(User(name, f"lab/{name}"), hash_token(b"secret"))

    async def run() -> None:
        loop, finished = asyncio.get_running_loop(), asyncio.Event()
        broker = Broker(clock_ms=lambda: int(loop.time() * 1000), authenticate=credentials.authenticate)
        async with serve(broker, "127.0.0.1", 0) as server:
            stop.put(lambda: loop.call_soon_threadsafe(finished.set))
            listening.put(server.port)
            await finished.wait()

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    yield listening.get(timeout=PATIENCE_S)
    stop.get()()  # type: ignore[operator]
    thread.join(PATIENCE_S)
