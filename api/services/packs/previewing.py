"""A draft as it would be met in a class, before it is saved."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from api.services.packs.laying_out import write
from exercises.exercise import Exercise, read_exercise


@contextmanager
def laid_out(files: Mapping[str, bytes]) -> Iterator[Exercise]:
    """The exercise that files without mistakes hold, while they lie in a folder. Raises FileMistaken."""
    with tempfile.TemporaryDirectory(prefix="khaneh-preview-") as name:
        folder = Path(name).resolve()
        write(files, folder)
        yield read_exercise(folder)
