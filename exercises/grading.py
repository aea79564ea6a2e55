"""From a submission to a verdict: one confined run for each seed, and the rules over each trace."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exercises.counts import count
from exercises.endings import explain
from exercises.evaluation import overall, score
from exercises.exercise import Exercise
from exercises.lockstep import guest
from exercises.lockstep.program_run import Place, Program, ProgramRun, run_program
from exercises.mistakes import recognise
from exercises.parameters import as_environment
from exercises.rulebook.duration import Parameters
from exercises.sandbox.errors import UnsafeFileName
from exercises.sandbox.sandbox import Limits, Sandbox
from exercises.sandbox.student_site import build_guest, build_student_site
from exercises.seeds import hidden_seeds
from exercises.stability import differing
from exercises.submission import SubmissionRefused, as_program
from exercises.surroundings import with_surroundings
from exercises.verdict import Finding, Reason, RunResult, Status, Verdict, Visibility
from simulator.pace import wall_s

GRADER_VERSION = "3"
"""Changes whenever the same submission could get another verdict; a verdict is kept under it."""


@dataclass(frozen=True, slots=True)
class Seed:
    """The chances of one run, and whether the student may know them."""

    value: int
    visibility: Visibility = "shown"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a grading has come: run `run` of `runs`, at a simulated second of `total_s`."""

    run: int
    runs: int
    simulated_s: float
    total_s: float


@dataclass(frozen=True, slots=True)
class Grader:
    """What grading needs beside the submission: where programs run, and a folder for compiled modules."""

    sandbox: Sandbox
    folder: Path
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Graded:
    """One run and what the rules made of it."""

    run: ProgramRun
    findings: tuple[Finding, ...]
    result: RunResult
    status: Status
    reason: Reason | None


def seeds_of(exercise: Exercise, secret: bytes) -> tuple[Seed, ...]:
    """The public seeds of an exercise and the hidden ones of this installation."""
    hidden = (Seed(value, "hidden") for value in hidden_seeds(exercise, secret))
    return (*map(Seed, exercise.seeds), *hidden)


def grade_program(
    exercise: Exercise,
    files: Mapping[str, bytes],
    *,
    student: str,
    base: str,
    seeds: Sequence[Seed],
    grader: Grader,
    progress: Callable[[Progress], None] | None = None,
) -> Verdict:
    """Grade one submission.

    `student` determines the parameters, `base` is the student's base topic. Never raises for what a student
    handed in; raises `SandboxUnavailable` if the lab itself cannot grade.
    """
    started = wall_s()
    try:
        program = as_program(files)
        graded = _grade_runs(exercise, program, student, base, seeds, grader, progress or _nobody_watches)
        verdict = _verdict(exercise, program, graded, grader)
    except (SubmissionRefused, UnsafeFileName) as refused:
        reason = Reason(code=refused.code, says=refused.says)
        verdict = _blank(exercise, grader, status="invalid", reason=reason)
    return verdict.model_copy(update={"wall_s": round(wall_s() - started, 3)})


def _grade_runs(
    exercise: Exercise,
    program: Program,
    student: str,
    base: str,
    seeds: Sequence[Seed],
    grader: Grader,
    progress: Callable[[Progress], None],
) -> list[Graded]:
    """Every run; after one that hit a limit the others would only take as long again."""
    parameters = exercise.parameters_for(student)
    total_s = exercise.duration_ms / 1000
    place = Place(
        grader.sandbox,
        student_site=build_student_site(exercise.allowed_modules, grader.folder),
        guest=build_guest(Path(guest.__file__).parent, grader.folder),
        limits=grader.limits,
    )
    graded: list[Graded] = []
    for index, seed in enumerate(seeds):

        def report(now_ms: int, index: int = index) -> None:
            progress(Progress(index + 1, len(seeds), now_ms / 1000, total_s))

        report(0)
        run = run_program(
            program,
            exercise.scenario.model_copy(update={"seed": seed.value, "duration_ms": exercise.duration_ms}),
            base=base,
            environment=as_environment(parameters),
            place=place,
            progress=report,
        )
        graded.append(_judge(exercise, parameters, index, seed, run, grader))
        if graded[-1].status == "limit":
            break
    return graded


def _judge(
    exercise: Exercise, parameters: Parameters, index: int, seed: Seed, run: ProgramRun, grader: Grader
) -> Graded:
    status, reason = explain(
        run,
        limits=grader.limits,
        allowed=exercise.allowed_modules,
        python=_python(),
        start=exercise.scenario.start,
    )
    found = with_surroundings(exercise.evaluate(run.trace, parameters), exercise.rules, run.trace)
    findings = tuple(finding.model_copy(update={"run": index}) for finding in found)
    result = RunResult(
        seed=seed.value,
        visibility=seed.visibility,
        score=score(findings),
        trace_sha256=run.trace.sha256(),
        lanes=exercise.lanes_of(run.trace, parameters),
        simulated_s=exercise.duration_ms / 1000,
        start=exercise.scenario.start,
        counts=count(run, findings),
    )
    told = reason and reason.model_copy(update={"run": index})
    return Graded(run, findings, result, status, told)


def _verdict(exercise: Exercise, program: Program, graded: Sequence[Graded], grader: Grader) -> Verdict:
    results = tuple(each.result for each in graded)
    worst = min(graded, key=lambda each: _ORDER.index(each.status))
    first = graded[0]
    errors = "\n".join(error.traceback for error in first.run.conversation.errors)
    mistakes = recognise(
        files=program.files, error=errors, trace=first.run.trace, findings=first.findings, exercise=exercise
    )
    return _blank(exercise, grader, status=worst.status, reason=worst.reason).model_copy(
        update={
            "score": overall([score(each.findings) for each in graded]),
            "trace_sha256": hashlib.sha256("".join(r.trace_sha256 for r in results).encode()).hexdigest(),
            "runs": results,
            "findings": tuple(finding for each in graded for finding in each.findings),
            "mistakes": tuple(mistakes),
            "remarks": differing(finding for each in graded for finding in each.findings),
            "simulated_s": sum(result.simulated_s for result in results),
            "output": _printed(first.run),
        }
    )


def _blank(exercise: Exercise, grader: Grader, *, status: Status, reason: Reason | None) -> Verdict:
    return Verdict(
        exercise=exercise.id,
        version=exercise.version,
        status=status,
        score=0,
        trace_sha256=hashlib.sha256().hexdigest(),
        reason=reason,
        grader_version=GRADER_VERSION,
        python=_python(),
        implementation=platform.python_implementation(),
        confined=grader.sandbox.name if grader.sandbox.confined else None,
    )


def _printed(run: ProgramRun) -> str:
    output = run.ending.output
    return "\n".join(part.text for part in (output.stdout, output.stderr) if part.text)


def _python() -> str:
    return platform.python_version()


def _nobody_watches(_: Progress) -> None:
    """Grading without anybody looking on."""


_ORDER: tuple[Status, ...] = ("limit", "student_error", "graded")
"""Which run's ending a verdict tells: the worst."""
