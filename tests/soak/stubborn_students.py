"""Students who try again until the lab takes what they hand in, and wait for every verdict."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from threading import Event
from time import monotonic
from typing import TypeVar

from api.whole_lab import WholeLab
from benchmarks.service.errors import ServiceFailed
from benchmarks.service.people import administrator_of, students_of
from benchmarks.service.student import EXERCISE, EXERCISE_FOLDER, HandedIn, Student
from benchmarks.service.teacher import Teacher
from benchmarks.service.times import Times

LONGEST_PAUSE_S = 10.0
PATIENCE_S = 1800.0

Done = TypeVar("Done")


def stubbornly(action: Callable[[], Done]) -> Done:
    """Do it again until the lab lets it be done, as a page does that says “trying again …”."""
    deadline = monotonic() + PATIENCE_S
    while True:
        try:
            return action()
        except (ServiceFailed, OSError, HTTPException):
            if monotonic() > deadline:
                raise
            Event().wait(0.5)


def hand_in_again_and_again(student: Student, times: int, seed: str) -> list[HandedIn]:
    pauses = random.Random(seed)
    receipts = []
    for number in range(times):
        Event().wait(pauses.uniform(0, LONGEST_PAUSE_S))
        receipts.append(stubbornly(lambda key=f"number {number}": student.hand_in(key)))
    return receipts


def hand_in_all(students: Sequence[Student], each: int) -> list[HandedIn]:
    with ThreadPoolExecutor(len(students)) as threads:
        stories = [
            threads.submit(hand_in_again_and_again, student, each, f"student {number}")
            for number, student in enumerate(students)
        ]
        return [receipt for story in stories for receipt in story.result()]


def wait_for_verdicts(lab: WholeLab, receipts: Sequence[HandedIn]) -> None:
    deadline = monotonic() + PATIENCE_S
    waiting = {receipt.submission for receipt in receipts}
    while waiting and monotonic() < deadline:
        Event().wait(1.0)
        waiting -= {each.submission for each in lab.kept() if each.status is not None}


def one_of_each_program(students: Sequence[Student]) -> list[HandedIn]:
    authors = {each.handed_in.program: each for each in students if each.handed_in is not None}
    return [stubbornly(lambda author=author: author.hand_in("in peace")) for author in authors.values()]


def school_of(lab: WholeLab, count: int) -> list[Student]:
    """So many students of a class that was given the exercise."""
    lab.publish(EXERCISE, EXERCISE_FOLDER)
    door = lab.under_test()
    Teacher(administrator_of(door, Times())).prepare(EXERCISE)
    return [Student(person, number) for number, person in enumerate(students_of(door, count, Times()))]
