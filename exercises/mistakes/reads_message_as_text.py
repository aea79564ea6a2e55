"""`json.loads(message)`: the text is in message.payload."""

from __future__ import annotations

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="The message is an object; its content is message.payload. Write json.loads(message.payload).",
    fa="پیام یک شیء است و محتوای آن در message.payload است. بنویسید \u2068json.loads(message.payload)\u2069.",
)


def recognise(evidence: Evidence) -> Text | None:
    """Python's own complaint."""
    return HINT if "must be str, bytes or bytearray, not MQTTMessage" in evidence.error else None
