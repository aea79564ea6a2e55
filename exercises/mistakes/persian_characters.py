"""Signs of a Persian keyboard in the code: `،`, `؛`, `«»`, Persian digits, half-spaces."""

from __future__ import annotations

import re

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="There is a sign of another keyboard in the code ({code}). Type code with the keyboard "
    "set to English: "
    "comma, quotes, brackets and digits too.",
    fa="در برنامه علامتی از صفحه‌کلید دیگری، مانند فارسی، آمده است ({code}). کد را با صفحه‌کلید انگلیسی "
    "بنویسید؛ ویرگول، گیومه، پرانتز و رقم‌ها را هم.",
)
_COMPLAINT = re.compile(r"invalid (?:non-printable )?character .*?(U\+[0-9A-F]{4,6})")


def recognise(evidence: Evidence) -> Text | None:
    """Python's own complaint."""
    complaint = _COMPLAINT.search(evidence.error)
    return HINT.format(code=complaint[1]) if complaint else None
