"""A variable of the environment that the lab does not set: misspelt, or one that exams do without."""

from __future__ import annotations

import difflib
import re

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="There is no variable {name} in os.environ. Did you mean {nearest}?",
    fa="متغیر محیطی {name} در os.environ نیست. آیا منظورتان {nearest} بود؟",
)
IN_TEXT = Text(
    en="There is no variable {name} in os.environ this time: in this assignment your own values stand in the "
    "task alone. Write them into your program.",
    fa="این بار متغیر محیطی {name} در os.environ نیست: در این تکلیف مقدارهای ویژهٔ شما فقط در صورت تمرین آمده "
    "است. آن‌ها را در برنامهٔ خود بنویسید.",
)
_GIVEN = ("LAB_BASE", "MQTT_HOST", "MQTT_PORT", "MQTT_USERNAME", "MQTT_PASSWORD")
_COMPLAINT = re.compile(
    r"""File "[^"]*\bos(?:\.py|>)".* in __getitem__\n(?:(?! *File ).*\n)*KeyError: ['"](\w+)['"]"""
)
"""Raised in `os` itself: a line of the program that also has os.environ in it says nothing."""


def recognise(evidence: Evidence) -> Text | None:
    """The nearest that there is; a parameter's right name can only be missed where none are given."""
    complaint = _COMPLAINT.search(evidence.error)
    if complaint is None:
        return None
    parameters = [f"PARAM_{each.name.upper()}" for each in evidence.exercise.parameters]
    if complaint[1] in parameters:
        return IN_TEXT.format(name=complaint[1])
    nearest = difflib.get_close_matches(complaint[1], [*_GIVEN, *parameters], n=1, cutoff=0.0)
    return HINT.format(name=complaint[1], nearest=nearest[0])
