"""Why something cannot be done with a private exercise."""

from __future__ import annotations

from collections.abc import Sequence

from api.errors import ApiError
from devices.text import Text
from simulator.mistakes import Mistake


class PackMistaken(ApiError):
    """The files of an exercise have mistakes. Fields: `file:line field` for each, with what is wrong."""

    code = "pack_mistaken"
    status = 422
    words = Text(
        en="The exercise has mistakes: see the fields.", fa="در تمرین اشتباه‌هایی هست: فیلدها را ببینید."
    )

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(**{_place(mistake): mistake.wrong for mistake in mistakes})


class PackTaken(ApiError):
    """There is an exercise of this id already. Fields: exercise."""

    code = "pack_taken"
    status = 409
    words = Text(
        en="There is an exercise {exercise} already; choose another id.",
        fa="تمرینی با شناسهٔ {exercise} از پیش وجود دارد؛ شناسهٔ دیگری انتخاب کنید.",
    )


class DraftChanged(ApiError):
    """Somebody has saved since this draft was read. Fields: revision."""

    code = "draft_changed"
    status = 409
    words = Text(
        en="The draft was saved elsewhere in the meantime, and has revision {revision} now. Read it again "
        "before you save yours.",
        fa="پیش‌نویس در این میان جای دیگری ذخیره شده و اکنون در ویرایش {revision} است. پیش از ذخیره، آن را "
        "دوباره بخوانید.",
    )


class NotProven(ApiError):
    """A draft that no proof has shown to be fair, as it is now. Fields: exercise, revision."""

    code = "not_proven"
    status = 409
    words = Text(
        en="Revision {revision} of {exercise} is not proven: publishing needs a proof in which its solution "
        "passes and its wrong programs fail.",
        fa="ویرایش {revision} تمرین {exercise} اثبات نشده است: برای انتشار، پاسخ درست باید قبول و برنامه‌های "
        "نادرست رد شوند.",
    )


class VersionTaken(ApiError):
    """Another revision was published as this version. Fields: exercise, version, next."""

    code = "version_taken"
    status = 409
    words = Text(
        en="Version {version} of {exercise} is published already, and grades refer to it. Write "
        "version: {next} into exercise.yaml.",
        fa="نسخهٔ {version} تمرین {exercise} پیش‌تر منتشر شده است و نمره‌هایی به آن برمی‌گردد. در exercise.yaml "
        "بنویسید version: {next}.",
    )


def _place(mistake: Mistake) -> str:
    line = "" if mistake.line is None else f":{mistake.line}"
    return f"{mistake.file}{line} {mistake.field}".strip() or "files"
