"""Where the programs of a lab run: the sandbox, the modules of its exercise, its student's parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.services.catalogue import Catalogue
from api.store.houses import LiveLab
from exercises.anatomy import Exercise
from exercises.grading import Grader
from exercises.lockstep import guest
from exercises.lockstep.certificates import certificates_in
from exercises.lockstep.live_run import LiveEnding
from exercises.lockstep.program_job import TLS_NAMES, Place, Program
from exercises.mistakes import recognise
from exercises.parameters import as_environment
from exercises.program_kind import ProgramBased
from exercises.sandbox.student_site import build_guest, build_student_site
from exercises.submission import as_program
from simulator.trace import Trace


@dataclass(frozen=True, slots=True)
class RunPlace:
    """The place of one lab's programs, the modules allowed there, and the student's own variables."""

    place: Place
    allowed: tuple[str, ...]
    environment: Mapping[str, str]
    exercise: Exercise | None

    def read(self, files: Mapping[str, bytes]) -> Program:
        """The program in these files. Raises SubmissionRefused."""
        return as_program(files)

    def mistakes(self, program: Program, ended: LiveEnding) -> list[dict[str, Any]]:
        """The mistakes that are seen in a program that failed."""
        error = "\n".join(error.traceback for error in ended.conversation.errors)
        if self.exercise is None or not error:
            return []
        found = recognise(
            files=program.files, error=error, trace=Trace(), findings=(), exercise=self.exercise
        )
        return [mistake.model_dump(mode="json") for mistake in found]


def place_of(
    lab: LiveLab, catalogue: Catalogue, grader: Grader, *, parameters_in_text: bool = False
) -> RunPlace:
    """As in graded runs of the lab's exercise; a lab without one allows what any shipped exercise does.

    Where the parameters stand in the text alone, programs find no variables with them here either.
    Slow where the modules were never prepared before. Raises NotFound.
    """
    exercise = catalogue.find(lab.exercise) if lab.exercise is not None else None
    exercises = [exercise] if exercise is not None else catalogue.offered().values()
    allowed = tuple(sorted({module for each in exercises for module in each.allowed_modules}))
    limits = grader.limits
    if isinstance(exercise, ProgramBased):
        limits = exercise.limits.applied_to(limits)
    place = Place(
        grader.sandbox,
        student_site=build_student_site(allowed, grader.folder),
        guest=build_guest(Path(guest.__file__).parent, grader.folder),
        limits=limits,
        certificates=certificates_in(grader.folder, TLS_NAMES),
    )
    return RunPlace(place, allowed, {} if parameters_in_text else _variables(lab, exercise), exercise)


def _variables(lab: LiveLab, exercise: Exercise | None) -> dict[str, str]:
    if exercise is None:
        return {}
    return as_environment(exercise.parameters_for(lab.owner_id or ""))
