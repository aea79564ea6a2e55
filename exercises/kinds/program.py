"""A program that looks after the house: run in lockstep with it, and judged by what came of that."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field

from exercises.anatomy import Exercise
from exercises.endings import explain
from exercises.kind import Files, Grader, Kind, Run, Setting
from exercises.lockstep import guest
from exercises.lockstep.program_run import Place, Program, ProgramRun, run_program
from exercises.mistakes import recognise
from exercises.parameters import as_environment
from exercises.rule import Rule
from exercises.sandbox.student_site import build_guest, build_student_site
from exercises.submission import as_program
from exercises.verdict import Finding, RecognisedMistake


class ProgramExercise(Exercise):
    """Asks for a Python program; nothing is added to what every exercise has."""

    kind: Literal["program"] = "program"
    rules: tuple[Rule, ...] = Field(min_length=1)


class ProgramKind(Kind[ProgramExercise, Program]):
    """See the module."""

    name = "program"
    exercise = ProgramExercise
    runs_programs = True

    def read(self, exercise: ProgramExercise, files: Files) -> Program:
        """See `Kind.read`."""
        return as_program(files)

    def run(self, exercise: ProgramExercise, submission: Program, setting: Setting) -> Run:
        """See `Kind.run`."""
        chances = {"seed": setting.seed, "duration_ms": exercise.duration_ms}
        run = run_program(
            submission,
            exercise.scenario.model_copy(update=chances),
            base=setting.base,
            environment=as_environment(setting.parameters),
            place=place_for(exercise, setting.grader),
            progress=setting.progress,
        )
        return told(run, exercise, setting.grader)

    def mistakes(
        self, exercise: ProgramExercise, submission: Program, run: Run, findings: Sequence[Finding]
    ) -> Sequence[RecognisedMistake]:
        """See `Kind.mistakes`."""
        return recognise(
            files=submission.files, error=run.error, trace=run.trace, findings=findings, exercise=exercise
        )


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


KIND = ProgramKind()
