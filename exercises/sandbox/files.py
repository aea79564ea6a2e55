"""The names of a student's files, before anything is done with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from exercises.sandbox.errors import UnsafeFileName

# Control characters, surrogates (no file system takes them), and what turns the order of writing, so that a
# name reads as another one.
_UNSHOWN = r"\x00-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(rf"[{_UNSHOWN}\\:]")  # … and what leads elsewhere on Windows
_LONGEST_PART = 255  # bytes, of nearly every file system


def check_names(names: Iterable[str]) -> None:
    """Raises `UnsafeFileName` for a name that leads elsewhere, is no file's, or is another one's folder."""
    paths = {name: PurePosixPath(name) for name in names}
    folders = {parent for path in paths.values() for parent in path.parents}
    for name, path in paths.items():
        if not _is_plain(name, path) or path in folders:
            raise UnsafeFileName(name=re.sub(f"[{_UNSHOWN}]", "\N{REPLACEMENT CHARACTER}", name))


def _is_plain(name: str, path: PurePosixPath) -> bool:
    return (
        name == str(path)  # neither `./a` nor `a//b` nor `a/`
        and not path.is_absolute()
        and not _FORBIDDEN.search(name)
        and all(part != ".." and len(part.encode()) <= _LONGEST_PART for part in path.parts)
        and bool(path.parts)
    )
