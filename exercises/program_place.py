"""Where an exercise's programs run, and how the end of a run is told."""

from __future__ import annotations

import platform
from pathlib import Path

from exercises.anatomy import Exercise
from exercises.endings import explain
from exercises.kind import Grader, Run
from exercises.lockstep import guest
from exercises.lockstep.certificates import certificates_in
from exercises.lockstep.program_job import TLS_NAMES
from exercises.lockstep.program_run import Place, ProgramRun
from exercises.sandbox.student_site import build_guest, build_student_site


def place_for(exercise: Exercise, grader: Grader) -> Place:
    """Where the programs of an exercise run, with the modules that it allows."""
    return Place(
        grader.sandbox,
        student_site=build_student_site(exercise.allowed_modules, grader.folder),
        guest=build_guest(Path(guest.__file__).parent, grader.folder),
        limits=grader.limits,
        certificates=certificates_in(grader.folder, TLS_NAMES),
    )


def told(run: ProgramRun, exercise: Exercise, grader: Grader, *, grades_partial: bool = True) -> Run:
    """The run of a program, with its ending in words."""
    status, reason = explain(
        run,
        limits=grader.limits,
        allowed=exercise.allowed_modules,
        python=platform.python_version(),
        start=exercise.scenario.start,
    )
    return Run(
        trace=run.trace,
        status=status,
        reason=reason,
        is_void=reason is not None and not grades_partial,
        output=_printed(run),
        error="\n".join(error.traceback for life in run.lives for error in life.conversation.errors),
        delivered=run.delivered,
    )


def _printed(run: ProgramRun) -> str:
    outputs = [life.ending.output for life in run.lives]
    parts = [part.text for output in outputs for part in (output.stdout, output.stderr)]
    return "\n".join(part for part in parts if part)
