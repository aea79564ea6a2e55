"""Which houses are awake: those in which somebody was, or of which somebody wanted something, a while ago."""

from datetime import UTC, datetime, timedelta

import pytest

from api.store.houses import LiveLab
from api.wakefulness import Wakefulness

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
IDLE = timedelta(minutes=15)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wakefulness(clock: Clock) -> Wakefulness:
    return Wakefulness(IDLE, clock)


def lab(name: str, *, created_ago: timedelta = timedelta(days=1), used_at: datetime | None = None) -> LiveLab:
    return LiveLab(id=name, created_at=NOON - created_ago, used_at=used_at)


def names(labs: list[LiveLab]) -> list[str]:
    return [each.id for each in labs]


def test_a_lab_is_awake_for_a_while_after_it_was_made_or_used(wakefulness: Wakefulness, clock: Clock) -> None:
    labs = [lab("new", created_ago=timedelta(0)), lab("used", used_at=NOON), lab("old")]
    assert names(wakefulness.awake(labs)) == ["new", "used"]
    clock.now += IDLE
    assert wakefulness.awake(labs) == []


def test_somebody_who_is_in_it_keeps_it_awake(wakefulness: Wakefulness, clock: Clock) -> None:
    labs = [lab("mine"), lab("yours")]
    for _ in range(3):
        wakefulness.notice(["mine"])
        clock.now += IDLE / 2
        assert names(wakefulness.awake(labs)) == ["mine"]
    clock.now += IDLE / 2
    assert wakefulness.awake(labs) == []


def test_without_a_limit_none_ever_sleeps(clock: Clock) -> None:
    labs = [lab("old", created_ago=timedelta(days=1000))]
    assert Wakefulness(None, clock).awake(labs) == labs
