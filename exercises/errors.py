"""The base error of the exercises."""

from __future__ import annotations

from devices.errors import KhanehError


class ExercisesError(KhanehError):
    """Base of the errors of exercises, their files, and grading."""

    code = "exercises"
