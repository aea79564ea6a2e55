"""Grading at the command line, with this installation's folders."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from api.errors import ApiError
from api.settings import Settings
from devices.text import Text
from exercises.exercise import Exercise
from exercises.grading import Grader, Progress, Seed, grade_submission, invalid
from exercises.sandbox.choose import choose_sandbox
from exercises.submission import read_submission
from exercises.submission_refused import SubmissionRefused
from exercises.verdict import Verdict

MODULES_FOLDER = "modules"
"""Below the data folder: compiled copies of what students' programs may import."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BASE_LENGTH = 12


class SubmissionUnreadable(ApiError):
    """A file on this machine cannot be read. Fields: file, why."""

    code = "submission_unreadable"
    words = Text(en="{file} cannot be read: {why}.", fa="خواندن فایل {file} ممکن نیست: {why}.")


def local_grader(settings: Settings, *, allow_unsandboxed: bool = False) -> Grader:
    """A grader on this machine. Raises `SandboxUnavailable` where programs cannot be confined."""
    return Grader(choose_sandbox(allow_unsandboxed), settings.data / MODULES_FOLDER)


def local_base(student: str) -> str:
    """The base topic of somebody who is no user of the service: the id itself, where a topic can hold it."""
    if _PLAIN.fullmatch(student):
        return f"lab/{student}"
    return f"lab/{hashlib.sha256(student.encode()).hexdigest()[:_BASE_LENGTH]}"


def grade_path(
    exercise: Exercise,
    path: Path,
    *,
    student: str,
    seeds: Sequence[Seed],
    grader: Grader,
    progress: Callable[[Progress], None] | None = None,
) -> Verdict:
    """Grade a file, a folder or a zip file.

    Raises SubmissionUnreadable, and what `grade_submission` raises.
    """
    try:
        files = read_submission(path)
    except SubmissionRefused as refused:
        return invalid(exercise, grader, refused)
    except OSError as wrong:
        raise SubmissionUnreadable(file=str(path), why=wrong.strerror or "?") from None
    return grade_submission(
        exercise,
        files,
        student=student,
        base=local_base(student),
        seeds=seeds,
        grader=grader,
        progress=progress,
    )
