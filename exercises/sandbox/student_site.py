"""Folders of compiled modules, made once and shared by all programs: the student's site and the guest.

A confined program never sees the lab's own environment: what an exercise allows is copied out of it. A
folder is named after what it holds, appears at once and whole, and never changes.
"""

from __future__ import annotations

import compileall
import hashlib
import os
import platform
import py_compile
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from exercises.sandbox.distributions import module_files, with_requirements

ALWAYS_THERE = ("greenlet", "tzdata")
"""What the guest itself needs, and time zones that are the same on every machine."""

_FORMAT = "1"  # to be raised when the same input gives another folder


def build_student_site(distributions: Sequence[str], folder: Path) -> Path:
    """A folder below `folder` that holds only these distributions and what they require.

    Built on the first call for a set of versions; several processes may build at once. Raises
    `ModuleNotInstalled`.
    """
    installed = with_requirements((*distributions, *ALWAYS_THERE))
    key = [f"{each.name}=={each.version}" for each in installed]
    files = (file for each in installed for file in module_files(each))
    return _compiled_folder("site", key, files, folder)


def build_guest(package: Path, folder: Path) -> Path:
    """A compiled copy of the guest's package below `folder`, in a folder of the same name."""
    sources = sorted(package.rglob("*.py"))
    key = [f"{source.relative_to(package)} {source.read_text(encoding='utf-8')}" for source in sources]
    files = ((PurePosixPath(source.relative_to(package.parent).as_posix()), source) for source in sources)
    return _compiled_folder("guest", key, files, folder) / package.name


def _compiled_folder(
    kind: str, key: Iterable[str], files: Iterable[tuple[PurePosixPath, Path]], folder: Path
) -> Path:
    interpreter = (_FORMAT, sys.version, platform.machine())
    digest = hashlib.sha256("\n".join((*interpreter, *key)).encode()).hexdigest()[:16]
    ready = folder / f"{kind}-{digest}"
    if not ready.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{kind}-", dir=folder))
        try:
            _fill(draft, files)
            _publish(draft, ready)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return ready


def _fill(draft: Path, files: Iterable[tuple[PurePosixPath, Path]]) -> None:
    for name, source in files:
        target = draft / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        target.chmod(0o444)
    # Unchecked: the interpreter need not compare the sources, which never change here.
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    compileall.compile_dir(draft, quiet=2, invalidation_mode=unchecked)
    draft.chmod(0o755)  # a temporary folder is its owner's alone


def _publish(draft: Path, ready: Path) -> None:
    try:
        os.rename(draft, ready)
    except OSError:
        if not ready.is_dir():  # otherwise another process was quicker, with the same content
            raise
