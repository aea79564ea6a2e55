"""A wildcard inside a word (`+lamp`), or `#` before the end: such a filter is none."""

from __future__ import annotations

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="A wildcard stands for a whole level: zigbee2mqtt/+ and not zigbee2mqtt/+lamp; and # "
    "comes only at the "
    "very end, as in zigbee2mqtt/#.",
    fa="علامت + جای یک سطح کامل می‌نشیند: \u2068zigbee2mqtt/+\u2069 و نه \u2068zigbee2mqtt/+lamp\u2069؛ "
    "علامت # هم فقط در "
    "پایان می‌آید، مانند \u2068zigbee2mqtt/#\u2069.",
)
_SIGNS = ("Invalid subscription filter", "Publish topic cannot contain wildcards", "filter_wildcard")


def recognise(evidence: Evidence) -> Text | None:
    """Paho's own complaint, or the broker's."""
    return HINT if any(sign in evidence.error for sign in _SIGNS) else None
