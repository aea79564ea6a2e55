"""A field that is not in every message: `data["occupancy"]`."""

from __future__ import annotations

import re

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en='Not every message has the field {name}. Ask with data.get("{name}"), which gives None where it is '
    "missing.",
    fa='همهٔ پیام‌ها فیلد {name} را ندارند. آن را با \u2068data.get("{name}")\u2069 بخوانید که اگر نباشد '
    "None می‌دهد.",
)
_COMPLAINT = re.compile(r"^KeyError: ['\"](\w+)['\"]", re.MULTILINE)


def recognise(evidence: Evidence) -> Text | None:
    """A key that a message might have, and no variable of the environment."""
    complaint = _COMPLAINT.search(evidence.error)
    if complaint is None or "environ" in evidence.error:
        return None
    return HINT.format(name=complaint[1])
