"""A callback with another number of arguments than paho-mqtt 2 gives it."""

from __future__ import annotations

import re

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="{callback} has the wrong number of arguments. With CallbackAPIVersion.VERSION2 it is: "
    "def {callback}({arguments}).",
    fa="تعداد آرگومان‌های {callback} درست نیست. با CallbackAPIVersion.VERSION2 چنین است: "
    "\u2068def {callback}({arguments})\u2069.",
)
_ARGUMENTS = {
    "on_connect": "client, userdata, flags, reason_code, properties",
    "on_disconnect": "client, userdata, flags, reason_code, properties",
    "on_subscribe": "client, userdata, mid, reason_codes, properties",
    "on_unsubscribe": "client, userdata, mid, reason_codes, properties",
    "on_publish": "client, userdata, mid, reason_code, properties",
    "on_message": "client, userdata, message",
}
_COMPLAINT = re.compile(r"TypeError: (?:\w+\.)*(on_\w+)\(\) (?:takes \d+|missing \d+) ")


def recognise(evidence: Evidence) -> Text | None:
    """Python's own complaint, about a function with a callback's usual name that paho called."""
    complaint = _COMPLAINT.search(evidence.error)
    if complaint is None or complaint[1] not in _ARGUMENTS or "paho" not in evidence.error:
        return None
    return HINT.format(callback=complaint[1], arguments=_ARGUMENTS[complaint[1]])
