"""Where an exercise's programs run, and how the end of a run is told."""

from __future__ import annotations

import platform
from pathlib import Path

from exercises.anatomy import Exercise
from exercises.endings import explain
from exercises.kind import Grader, Run
from exercises.lockstep import guest
from exercises.lockstep.program_run import Place, ProgramRun
from exercises.sandbox.student_site import build_guest, build_student_site


def place_for(exercise: Exercise, grader: Grader) -> Place:
    """Where the programs of an exercise run, with the modules that it allows."""
    return Place(
        grader.sandbox,
        student_site=build_student_site(exercise.allowed_modules, grader.folder),
        guest=build_guest(Path(guest.__file__).parent, grader.folder),
        limits=grader.limits,
    )


def told(run: ProgramRun, exercise: Exercise, grader: Grader) -> Run:
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
        output=_printed(run),
        error="\n".join(error.traceback for error in run.conversation.errors),
        delivered=run.delivered,
    )


def _printed(run: ProgramRun) -> str:
    output = run.ending.output
    return "\n".join(part.text for part in (output.stdout, output.stderr) if part.text)
