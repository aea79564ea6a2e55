"""The names of a student's files, before anything is done with them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from exercises.sandbox.errors import UnsafeFileName

_FORBIDDEN = frozenset("\0\\:")  # the last two would lead elsewhere on Windows


def check_names(names: Iterable[str]) -> None:
    """Raises `UnsafeFileName` for a name that is absolute, leads upwards, or is no file's name."""
    for name in names:
        path = PurePosixPath(name)
        if not path.parts or path.is_absolute() or ".." in path.parts or _FORBIDDEN & set(name):
            raise UnsafeFileName(name=name)
