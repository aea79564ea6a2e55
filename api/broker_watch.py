"""Tells every lab what the broker saw of its own clients: refusals, denials, messages that were lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection

from simulator.broker.message import Message
from simulator.broker.observation import Observation
from simulator.broker_news import BrokerNews


class BrokerWatch:
    """An observer of the broker; `say` publishes, in the running event loop, once the broker is done."""

    def __init__(self, say: Callable[[Message], object], clock_ms: Callable[[], int]) -> None:
        self._say = say
        self._clock_ms = clock_ms
        self._loop = asyncio.get_running_loop()
        self._news: dict[str, BrokerNews] = {}

    def know(self, labs: Collection[str]) -> None:
        """These labs are told, and no others: their MQTT users have the same names."""
        self._news = {lab: self._news.get(lab) or BrokerNews() for lab in labs}

    def see(self, seen: Observation) -> None:
        """Pass an observation on to the lab whose client it was about."""
        news = self._news.get(seen.user or "")
        if news is None:
            return
        message = news.tell(seen, f"lab/{seen.user}", self._clock_ms())
        if message is not None:
            self._loop.call_soon(self._say, message)
