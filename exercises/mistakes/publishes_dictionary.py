"""`client.publish(topic, {"state": "ON"})`: paho-mqtt sends text, not dictionaries."""

from __future__ import annotations

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="publish() takes text: turn the dictionary into JSON with json.dumps(…).",
    fa="تابع \u2068publish()\u2069 متن می‌گیرد: دیکشنری را با \u2068json.dumps(…)\u2069 به JSON تبدیل کنید.",
)


def recognise(evidence: Evidence) -> Text | None:
    """Paho's own complaint."""
    return HINT if "payload must be a string, bytearray, int, float or None" in evidence.error else None
