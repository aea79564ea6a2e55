"""How long grading takes, by style of program, and whether many at once disturb each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from os import sched_getaffinity
from statistics import median
from time import perf_counter

from benchmarks.grade.style import Grading, Task, grade, styles
from exercises.exercise import CATALOG

MOTION_LIGHT = "motion-light"
_FOLDER = CATALOG / "u4" / MOTION_LIGHT
SOLUTION = Task(MOTION_LIGHT, _FOLDER / "solution.py", MOTION_LIGHT)
HANDED_IN = (
    SOLUTION,
    *(Task(file.stem, file, MOTION_LIGHT) for file in sorted(_FOLDER.glob("wrong_*.py"))),
)
"""What is handed in again and again when many are graded at once."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    rounds: int
    at_once: int
    """Submissions that wait for the workers at the same time."""


FULL = Plan(rounds=5, at_once=300)
QUICK = Plan(rounds=2, at_once=12)


@dataclass(frozen=True, slots=True)
class Style:
    """Medians over the rounds of one style of program."""

    wall_s: float
    cpu_s: float
    memory_mb: float
    score: int
    trace_sha256: str
    identical: bool
    """Whether every round left the same trace and score."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What came of many submissions at once."""

    submissions: int
    workers: int
    wall_s: float
    lost: int
    wrong: int
    """Verdicts that differ from what the same program got alone."""


def measure_style(task: Task, rounds: int) -> Style:
    """Grade a task in a new process: once to begin with, then for some rounds that count."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as worker:
        worker.submit(grade, task).result()
        return summarised([worker.submit(grade, task).result() for _ in range(rounds)])


def summarised(gradings: Sequence[Grading]) -> Style:
    """The medians of some rounds."""
    first = gradings[0]
    return Style(
        wall_s=median(each.wall_s for each in gradings),
        cpu_s=median(each.cpu_s for each in gradings),
        memory_mb=max(each.memory_mb for each in gradings),
        score=first.score,
        trace_sha256=first.trace_sha256,
        identical=len({(each.trace_sha256, each.score) for each in gradings}) == 1,
    )


def measure_crowd(submissions: int) -> Crowd:
    """Hand in so many programs at once, to one worker a core; a verdict must be what one alone has got."""
    workers = len(sched_getaffinity(0))
    tasks = [HANDED_IN[number % len(HANDED_IN)] for number in range(submissions)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        alone = {task: _outcome(pool.submit(grade, task).result()) for task in HANDED_IN}
        began = perf_counter()
        waiting = [(task, pool.submit(grade, task)) for task in tasks]
        outcomes = [(task, _outcome(each.result())) for task, each in waiting if each.exception() is None]
        wall_s = perf_counter() - began
    return Crowd(
        submissions=submissions,
        workers=workers,
        wall_s=wall_s,
        lost=submissions - len(outcomes),
        wrong=sum(outcome != alone[task] for task, outcome in outcomes),
    )


def measure_styles(plan: Plan, begin: Callable[[str], None]) -> dict[str, Style]:
    """Every style of the busy flat; `begin` is told each one's name."""
    measured = {}
    for task in styles():
        begin(task.name)
        measured[task.name] = measure_style(task, plan.rounds)
    return measured


def _outcome(grading: Grading) -> tuple[int, str]:
    return grading.score, grading.trace_sha256
