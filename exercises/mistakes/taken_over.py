"""Two clients with one identifier: the broker ends the first connection when the second comes."""

from __future__ import annotations

from collections.abc import Mapping

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="Two of your clients have the same client_id, and each throws the other out. Give each "
    "its own, or none.",
    fa="دو کلاینت شما client_id یکسان دارند و هر یک دیگری را بیرون می‌کند. به هر کدام شناسهٔ جداگانه "
    "بدهید یا "
    "هیچ شناسه‌ای ندهید.",
)


def recognise(evidence: Evidence) -> Text | None:
    """The broker ended a connection because the same client came again."""
    ended = (event.value for event in evidence.trace.events_of("mqtt.disconnected"))
    return HINT if any(isinstance(e, Mapping) and e.get("detail") == "takeover" for e in ended) else None
