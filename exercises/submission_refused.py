"""Why a submission is invalid: nothing is run, and no attempt is used."""

from __future__ import annotations

from devices.text import Text
from exercises.errors import ExercisesError

MOST_FILES = 50
MOST_BYTES = 2 * 2**20


class SubmissionRefused(ExercisesError):
    """Base of what makes a submission invalid."""


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

    def __init__(self) -> None:
        super().__init__(files=MOST_FILES, megabytes=MOST_BYTES // 2**20)

    def __reduce__(self) -> tuple[type[SubmissionTooLarge], tuple[()]]:
        """Its fields are always the same."""
        return type(self), ()


class LinkSubmitted(SubmissionRefused):
    """A link or another thing that is no file. Fields: file."""

    code = "link_submitted"
    words = Text(
        en="{file} is a link and not a file: hand in the file itself.",
        fa="{file} یک پیوند (link) است، نه فایل؛ خود فایل را بفرستید.",
    )


class ArchiveUnreadable(SubmissionRefused):
    """A zip file that is damaged, or packed in a rare way. Fields: file."""

    code = "archive_unreadable"
    words = Text(
        en="{file} cannot be unpacked: make an ordinary zip file, or hand in the .py files themselves.",
        fa="فایل {file} باز نمی‌شود: یک فایل zip معمولی بسازید یا خود فایل‌های .py را بفرستید.",
    )


class ArchiveEncrypted(SubmissionRefused):
    """A zip file with a password. Fields: file."""

    code = "archive_encrypted"
    words = Text(
        en="{file} has a password: make a zip file without one.",
        fa="فایل {file} رمز دارد: یک فایل zip بدون رمز بسازید.",
    )


class ArchiveInArchive(SubmissionRefused):
    """A zip file in a zip file. Fields: file."""

    code = "archive_in_archive"
    words = Text(
        en="There is another archive inside the zip file, {file}: hand in the files themselves.",
        fa="درون فایل zip فایل فشردهٔ دیگری هست ({file}): خود فایل‌ها را بفرستید.",
    )


class ArchiveSwells(SubmissionRefused):
    """A file that is packed far more densely than any program. Fields: file, times."""

    code = "archive_swells"
    words = Text(
        en="{file} grows more than {times} times when it is unpacked; no program does.",
        fa="حجم {file} پس از باز شدن بیش از {times} برابر می‌شود؛ هیچ برنامه‌ای چنین نیست.",
    )
