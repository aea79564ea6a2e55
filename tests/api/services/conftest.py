"""What the tests of the services share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.settings import Settings
from api.store.database import open_engine, open_sessions
from tests.api.school import School, open_school


@pytest.fixture
def school(settings: Settings) -> Iterator[School]:
    """A class with its teacher, in a database without a server around it; nothing of it is committed."""
    engine = open_engine(settings.database)
    with open_sessions(engine)() as session:
        yield open_school(session)
    engine.dispose()
