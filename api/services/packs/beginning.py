"""What a new private exercise begins with: a template that can be proven as it is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from exercises.exercise import Exercise
from exercises.scaffold import new_exercise, next_number
from exercises.submission import read_submission


def template(shipped: Iterable[Exercise], exercise: str, unit: str, kind: str) -> dict[str, bytes]:
    """The files of a new exercise, which comes after these. Raises BadExerciseName, UnknownKind."""
    number = next_number(shipped)
    with tempfile.TemporaryDirectory(prefix="khaneh-new-") as catalog:
        return read_submission(new_exercise(exercise, unit, Path(catalog), kind, number))
