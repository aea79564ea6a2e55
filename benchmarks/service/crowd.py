"""A class of three hundred hands in within a minute, while sixty houses live and the teacher looks on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

from benchmarks.service.judging import Judged, judge_kept
from benchmarks.service.lab import LabUnderTest
from benchmarks.service.living import living
from benchmarks.service.machine import Use, observed
from benchmarks.service.people import administrator_of, students_of
from benchmarks.service.student import EXERCISE, HandedIn, Student
from benchmarks.service.teacher import Teacher
from benchmarks.service.times import Times
from devices.text import Text

LIVED_IN = "motion-light"
"""The exercise in whose house the students live."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many take part."""

    students: int
    live_labs: int
    within_s: float
    """In which all hand in."""


FULL = Plan(students=300, live_labs=60, within_s=60.0)
QUICK = Plan(students=30, live_labs=6, within_s=10.0)

SIGNING_IN = Text(en="everybody signs in", fa="ورود همه")
OPENING = Text(en="the houses begin to live", fa="روشن‌شدن خانه‌ها")
HANDING_IN = Text(en="everybody hands in", fa="ارسال همه")
QUIET = Text(en="the same programs, one after another", fa="همان برنامه‌ها، یکی پس از دیگری")


@dataclass(frozen=True, slots=True)
class Crowd:
    """What was measured."""

    plan: Plan
    signing_in: Times
    meanwhile: Times
    """From the first submission to the last verdict."""
    machine: Use
    """As long as that was."""
    troubles: tuple[str, ...]
    """What went wrong for students, in words."""
    silences_s: tuple[float, ...]
    """For each live house the longest time in which its page heard nothing."""
    judged: Judged


def measure_crowd(lab: LabUnderTest, plan: Plan, begin: Callable[[Text], None]) -> Crowd:
    """Measure everything; `begin` is told what comes next. Raises `BenchmarksError`."""
    signing_in, meanwhile = Times(), Times()
    begin(SIGNING_IN)
    teacher = Teacher(administrator_of(lab, Times()))
    teacher.prepare(EXERCISE)
    students = [
        Student(person, number) for number, person in enumerate(students_of(lab, plan.students, signing_in))
    ]
    begin(OPENING)
    with living(lab.url, [each.person for each in students[: plan.live_labs]], LIVED_IN) as pages:
        begin(HANDING_IN)
        for person in (teacher.person, *(each.person for each in students)):
            person.noted_in(meanwhile)
        with teacher.looking_on(), observed(lab.processes()) as machine:
            crowd = _all_at_once(students, plan)
        for each in students:
            each.person.noted_in(Times())
    begin(QUIET)
    quiet = _one_of_each_program(students)
    return Crowd(
        plan=plan,
        signing_in=signing_in,
        meanwhile=meanwhile,
        machine=machine,
        troubles=tuple(each.trouble for each in students if each.trouble is not None),
        silences_s=tuple(page.silence_s for page in pages),
        judged=judge_kept(crowd, quiet, lab.kept()),
    )


def _all_at_once(students: Sequence[Student], plan: Plan) -> list[HandedIn]:
    moments = random.Random("crowd")
    begun = Event()
    with ThreadPoolExecutor(len(students)) as threads:
        for student in students:
            threads.submit(student.work, begun, moments.uniform(0, plan.within_s))
        begun.set()
    return [each.handed_in for each in students if each.handed_in is not None]


def _one_of_each_program(students: Iterable[Student]) -> list[HandedIn]:
    """Each program once more, graded before the next is handed in."""
    authors = {each.handed_in.program: each for each in students if each.handed_in}
    quiet = []
    for student in authors.values():
        quiet.append(student.hand_in("quiet"))
        student.follow()
    return quiet
