"""What a student hands in: files, and which of them is the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from devices.text import Text
from exercises.errors import ExercisesError
from exercises.lockstep.program_run import Program

MOST_FILES = 50
MOST_BYTES = 2 * 2**20


class SubmissionRefused(ExercisesError):
    """Base of what makes a submission invalid: nothing is run, and no attempt is used."""


class NothingToRun(SubmissionRefused):
    """No file holds a program."""

    code = "nothing_to_run"
    words = Text(
        en="There is no program here: hand in one .py file, or several of which one is called main.py.",
        fa="برنامه‌ای در اینجا نیست: یک فایل .py بفرستید، یا چند فایل که نام یکی از آن‌ها main.py باشد.",
    )


class EmptyProgram(SubmissionRefused):
    """The program's file is empty. Fields: file."""

    code = "empty_program"
    words = Text(
        en="{file} is empty: there is nothing to run.", fa="فایل {file} خالی است و چیزی برای اجرا ندارد."
    )


class MainUnclear(SubmissionRefused):
    """Several programs, and none is called main.py. Fields: files."""

    code = "main_unclear"
    words = Text(
        en="Which file is the program? Call it main.py; there are: {files}.",
        fa="کدام فایل برنامهٔ اصلی است؟ نام آن را main.py بگذارید؛ فایل‌های موجود: {files}.",
    )


class SubmissionTooLarge(SubmissionRefused):
    """More than a program needs. Fields: files, megabytes."""

    code = "submission_too_large"
    words = Text(
        en="A submission may have up to {files} files and {megabytes} MB in all.",
        fa="هر پاسخ حداکثر {files} فایل و در مجموع {megabytes} مگابایت می‌تواند باشد.",
    )


def as_program(files: Mapping[str, bytes]) -> Program:
    """The program that the files hold.

    Raises SubmissionRefused: NothingToRun, EmptyProgram, MainUnclear or SubmissionTooLarge.
    """
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise SubmissionTooLarge(files=MOST_FILES, megabytes=MOST_BYTES // 2**20)
    main = _main(sorted(name for name in files if name.endswith(".py")))
    if not files[main].strip():
        raise EmptyProgram(file=main)
    return Program(files, main)


def _main(programs: list[str]) -> str:
    if not programs:
        raise NothingToRun
    if len(programs) == 1:
        return programs[0]
    if "main.py" in programs:
        return "main.py"
    raise MainUnclear(files=", ".join(programs))


def read_submission(path: Path) -> dict[str, bytes]:
    """The files of a program on disk: one file, or a folder with everything below it. Raises OSError."""
    if path.is_file():
        return {path.name: path.read_bytes()}
    return {
        file.relative_to(path).as_posix(): file.read_bytes()
        for file in sorted(path.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    }
