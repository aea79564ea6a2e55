"""Opens the database and brings it to the present version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

from api.store.storable import refuse_unstorable

_MIGRATIONS = Path(__file__).parent / "migrations"

Sessions = sessionmaker[Session]

_SQLITE_CONNECTIONS = 40
"""One for each thread that answers requests (AnyIO's limit): opening one costs more than most requests do."""


def open_engine(url: str) -> Engine:
    """An engine for a SQLAlchemy URL; SQLite is set up for several processes and for power cuts."""
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, pool_size=_SQLITE_CONNECTIONS)
        event.listen(engine, "connect", _set_up_sqlite)
    else:
        engine = create_engine(url, pool_pre_ping=True)
    refuse_unstorable(engine)
    return engine


def open_sessions(engine: Engine) -> Sessions:
    """The maker of sessions; objects stay readable after the commit."""
    return sessionmaker(engine, expire_on_commit=False)


def migrate(engine: Engine) -> None:
    """Run every migration that the database has not seen yet; to be called by one process at a time."""
    _close_to_others(engine)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _close_to_others(engine: Engine) -> None:
    """What it keeps about people is not for other users of the machine; SQLite's own files follow it."""
    if engine.dialect.name == "sqlite" and engine.url.database:
        file = Path(engine.url.database)
        file.touch(mode=0o600)
        file.chmod(0o600)


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # A receipt is given only for what survives a power cut, hence FULL.
    for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
