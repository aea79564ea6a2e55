"""What files may be handed in, saved or run: how many, how large, under which names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from api.errors import ApiError
from devices.text import Text
from exercises.submission_refused import MOST_BYTES, MOST_FILES

_FILE_NAME = re.compile(r"\w[\w .-]{0,98}\.[A-Za-z0-9]{1,8}")


class NothingSubmitted(ApiError):
    """A submission without a file."""

    code = "nothing_submitted"
    status = 422
    words = Text(en="Hand in at least one file.", fa="دست‌کم یک فایل بفرستید.")


class TooManyFiles(ApiError):
    """More files than a submission may have."""

    code = "too_many_files"
    status = 413
    words = Text(
        en="A submission may have at most {most} files; this one has {count}.",
        fa="هر ارسال حداکثر {most} فایل دارد؛ این یکی {count} فایل است.",
    )


class TooLarge(ApiError):
    """More bytes than a submission may have."""

    code = "too_large"
    status = 413
    words = Text(
        en="A submission may have at most {most} bytes; this one has {count}.",
        fa="هر ارسال حداکثر {most} بایت است؛ این یکی {count} بایت است.",
    )


class BadFileName(ApiError):
    """A file name that is a path, or that no file system should be asked to hold."""

    code = "bad_file_name"
    status = 422
    words = Text(
        en="“{name}” cannot be a file's name here: use letters, digits, “_”, “-” and an ending like .py.",
        fa="«{name}» نمی‌تواند نام فایل باشد: از حرف، رقم، «_» و «-» با پسوندی مانند .py استفاده کنید.",
    )


def check_files(files: Mapping[str, bytes]) -> None:
    """Refuse what cannot be a submission. Raises NothingSubmitted, TooManyFiles, TooLarge, BadFileName."""
    if not files:
        raise NothingSubmitted()
    if len(files) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES, count=len(files))
    size = sum(len(content) for content in files.values())
    if size > MOST_BYTES:
        raise TooLarge(most=MOST_BYTES, count=size)
    for name in files:
        if not _FILE_NAME.fullmatch(name):
            raise BadFileName(name=name)
