"""Clears what a broker has retained at a topic and below it."""

from __future__ import annotations

import asyncio

from simulator.broker.message import Message
from simulator.port import Port

_PATIENCE_S = 10.0
_MOST_ROUNDS = 100


async def clear_retained(port: Port, topic: str) -> None:
    """Make the broker forget every retained message at this topic of the port and below it.

    Brokers bound how much they send at once, so it is listened again until nothing comes any more. Raises
    TimeoutError when the broker is away, or does not forget.
    """
    for _ in range(_MOST_ROUNDS):
        found = await _retained(port, topic)
        if not found:
            return
        link = port.connect("sweep", None, (), lambda _: None, tuple)
        for each in sorted(found):
            link.publish(Message(each, b"", retain=True))
        link.close()
        await port.finish()
    raise TimeoutError


async def _retained(port: Port, topic: str) -> set[str]:
    """Topics with a retained message: these come before what is published after the subscription."""
    found: set[str] = set()
    end = asyncio.Event()
    last = Message(f"{topic}/_lab/swept", b"")

    def hear(message: Message) -> None:
        if message.topic == last.topic:
            end.set()
        elif message.retain:
            found.add(message.topic)

    link = port.connect("sweep", None, (f"{topic}/#",), hear, lambda: [last])
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await end.wait()
    finally:
        link.close()
        await port.finish()
    return found
