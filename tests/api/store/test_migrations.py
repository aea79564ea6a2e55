"""The migrations lead from nothing to exactly the tables that the code knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from api.store.database import migrate, open_engine
from api.store.tables import metadata


def test_migrations_make_the_tables_that_the_models_describe(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/khaneh.sqlite")
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/khaneh.sqlite")
    migrate(engine)
    tables = inspect(engine).get_table_names()
    migrate(engine)
    assert inspect(engine).get_table_names() == tables
    engine.dispose()


def test_sqlite_waits_for_others_and_survives_power_cuts(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/khaneh.sqlite")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2
        assert connection.scalar(text("PRAGMA busy_timeout")) == 10_000
    engine.dispose()


def test_foreign_keys_are_kept(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/khaneh.sqlite")
    migrate(engine)
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(
            text(
                "INSERT INTO mqtt_credentials (username, token_hash, lab_id) VALUES ('u', 'hash', 'no such lab')"
            )
        )
    engine.dispose()
