"""A key in other capitals: `{"State": "ON"}`."""

from __future__ import annotations

import json

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="Capitals matter in JSON: write {right} instead of {wrong}.",
    fa="بزرگی و کوچکی حروف در JSON مهم است: به جای {wrong} بنویسید {right}.",
)
_LONGEST = 1000


def recognise(evidence: Evidence) -> Text | None:
    """The first key of a command that the device has in other letters."""
    for publication in evidence.published:
        known = evidence.properties_at(publication.topic)
        by_small = {name.casefold(): name for name in known}
        for key in _keys(publication.payload):
            meant = by_small.get(key.casefold())
            if meant is not None and key not in known:
                return HINT.format(right=meant, wrong=key)
    return None


def _keys(payload: str) -> list[str]:
    if len(payload) > _LONGEST:
        return []
    try:
        content = json.loads(payload)
    except (ValueError, RecursionError):
        return []
    return list(content) if isinstance(content, dict) else []
