"""Puts the service together from its settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import select

from api.brokers.address import broker_address
from api.clock import steady_s, utc_now
from api.house_link import HouseLink
from api.installation_secret import installation_secret
from api.jobs import Jobs, prepare_queue
from api.page_tokens import PageTokens
from api.security import Passwords
from api.services.catalogue import Shipped, open_catalogue
from api.services.installation import Welcome, prepare_installation, welcome
from api.services.sign_in import SignIn
from api.services.watching import Watcher, look_at
from api.settings import Settings
from api.state import Service
from api.store.database import Sessions, migrate, open_engine, open_sessions
from api.store.work import Submission
from api.watched_clock import WatchedClock


def prepare(settings: Settings) -> None:
    """Bring data folder and database to the present version; by one process, before the others start."""
    secret = installation_secret(settings.data)
    engine = open_engine(settings.database)
    try:
        migrate(engine)
        prepare_queue(settings.database)
        with open_sessions(engine).begin() as session:
            prepare_installation(session, secret, utc_now())
    finally:
        engine.dispose()


def greet(settings: Settings) -> Welcome:
    """What to tell the operator at the start; makes a new sign-in link and voids the one before."""
    engine = open_engine(settings.database)
    try:
        with open_sessions(engine).begin() as session:
            return welcome(session, installation_secret(settings.data), utc_now())
    finally:
        engine.dispose()


def compose(
    settings: Settings, house: Callable[[bytes], HouseLink], shipped: Shipped | None = None
) -> Service:
    """The parts of the API process, over a database that `prepare` has seen.

    `house` makes the link to the house process from the installation's secret.
    """
    engine = open_engine(settings.database)
    sessions = open_sessions(engine)
    secret = installation_secret(settings.data)
    passwords = Passwords()
    return Service(
        settings=settings,
        engine=engine,
        sessions=sessions,
        passwords=passwords,
        sign_in=SignIn(sessions, passwords, utc_now),
        catalogue=open_catalogue(sessions, settings.data, shipped),
        jobs=Jobs(engine),
        watcher=Watcher(partial(look_at, sessions)),
        house=house(secret),
        broker=broker_address(settings),
        page_tokens=PageTokens(secret, utc_now),
        clock=WatchedClock(utc_now, steady_s, _newest_receipt(sessions)),
        secret=secret,
    )


def _newest_receipt(sessions: Sessions) -> datetime | None:
    with sessions() as session:
        newest = select(Submission.received_at).order_by(Submission.number.desc()).limit(1)
        return session.scalar(newest)
