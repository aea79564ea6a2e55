"""What the tests of the service share."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.composition import compose, greet, prepare
from api.services.catalogue import Shipped
from api.settings import Settings
from tests.api.running_lab import Lab, RecordedHouse, serving
from tests.ports import free_port
from tests.postgresql import Postgresql, running_postgresql

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql | None]:
    """The server of the tests' databases, if TEST_DATABASE=postgresql asks for one; else each is a SQLite file."""
    if os.environ.get("TEST_DATABASE") != "postgresql":
        yield None
        return
    with running_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def prepared_data(tmp_path_factory: pytest.TempPathFactory, postgresql: Postgresql | None) -> Path:
    """A data folder as it is after the first start; made once, copied for each test."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    prepare(Settings(data=folder, database_url=postgresql.database("prepared") if postgresql else None))
    return folder


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    """The exercises that come with the lab, read once for all tests."""
    return Shipped()


@pytest.fixture
def settings(tmp_path: Path, prepared_data: Path, postgresql: Postgresql | None) -> Settings:
    data = tmp_path / "data"
    shutil.copytree(prepared_data, data)
    database = postgresql.database(f"test-{next(_numbers)}", template="prepared") if postgresql else None
    return Settings(
        data=data, database_url=database, host="127.0.0.1", port=free_port(), mqtt_port=free_port()
    )


@pytest.fixture
def lab(settings: Settings, shipped: Shipped) -> Iterator[Lab]:
    house = RecordedHouse()
    service = compose(settings, lambda _secret: house, shipped)
    with serving(service) as url:
        lab = Lab(url, service, house, greet(settings))
        yield lab
        for client in lab.clients:
            client.close()
    service.engine.dispose()
