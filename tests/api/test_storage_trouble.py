"""A disk that is full, a database that others keep to themselves: refused with a reason, and over by itself."""

from __future__ import annotations

import contextlib
import resource
import sqlite3
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api.store.troubles import trouble_of
from api.store.work import Submission
from tests.api.running_lab import Lab

HAND_IN = "/api/exercises/motion-light/submissions"
PROGRAM = {"files": {"main.py": "#" * 100_000}}


def hand_in(student: httpx.Client) -> httpx.Response:
    return student.post(HAND_IN, json=PROGRAM, headers={"Idempotency-Key": "one"})


def database_file(lab: Lab) -> str:
    return str(lab.service.settings.data / "khaneh.sqlite")


@contextlib.contextmanager
def pragma(lab: Lab, during: str, afterwards: str) -> Iterator[None]:
    """Each connection of the API has it so while the context lasts."""
    present = [during]

    def set_up(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA {present[0]}")

    event.listen(lab.service.engine, "checkout", set_up)
    yield
    present[0] = afterwards


@contextlib.contextmanager
def locked(lab: Lab) -> Iterator[None]:
    """Another program writes, and does not end."""
    other = sqlite3.connect(database_file(lab), isolation_level=None)
    with pragma(lab, "busy_timeout=20", "busy_timeout=10000"), contextlib.closing(other):
        other.execute("BEGIN IMMEDIATE")
        yield


@contextlib.contextmanager
def full(lab: Lab) -> Iterator[None]:
    """The database may not grow: to SQLite that is what a full disk is."""
    with pragma(lab, "max_page_count=1", "max_page_count=1000000"):
        yield


@contextlib.contextmanager
def unwritable(_lab: Lab) -> Iterator[None]:
    """No file of this process may grow."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(
    ("trouble", "code"), [(locked, "storage_busy"), (full, "storage_full"), (unwritable, "storage_failing")]
)
def test_what_cannot_be_stored_is_refused_with_a_reason_and_stored_once_it_can_be(lab, trouble, code) -> None:
    student = lab.student()
    with trouble(lab):
        refusal = hand_in(student)
        assert (refusal.status_code, refusal.json()["code"]) == (503, code)
        assert refusal.headers["content-type"] == "application/problem+json"
        assert int(refusal.headers["retry-after"]) > 0, "when to try again"
        assert refusal.json()["says"]["fa"], "in both languages"
        assert student.get("/api/submissions").json() == [], "reading works all the same"
    assert hand_in(student).status_code == 201, "it recovers by itself"
    assert hand_in(student).status_code == 201, "the same key is the same submission"
    with lab.service.sessions() as session:
        assert session.scalar(select(func.count(Submission.number))) == 1


class OfDriver(Exception):
    """An error as a driver for PostgreSQL raises it."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "code"),
    [
        ("53100", "storage_full"),
        ("53300", "storage_away"),
        ("40P01", "storage_busy"),
        ("55P03", "storage_busy"),
        ("57P03", "storage_away"),
        ("08006", "storage_away"),
        ("58030", "storage_failing"),
        (None, "storage_away"),
    ],
)
def test_a_database_elsewhere_has_the_same_troubles(sqlstate, code) -> None:
    trouble = trouble_of(OperationalError("SELECT 1", {}, OfDriver(sqlstate)))
    assert trouble is not None
    assert trouble.code == code


@pytest.mark.parametrize(
    "error", [OperationalError("SELECT 1", {}, OfDriver("42P01")), ValueError(), OSError(2, "no such file")]
)
def test_a_mistake_of_ours_is_no_trouble_of_the_disk(error) -> None:
    assert trouble_of(error) is None


def test_too_many_requests_for_the_connections_are_asked_to_wait() -> None:
    trouble = trouble_of(PoolTimeout())
    assert trouble is not None
    assert trouble.code == "storage_busy"
