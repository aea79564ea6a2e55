"""What a new private exercise begins with: a template that can be proven as it is."""

from __future__ import annotations

import tempfile
from pathlib import Path

from api.services.catalogue import Catalogue
from exercises.scaffold import new_exercise, next_number
from exercises.submission import read_submission


def template(catalogue: Catalogue, exercise: str, unit: str, kind: str) -> dict[str, bytes]:
    """The files of a new exercise, which comes last in the course. Raises BadExerciseName, UnknownKind."""
    number = next_number(catalogue.offered().values())
    with tempfile.TemporaryDirectory(prefix="khaneh-new-") as catalog:
        return read_submission(new_exercise(exercise, unit, Path(catalog), kind, number))
