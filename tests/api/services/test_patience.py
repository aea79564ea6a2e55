"""Work waits for disk and database, and for nothing else."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from api.services.patience import patiently


def trouble(name: str) -> OperationalError:
    cause = sqlite3.OperationalError(name)
    cause.sqlite_errorname = name
    return OperationalError("INSERT", {}, cause)


class Moody:
    """Fails so many times with this error, then works."""

    def __init__(self, times: int, error: Exception) -> None:
        self._times = times
        self._error = error

    def __call__(self) -> str:
        self._times -= 1
        if self._times >= 0:
            raise self._error
        return "stored"


def test_it_waits_longer_each_time_until_the_trouble_is_over() -> None:
    waits: list[float] = []

    def wait(seconds: float) -> bool:
        waits.append(seconds)
        return False

    assert patiently(Moody(7, trouble("SQLITE_FULL")), wait) == "stored"
    assert waits == [1, 2, 4, 8, 16, 30, 30]


def test_a_mistake_of_ours_is_not_tried_again() -> None:
    with pytest.raises(OperationalError):
        patiently(Moody(1, trouble("SQLITE_ERROR")), lambda _: pytest.fail("there is nothing to wait for"))


def test_when_there_is_no_time_left_the_trouble_is_told() -> None:
    with pytest.raises(OperationalError):
        patiently(Moody(1, trouble("SQLITE_BUSY")), lambda _: True)
