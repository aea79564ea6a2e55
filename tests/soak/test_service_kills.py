"""Whoever is killed: nothing that was handed in is lost or graded twice, and every verdict is the right one."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TypeVar

import pytest

from api.whole_lab import WholeLab, whole_lab
from benchmarks.service.errors import ServiceFailed
from benchmarks.service.judging import Judged, judge_kept
from benchmarks.service.living import living
from benchmarks.service.people import administrator_of, students_of
from benchmarks.service.student import EXERCISE, EXERCISE_FOLDER, HandedIn, Student
from benchmarks.service.teacher import Teacher
from benchmarks.service.times import Times
from tests.soak.killer import Killer

STUDENTS = 30
EACH = 10
"""Three hundred submissions in all."""
LONGEST_PAUSE_S = 10.0
LIVE_LABS = 3
WORKERS = 2
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


def hand_in_again_and_again(student: Student, seed: str) -> list[HandedIn]:
    pauses = random.Random(seed)
    receipts = []
    for number in range(EACH):
        Event().wait(pauses.uniform(0, LONGEST_PAUSE_S))
        receipts.append(stubbornly(lambda key=f"number {number}": student.hand_in(key)))
    return receipts


def hand_in_all(students: Sequence[Student]) -> list[HandedIn]:
    with ThreadPoolExecutor(len(students)) as threads:
        stories = [
            threads.submit(hand_in_again_and_again, student, f"student {number}")
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


@pytest.mark.soak
def test_three_hundred_submissions_survive_whoever_is_killed(tmp_path: Path) -> None:
    with whole_lab(tmp_path, workers=WORKERS) as lab:
        lab.publish(EXERCISE, EXERCISE_FOLDER)
        door = lab.under_test()
        Teacher(administrator_of(door, Times())).prepare(EXERCISE)
        people = students_of(door, STUDENTS, Times())
        students = [Student(person, number) for number, person in enumerate(people)]
        killer = Killer(lab, "kills")
        with living(lab.url, people[:LIVE_LABS], "motion-light") as pages:
            with killer.at_large():
                receipts = hand_in_all(students)
                wait_for_verdicts(lab, receipts)
            heard = [page.messages for page in pages]
            quiet = one_of_each_program(students)
            wait_for_verdicts(lab, quiet)
            stubbornly(lambda: all_heard_again(heard, [page.messages for page in pages]))
        judged = judge_kept(receipts, quiet, lab.kept())
    # What `pytest -s` shows is the proof of a long night.
    sys.stdout.write(f"killed: {dict(killer.killed)}; {judged}\n")
    assert set(killer.killed) == {"api", "house", "worker-1", "worker-2"}, "everybody's turn should have come"
    assert judged == Judged(submissions=STUDENTS * EACH, lost=0, doubled=0, wrong=0)


def all_heard_again(before: Sequence[int], now: Sequence[int]) -> None:
    """Raise OSError until every house has spoken again."""
    if not all(later > earlier for earlier, later in zip(before, now, strict=True)):
        raise OSError("a live house is silent")
