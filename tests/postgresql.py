"""A real PostgreSQL for tests, with a database of its own for whoever asks.

    with running_postgresql() as server:
        settings = Settings(data=folder, database_url=server.database("prepared"))
        ...
        another = server.database("test", template="prepared")

With TEST_DATABASE=postgresql, all tests of the service that take `settings` or `lab` run on it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine

from tests.ports import free_port

_USER = "khaneh"
# What these tests write need not outlive a power cut.
_OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300"


class PostgresqlMissing(Exception):
    """There is no PostgreSQL here; the message says what to do."""


@dataclass(frozen=True)
class Postgresql:
    """A server that listens on loopback."""

    port: int

    def database(self, name: str, template: str = "template1") -> str:
        """The URL of a new database, a copy of the template, to which nobody may be connected."""
        engine = create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        engine.dispose()
        return self._url(name)

    def _url(self, name: str) -> str:
        # The queue's tables lie in a schema of their own, which tests name no more than on SQLite.
        return (
            f"postgresql+psycopg://{_USER}@127.0.0.1:{self.port}/{name}?options=-csearch_path%3Dpublic,dbos"
        )


@contextmanager
def running_postgresql() -> Iterator[Postgresql]:
    """A server with data of its own, until the context ends. Raises PostgresqlMissing."""
    programs = _programs()
    # Not below pytest's own folders: those are closed to the user whom the server runs as.
    folder = Path(tempfile.mkdtemp(prefix="khaneh-postgresql-"))
    user = "postgres" if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(folder, user)
    data, port = folder / "data", free_port()

    def call(program: str, *arguments: str) -> None:
        command = [str(programs / program), "--pgdata", str(data), *arguments]
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    listening = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories="
    call("initdb", "--username", _USER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync")
    try:
        call("pg_ctl", "--wait", "--log", str(folder / "log"), "-o", f"{listening} {_OPTIONS}", "start")
        yield Postgresql(port)
    finally:
        call("pg_ctl", "--wait", "--mode", "immediate", "stop")
        shutil.rmtree(folder)


def _programs() -> Path:
    """Where the server's own programs lie: on the PATH, or where Debian keeps them."""
    on_path = shutil.which("pg_ctl")
    if on_path is not None:
        return Path(on_path).parent
    for found in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        return found
    raise PostgresqlMissing("PostgreSQL is not installed: install the package postgresql")
