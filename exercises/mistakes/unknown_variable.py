"""A variable of the environment that the lab does not set, mostly a misspelt one."""

from __future__ import annotations

import difflib
import re

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="There is no variable {name} in os.environ. Did you mean {nearest}?",
    fa="متغیر محیطی {name} در os.environ نیست. آیا منظورتان {nearest} بود؟",
)
_GIVEN = ("LAB_BASE", "MQTT_HOST", "MQTT_PORT", "MQTT_USERNAME", "MQTT_PASSWORD")
_COMPLAINT = re.compile(
    r"""File "[^"]*\bos(?:\.py|>)".* in __getitem__\n(?:(?! *File ).*\n)*KeyError: ['"](\w+)['"]"""
)
"""Raised in `os` itself: a line of the program that also has os.environ in it says nothing."""


def recognise(evidence: Evidence) -> Text | None:
    """The nearest that there is."""
    complaint = _COMPLAINT.search(evidence.error)
    if complaint is None:
        return None
    known = [*_GIVEN, *(f"PARAM_{each.name.upper()}" for each in evidence.exercise.parameters)]
    nearest = difflib.get_close_matches(complaint[1], known, n=1, cutoff=0.0)
    return HINT.format(name=complaint[1], nearest=nearest[0])
