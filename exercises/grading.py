"""From a submission to a verdict: a run of its kind for each seed, and what is found in each trace."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from devices.errors import KhanehError
from exercises.checking import NotChecked, public, visible
from exercises.counts import count
from exercises.evaluation import overall, score
from exercises.exercise import Exercise
from exercises.finding import Finding
from exercises.kind import Files, Run, Setting
from exercises.kind import Grader as Grader
from exercises.kind import Seed as Seed
from exercises.kinds import kind_of
from exercises.live_window import live_window
from exercises.rulebook.duration import Parameters
from exercises.run_result import RunResult
from exercises.sandbox.errors import UnsafeFileName
from exercises.seeds import hidden_seeds
from exercises.stability import differing
from exercises.submission import opened
from exercises.submission_refused import SubmissionRefused
from exercises.terms import USUAL as USUAL
from exercises.terms import Terms as Terms
from exercises.verdict import Reason, Status, Verdict
from simulator.pace import wall_s
from simulator.trace import Trace

GRADER_VERSION = "4"
"""Changes whenever the same submission could get another verdict; a verdict is kept under it."""

NO_PROGRAM = "no_program"
"""In place of the mechanism that confined the program, where there was none to confine."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a grading has come: run `run` of `runs`, at a simulated second of `total_s`."""

    run: int
    runs: int
    simulated_s: float
    total_s: float


@dataclass(frozen=True, slots=True)
class Judged:
    """One run and what was found in it."""

    run: Run
    findings: tuple[Finding, ...]
    result: RunResult


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


def invalid(exercise: Exercise, grader: Grader, refused: KhanehError) -> Verdict:
    """The verdict on what cannot be run at all."""
    reason = Reason(code=refused.code, says=refused.says)
    return _blank(exercise, grader, status="invalid", reason=reason)


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
        judged.append(_judge(exercise, parameters, index, seed, run, is_check=task.terms.is_check))
        if run.status == "limit":
            break
    mistakes = kind.mistakes(exercise, submission, judged[0].run, judged[0].findings)
    return _verdict(exercise, judged, task.grader).model_copy(update={"mistakes": tuple(mistakes)})


def _report(task: _Task, index: int, runs: int) -> Callable[[int], None]:
    total_s = task.exercise.duration_ms / 1000
    return lambda now_ms: task.progress(Progress(index + 1, runs, now_ms / 1000, total_s))


def right_answers(exercise: Exercise, student: str, trace: Trace) -> dict[str, Any] | None:
    """What this student could have answered in a run with this trace, if the exercise asks questions."""
    own = exercise.filled_with(exercise.parameters_for(student))
    return kind_of(exercise).right_answers(own, trace)


def judge_live(exercise: Exercise, trace: Trace, *, student: str, from_ms: int, to_ms: int) -> Verdict:
    """Judge what happened in a student's live house from one moment to another, as the rules judge a run.

    `trace` is the house's own; times are its simulated milliseconds.
    """
    started = wall_s()
    parameters = exercise.parameters_for(student)
    exercise = exercise.filled_with(parameters)
    run = Run(live_window(trace, from_ms, to_ms))
    judged = _judge(exercise, parameters, 0, Seed(exercise.lab_seed(student)), run)
    return _verdict(exercise, [judged]).model_copy(update={"wall_s": round(wall_s() - started, 3)})


def _judge(
    exercise: Exercise, parameters: Parameters, index: int, seed: Seed, run: Run, *, is_check: bool = False
) -> Judged:
    found = exercise.evaluate(run.trace, parameters)
    if is_check:
        found = visible(found)
    findings = tuple(finding.model_copy(update={"run": index}) for finding in found)
    result = RunResult(
        seed=seed.value,
        visibility=seed.visibility,
        score=0 if run.is_void else score(findings),
        trace_sha256=run.trace.sha256(),
        lanes=exercise.lanes_of(run.trace, parameters),
        simulated_s=run.trace.end_ms / 1000,
        start=exercise.scenario.start,
        counts=count(run, findings),
    )
    return Judged(run, findings, result)


def _verdict(exercise: Exercise, judged: Sequence[Judged], grader: Grader | None = None) -> Verdict:
    results = tuple(each.result for each in judged)
    findings = tuple(finding for each in judged for finding in each.findings)
    run, reason = _worst([each.run for each in judged])
    return _blank(exercise, grader, status=run.status, reason=reason).model_copy(
        update={
            "score": overall([result.score for result in results]),
            "trace_sha256": hashlib.sha256("".join(r.trace_sha256 for r in results).encode()).hexdigest(),
            "runs": results,
            "findings": findings,
            "remarks": differing(findings),
            "simulated_s": sum(result.simulated_s for result in results),
            "output": judged[0].run.output,
        }
    )


def _worst(runs: Sequence[Run]) -> tuple[Run, Reason | None]:
    """The run whose ending a verdict tells, and the reason with its number."""
    index = min(range(len(runs)), key=lambda index: _ORDER.index(runs[index].status))
    reason = runs[index].reason
    return runs[index], reason and reason.model_copy(update={"run": index})


def _blank(exercise: Exercise, grader: Grader | None, *, status: Status, reason: Reason | None) -> Verdict:
    return Verdict(
        exercise=exercise.id,
        version=exercise.version,
        status=status,
        score=0,
        trace_sha256=hashlib.sha256().hexdigest(),
        reason=reason,
        grader_version=GRADER_VERSION,
        python=platform.python_version(),
        implementation=platform.python_implementation(),
        confined=_confinement(exercise, grader),
    )


def _confinement(exercise: Exercise, grader: Grader | None) -> str | None:
    if grader is None or not kind_of(exercise).runs_programs:
        return NO_PROGRAM
    return grader.sandbox.name if grader.sandbox.confined else None


def _nobody_watches(_: Progress) -> None:
    """Grading without anybody looking on."""


def _nobody_keeps(_: Trace) -> None:
    """Grading of which the verdict alone is wanted."""


_ORDER: tuple[Status, ...] = ("limit", "student_error", "graded")
"""Which run's ending a verdict tells: the worst."""
