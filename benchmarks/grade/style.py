"""One program, graded again and again in a worker's process."""

from __future__ import annotations

import resource
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from exercises.exercise import Exercise, load_exercise
from exercises.grading import Grader, Seed, grade_submission
from exercises.sandbox.choose import choose_sandbox

HERE = Path(__file__).parent
BUSY_FLAT = str(HERE / "exercise")
MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Task:
    """A program, and the exercise that it is handed in for: an id, or a folder."""

    name: str
    program: Path
    exercise: str = BUSY_FLAT


@dataclass(frozen=True, slots=True)
class Grading:
    """What one grading took, from the student's files to the verdict, on one seed; and what came of it."""

    wall_s: float
    cpu_s: float
    memory_mb: float
    """The most that the worker and the program had in RAM together."""
    score: int
    trace_sha256: str


def styles() -> list[Task]:
    """Every style of program, by name."""
    return [Task(file.stem, file) for file in sorted((HERE / "programs").glob("*.py"))]


def grade(task: Task) -> Grading:
    """Grade a task once in this process, which keeps what a worker keeps: its modules and the exercise."""
    exercise, grader = _loaded(task.exercise), _grader()
    files = {task.program.name: task.program.read_bytes()}
    wall_s, cpu_s = time.perf_counter(), _cpu_s()
    verdict = grade_submission(
        exercise, files, student="bench", base="lab/bench", seeds=[Seed(1)], grader=grader
    )
    return Grading(
        wall_s=time.perf_counter() - wall_s,
        cpu_s=_cpu_s() - cpu_s,
        memory_mb=_memory_mb(),
        score=verdict.score,
        trace_sha256=verdict.trace_sha256,
    )


@cache
def _loaded(exercise: str) -> Exercise:
    return load_exercise(exercise)


@cache
def _grader() -> Grader:
    return Grader(choose_sandbox(), Path(tempfile.gettempdir(), "khaneh-bench-modules"))


def _cpu_s() -> float:
    """Processor time of this process and of those that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _memory_mb() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_maxrss for each in used) * 1024 / MEGABYTE
