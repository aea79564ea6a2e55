"""From a submission to a verdict: a run of its kind for each seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from exercises.checking import NotChecked, public
from exercises.exercise import Exercise
from exercises.judging import GRADER_VERSION as GRADER_VERSION
from exercises.judging import NO_PROGRAM as NO_PROGRAM
from exercises.judging import Judged, judge, verdict_of
from exercises.judging import invalid as invalid
from exercises.judging import judge_live as judge_live
from exercises.kind import Files, Setting
from exercises.kind import Grader as Grader
from exercises.kind import Seed as Seed
from exercises.kinds import kind_of
from exercises.sandbox.errors import UnsafeFileName
from exercises.seeds import hidden_seeds
from exercises.submission import opened
from exercises.submission_refused import SubmissionRefused
from exercises.terms import USUAL as USUAL
from exercises.terms import Terms as Terms
from exercises.verdict import Verdict
from simulator.pace import wall_s
from simulator.trace import Trace


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a grading has come: run `run` of `runs`, at a simulated second of `total_s`."""

    run: int
    runs: int
    simulated_s: float
    total_s: float


def seeds_of(exercise: Exercise, secret: bytes) -> tuple[Seed, ...]:
    """The public seeds of an exercise and the hidden ones of this installation."""
    hidden = (Seed(value, "hidden") for value in hidden_seeds(exercise, secret))
    return (*map(Seed, exercise.seeds), *hidden)


def grade_submission(
    exercise: Exercise,
    files: Files,
    *,
    student: str,
    base: str,
    seeds: Sequence[Seed],
    grader: Grader,
    terms: Terms = USUAL,
    progress: Callable[[Progress], None] | None = None,
    keep: Callable[[Trace], None] | None = None,
) -> Verdict:
    """Grade one submission, of whatever kind the exercise asks for.

    `student` determines the parameters, `base` is the student's base topic; `keep` is given each run's trace.
    Never raises for what a student handed in; raises `SandboxUnavailable` if the lab itself cannot grade.
    """
    started = wall_s()
    try:
        task = _Task(exercise, student, base, grader, terms, progress or _nobody_watches)
        verdict = _grade(task, files, seeds, keep or _nobody_keeps)
    except (SubmissionRefused, UnsafeFileName) as refused:
        verdict = invalid(exercise, grader, refused)
    return verdict.model_copy(update={"wall_s": round(wall_s() - started, 3)})


@dataclass(frozen=True, slots=True)
class _Task:
    """What is the same in all runs of a submission."""

    exercise: Exercise
    student: str
    base: str
    grader: Grader
    terms: Terms
    progress: Callable[[Progress], None]


def _grade(task: _Task, files: Files, seeds: Sequence[Seed], keep: Callable[[Trace], None]) -> Verdict:
    """Every run; after one that hit a limit the others would only take as long again."""
    kind = kind_of(task.exercise)
    if task.terms.is_check and not kind.is_checked:
        raise NotChecked
    parameters = task.exercise.parameters_for(task.student)
    exercise = task.exercise.filled_with(parameters)
    submission = kind.read(exercise, opened(files))
    chosen = kind.seeds(exercise, task.student, public(seeds) if task.terms.is_check else seeds)
    judged: list[Judged] = []
    for index, seed in enumerate(chosen):
        report = _report(task, index, len(chosen))
        report(0)
        in_text = task.terms.parameters_in_text
        setting = Setting(task.base, parameters, seed.value, task.grader, report, in_text)
        run = kind.run(exercise, submission, setting)
        keep(run.trace)
        judged.append(judge(exercise, parameters, index, seed, run, is_check=task.terms.is_check))
        if run.status == "limit":
            break
    mistakes = kind.mistakes(exercise, submission, judged[0].run, judged[0].findings)
    return verdict_of(exercise, judged, task.grader).model_copy(update={"mistakes": tuple(mistakes)})


def _report(task: _Task, index: int, runs: int) -> Callable[[int], None]:
    total_s = task.exercise.duration_ms / 1000
    return lambda now_ms: task.progress(Progress(index + 1, runs, now_ms / 1000, total_s))


def right_answers(exercise: Exercise, student: str, trace: Trace) -> dict[str, Any] | None:
    """What this student could have answered in a run with this trace, if the exercise asks questions."""
    own = exercise.filled_with(exercise.parameters_for(student))
    return kind_of(exercise).right_answers(own, trace)


def _nobody_watches(_: Progress) -> None:
    """Grading without anybody looking on."""


def _nobody_keeps(_: Trace) -> None:
    """Grading of which the verdict alone is wanted."""
