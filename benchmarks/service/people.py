"""Everybody who takes part, signed in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from benchmarks.service.lab import LabUnderTest
from benchmarks.service.person import Person
from benchmarks.service.times import Times

_AT_ONCE = 8
"""So many doors the classroom has."""


def administrator_of(lab: LabUnderTest, times: Times) -> Person:
    """Whoever has started the lab. Raises `ServiceFailed`."""
    person = Person(lab.url, times)
    person.sign_in({"link": lab.link})
    return person


def students_of(lab: LabUnderTest, count: int, times: Times) -> list[Person]:
    """So many students of the class. Raises `ServiceFailed`."""

    def enter(number: int) -> Person:
        person = Person(lab.url, times)
        person.sign_in({"class_code": lab.class_code, "name": f"Student {number}", "pin": "135790"})
        return person

    with ThreadPoolExecutor(_AT_ONCE) as doors:
        return list(doors.map(enter, range(count)))
