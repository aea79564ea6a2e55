"""What a new private exercise begins with: a template that can be proven as it is."""

from __future__ import annotations

import tempfile
from pathlib import Path

from exercises.scaffold import new_exercise
from exercises.submission import read_submission


def template(exercise: str, unit: str, kind: str) -> dict[str, bytes]:
    """The files of a new exercise. Raises BadExerciseName, UnknownKind."""
    with tempfile.TemporaryDirectory(prefix="khaneh-new-") as catalog:
        return read_submission(new_exercise(exercise, unit, Path(catalog), kind))
