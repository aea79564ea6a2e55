"""Which houses are awake: those in which somebody was, or of which somebody wanted something, a while ago."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from api.services.labs import awake_labs
from api.settings import Settings
from api.store.database import open_engine, open_sessions
from api.store.houses import LiveLab
from api.wakefulness import Wakefulness, idle_time

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
IDLE = timedelta(minutes=15)


class Street:
    """Labs, and who lives in which; `awake` says which of them are."""

    def __init__(self, session: Session, idle: timedelta | None = IDLE) -> None:
        self.now = NOON
        self.session = session
        self.wakefulness = Wakefulness(idle, lambda: self.now)
        for name, created_at, used_at in (
            ("new", NOON, None),
            ("used", NOON - timedelta(days=1), NOON),
            ("old", NOON - timedelta(days=1), None),
        ):
            session.add(LiveLab(id=name, scenario="winter-day", created_at=created_at, used_at=used_at))
        session.flush()

    def awake(self) -> set[str]:
        since, noticed = self.wakefulness.lately()
        return {lab.id for lab in awake_labs(self.session, since, noticed)} - {"demo"}


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    engine = open_engine(settings.database)
    with open_sessions(engine)() as session:
        yield session
    engine.dispose()


def test_a_lab_is_awake_for_a_while_after_it_was_made_or_used(session: Session) -> None:
    street = Street(session)
    assert street.awake() == {"new", "used"}
    street.now += IDLE
    assert street.awake() == set()


def test_somebody_who_is_in_it_keeps_it_awake(session: Session) -> None:
    street = Street(session)
    street.now += IDLE
    for _ in range(3):
        street.wakefulness.notice(["old"])
        street.now += IDLE / 2
        assert street.awake() == {"old"}
    street.now += IDLE / 2
    assert street.awake() == set()


def test_where_none_ever_sleeps_all_are_awake(session: Session) -> None:
    street = Street(session, idle=None)
    street.now += timedelta(days=1000)
    assert street.awake() == {"new", "used", "old"}


def test_where_nobody_tells_who_is_connected_houses_stay_awake_for_a_day() -> None:
    assert idle_time(15, sees_visitors=True) == timedelta(minutes=15)
    assert idle_time(15, sees_visitors=False) == timedelta(days=1)
    assert idle_time(0, sees_visitors=False) is None
