"""Sending at a steady rate."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

STEP_S = 0.001


async def each_millisecond(count: int, send: Callable[[int], None]) -> None:
    """Call `send(0)` to `send(count - 1)`, one a millisecond; one that is late does not delay the others."""
    loop = asyncio.get_running_loop()
    finished: asyncio.Future[None] = loop.create_future()
    start = loop.time()

    def step(number: int) -> None:
        send(number)
        if number + 1 < count:
            loop.call_at(start + (number + 1) * STEP_S, step, number + 1)
        else:
            finished.set_result(None)

    step(0)
    await finished
