"""Clears what a broker has retained below a base topic."""

from __future__ import annotations

import asyncio

from simulator.broker.message import Message
from simulator.port import Port

_END = "_lab/swept"
_PATIENCE_S = 10.0


async def clear_retained(port: Port) -> None:
    """Make the broker forget every retained message below the port's base.

    Brokers bound how much they send at once, so it is listened again until nothing comes any more. Raises
    TimeoutError when the broker is away.
    """
    while found := await _retained(port):
        link = port.connect("sweep", None, (), lambda _: None, tuple)
        for topic in sorted(found):
            link.publish(Message(topic, b"", retain=True))
        link.close()
        await port.finish()


async def _retained(port: Port) -> set[str]:
    """Topics with a retained message: they come before what is published after the subscription."""
    found: set[str] = set()
    end = asyncio.Event()

    def hear(message: Message) -> None:
        if message.topic == _END:
            end.set()
        elif message.retain:
            found.add(message.topic)

    link = port.connect("sweep", None, ("#",), hear, lambda: [Message(_END, b"")])
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await end.wait()
    finally:
        link.close()
        await port.finish()
    return found
