"""What the tests of private exercises share: a prepared database, an author, and a queue that takes notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from api.jobs import Job, JobState
from api.security import new_id
from api.services.catalogue import Catalogue, Shipped, open_catalogue
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from api.store.people import User

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass
class RecordedJobs:
    """Stands in for the queue: what was asked for, and how the test says that it stands."""

    asked: list[Job] = field(default_factory=list)
    states: dict[str, JobState] = field(default_factory=dict)
    resumed: list[str] = field(default_factory=list)

    def ask(self, _session: Session, job: Job) -> None:
        self.asked.append(job)

    def resume(self, job: str) -> None:
        self.resumed.append(job)

    def look_up(self, jobs: Iterable[str]) -> dict[str, JobState]:
        return {job: self.states[job] for job in jobs if job in self.states}


@pytest.fixture
def jobs() -> RecordedJobs:
    return RecordedJobs()


@pytest.fixture
def sessions(settings: Settings) -> Iterator[Sessions]:
    engine = open_engine(settings.database)
    yield open_sessions(engine)
    engine.dispose()


@pytest.fixture
def catalogue(settings: Settings, sessions: Sessions, shipped: Shipped) -> Catalogue:
    return open_catalogue(sessions, settings.data, shipped)


@pytest.fixture
def author(sessions: Sessions) -> User:
    with sessions.begin() as session:
        user = User(id=new_id(), role="instructor", name="استاد", created_at=NOW)
        session.add(user)
    return user
