"""From runs to a verdict: what is found in each trace, and what that comes to."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from dataclasses import dataclass

from devices.errors import KhanehError
from exercises.checking import visible
from exercises.counts import count
from exercises.evaluation import overall, score
from exercises.exercise import Exercise
from exercises.finding import Finding
from exercises.kind import Grader, Run, Seed
from exercises.kinds import kind_of
from exercises.live_window import live_window
from exercises.rulebook.duration import Parameters
from exercises.run_result import RunResult
from exercises.stability import differing
from exercises.verdict import Reason, Status, Verdict
from simulator.pace import wall_s
from simulator.trace import Trace

GRADER_VERSION = "4"
"""Changes whenever the same submission could get another verdict; a verdict is kept under it."""

NO_PROGRAM = "no_program"
"""In place of the mechanism that confined the program, where there was none to confine."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One run and what was found in it."""

    run: Run
    findings: tuple[Finding, ...]
    result: RunResult


def invalid(exercise: Exercise, grader: Grader, refused: KhanehError) -> Verdict:
    """The verdict on what cannot be run at all."""
    reason = Reason(code=refused.code, says=refused.says)
    return _blank(exercise, grader, status="invalid", reason=reason)


def judge_live(exercise: Exercise, trace: Trace, *, student: str, from_ms: int, to_ms: int) -> Verdict:
    """Judge what happened in a student's live house from one moment to another, as the rules judge a run.

    `trace` is the house's own; times are its simulated milliseconds.
    """
    started = wall_s()
    parameters = exercise.parameters_for(student)
    exercise = exercise.filled_with(parameters)
    run = Run(live_window(trace, from_ms, to_ms))
    judged = judge(exercise, parameters, 0, Seed(exercise.lab_seed(student)), run)
    return verdict_of(exercise, [judged]).model_copy(update={"wall_s": round(wall_s() - started, 3)})


def judge(
    exercise: Exercise, parameters: Parameters, index: int, seed: Seed, run: Run, *, is_check: bool = False
) -> Judged:
    """What is found in one run; of a Check, only what students may see."""
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


def verdict_of(exercise: Exercise, judged: Sequence[Judged], grader: Grader | None = None) -> Verdict:
    """What the runs of one submission come to; without a grader nothing was run in a sandbox."""
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


_ORDER: tuple[Status, ...] = ("limit", "student_error", "graded")
"""Which run's ending a verdict tells: the worst."""
