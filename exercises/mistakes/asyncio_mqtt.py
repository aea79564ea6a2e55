"""The old name of aiomqtt."""

from __future__ import annotations

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="asyncio-mqtt is called aiomqtt today: write import aiomqtt.",
    fa="نام امروزی کتابخانهٔ asyncio-mqtt، aiomqtt است: بنویسید \u2068import aiomqtt\u2069.",
)


def recognise(evidence: Evidence) -> Text | None:
    """The module is missing under its old name."""
    return HINT if "No module named 'asyncio_mqtt'" in evidence.error else None
