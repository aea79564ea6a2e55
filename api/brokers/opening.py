"""Which broker it is: the lab's own, or one elsewhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.brokers.embedded import embedded_broker
from api.brokers.external import external_broker
from api.brokers.house_broker import HouseBroker
from api.settings import Settings
from api.store.database import Sessions


@asynccontextmanager
async def open_broker(settings: Settings, sessions: Sessions, secret: bytes) -> AsyncIterator[HouseBroker]:
    """The broker of the settings while the block lasts. Raises BrokerUrlMistaken, BrokerAuthorityUnusable."""
    if settings.broker_url is not None:
        yield external_broker(settings, secret)
        return
    async with embedded_broker(settings, sessions, secret) as broker:
        yield broker
