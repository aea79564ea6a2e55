"""The clock of receipts: what is received at a time that nobody can vouch for is refused, and only then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from api.clock import utc_now
from api.composition import compose, greet
from api.watched_clock import SETTLING_S, TOLERANCE, ClockWasSet, WatchedClock
from tests.api.running_lab import Lab, RecordedHouse, serving

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
YEAR = timedelta(days=365)


@dataclass
class Machine:
    """A machine with a clock that can be set."""

    shows: datetime = NOON
    up_s: float = 1_000.0

    def clock(self, newest: datetime | None = None) -> WatchedClock:
        return WatchedClock(lambda: self.shows, lambda: self.up_s, newest)

    def pass_by(self, seconds: float) -> None:
        self.shows += timedelta(seconds=seconds)
        self.up_s += seconds


def refused(clock: WatchedClock) -> str:
    with pytest.raises(ClockWasSet) as refusal:
        clock.now()
    return str(refusal.value)


def test_it_shows_what_the_machine_shows() -> None:
    machine = Machine()
    clock = machine.clock()
    for seconds in (0, 1, 86_400 * 30):
        machine.pass_by(seconds)
        assert clock.now() == machine.shows


def test_a_clock_that_a_time_server_bends_is_believed_all_along() -> None:
    machine = Machine()
    clock = machine.clock()
    for _ in range(10):
        machine.pass_by(3600)
        machine.shows += TOLERANCE / 2
        assert clock.now() == machine.shows


@pytest.mark.parametrize("step", [timedelta(hours=1), -timedelta(hours=1), YEAR, -YEAR])
def test_a_clock_that_was_set_is_not_believed_until_it_is_back(step: timedelta) -> None:
    machine = Machine()
    clock = machine.clock()
    machine.shows += step
    assert f"{step.total_seconds() / 60:+.0f} minutes" in refused(clock)
    machine.pass_by(5)
    refused(clock)
    machine.shows -= step
    assert clock.now() == machine.shows


def test_a_clock_that_stays_where_it_was_set_is_believed_after_a_while() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.shows -= YEAR
    refused(clock)
    machine.pass_by(SETTLING_S - 1)
    refused(clock)
    machine.pass_by(1)
    assert clock.now() == machine.shows
    machine.pass_by(1)
    assert clock.now() == machine.shows


def test_each_step_has_to_settle_anew() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.shows += YEAR
    refused(clock)
    machine.pass_by(SETTLING_S - 1)
    machine.shows += YEAR
    refused(clock)
    machine.pass_by(SETTLING_S - 1)
    refused(clock)


def test_a_machine_that_wakes_before_its_last_receipt_has_a_wrong_clock() -> None:
    machine = Machine()
    newest = NOON + YEAR
    clock = machine.clock(newest)
    refused(clock)
    machine.shows = newest + timedelta(minutes=10)
    assert clock.now() == machine.shows, "it was put right"
    assert machine.clock(newest).now() == machine.shows, "a receipt of before is as it should be"


def test_what_is_handed_in_at_such_a_time_is_refused_with_a_reason_and_taken_later(settings, shipped) -> None:
    machine = Machine(utc_now())
    house = RecordedHouse()
    service = replace(compose(settings, lambda _secret: house, shipped), clock=machine.clock())
    with serving(service) as url:
        lab = Lab(url, service, house, greet(settings))
        student = lab.student()
        machine.shows -= YEAR
        refusal = hand_in(student)
        assert (refusal.status_code, refusal.json()["code"]) == (503, "clock_was_set")
        assert "525600" in refusal.json()["says"]["fa"], "it says by how many minutes"
        assert student.get("/readyz").json()["reasons"] == ["the clock was set a moment ago"]
        machine.shows += YEAR
        assert hand_in(student).status_code == 201
        assert student.get("/readyz").status_code == 200
        student.close()
    service.engine.dispose()


def hand_in(student: httpx.Client) -> httpx.Response:
    return student.post("/api/exercises/motion-light/submissions", json={"files": {"main.py": "print()"}})
