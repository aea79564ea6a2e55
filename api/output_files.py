"""Files that the command line writes for people."""

from __future__ import annotations

from pathlib import Path

from api.errors import ApiError
from devices.text import Text


class FileUnwritable(ApiError):
    """A file for results cannot be written. Fields: file, why."""

    code = "file_unwritable"
    words = Text(en="{file} cannot be written: {why}.", fa="نوشتن در فایل {file} ممکن نیست: {why}.")


def write_file(path: Path, content: str) -> None:
    """Write a text file in UTF-8. Raises FileUnwritable."""
    try:
        path.write_text(content, encoding="utf-8", newline="")
    except OSError as wrong:
        raise FileUnwritable(file=str(path), why=wrong.strerror or "?") from None
