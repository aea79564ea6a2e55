"""What a student hands in: files, and which of them is the program."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from exercises.archive import is_archive, is_litter, unpack
from exercises.lockstep.program_run import Program
from exercises.sandbox.files import check_names
from exercises.submission_refused import (
    MOST_BYTES,
    MOST_FILES,
    EmptyProgram,
    LinkSubmitted,
    MainUnclear,
    NothingToRun,
    SubmissionTooLarge,
)


def as_program(files: Mapping[str, bytes]) -> Program:
    """The program that the files hold; a single zip file is unpacked.

    Raises SubmissionRefused, UnsafeFileName.
    """
    files = opened(files)
    main = _main(sorted(name for name in files if name.endswith(".py")))
    if not files[main].strip():
        raise EmptyProgram(file=main)
    return Program(files, main)


def opened(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of any submission, unpacked if they are one zip file.

    Raises SubmissionRefused, UnsafeFileName.
    """
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise SubmissionTooLarge
    check_names(files)  # before anything repeats one
    return unpacked(files)


def unpacked(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files, or those within, if they are one zip file. Raises what `unpack` raises."""
    if len(files) == 1:
        ((name, content),) = files.items()
        if is_archive(name, content):
            return unpack(name, content)
    return files


def _main(programs: list[str]) -> str:
    if not programs:
        raise NothingToRun
    if len(programs) == 1:
        return programs[0]
    if "main.py" in programs:
        return "main.py"
    raise MainUnclear(files=", ".join(programs))


def read_submission(path: Path) -> dict[str, bytes]:
    """The files of a submission on disk: a file, or a folder with everything below it that is not hidden.

    Links are not followed. Raises OSError, LinkSubmitted, and SubmissionTooLarge before anything is read.
    """
    names = [path] if path.is_file() else sorted(_files_below(path))
    if len(names) > MOST_FILES or sum(file.stat().st_size for file in names) > MOST_BYTES:
        raise SubmissionTooLarge
    return {
        path.name if file == path else file.relative_to(path).as_posix(): file.read_bytes() for file in names
    }


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder, onerror=_raise):
        for name in (*folders, *files):
            if Path(place, name).is_symlink() and not is_litter(name):
                raise LinkSubmitted(file=name)
        folders[:] = [name for name in folders if not is_litter(name)]
        yield from (Path(place, name) for name in files if not is_litter(name))


def _raise(wrong: OSError) -> NoReturn:
    raise wrong
