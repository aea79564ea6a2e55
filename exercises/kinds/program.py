"""A program that looks after the house, and is judged by what came of that."""

from __future__ import annotations

from typing import Literal

from exercises.program_kind import ProgramBased, ProgramBasedKind


class ProgramExercise(ProgramBased):
    """Adds nothing to what every exercise has."""

    kind: Literal["program"] = "program"


class ProgramKind(ProgramBasedKind):
    """See the module."""

    name = "program"
    exercise = ProgramExercise


KIND = ProgramKind()
