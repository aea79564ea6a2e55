"""The parts that the routes work with, put together once in `api/app.py`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from api.house_link import HouseLink
from api.jobs import Jobs
from api.page_tokens import PageTokens
from api.security import Passwords
from api.services.catalogue import Catalogue
from api.services.sign_in import SignIn
from api.services.watching import Watcher
from api.settings import Settings
from api.store.database import Sessions
from api.watched_clock import WatchedClock
from simulator.broker_address import BrokerAddress


@dataclass(frozen=True, slots=True)
class Service:
    """Everything a route may need."""

    settings: Settings
    engine: Engine
    sessions: Sessions
    passwords: Passwords
    sign_in: SignIn
    catalogue: Catalogue
    jobs: Jobs
    watcher: Watcher
    house: HouseLink
    broker: BrokerAddress
    page_tokens: PageTokens
    clock: WatchedClock
    """By which things are received."""
    secret: bytes
    """The installation's secret."""
