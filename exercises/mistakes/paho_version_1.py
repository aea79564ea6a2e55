"""The line of old tutorials that paho-mqtt 2 does not accept: `mqtt.Client("my-name")`."""

from __future__ import annotations

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="This is how clients were made before paho-mqtt 2. Write "
    "mqtt.Client(mqtt.CallbackAPIVersion.VERSION2), with client_id=… after it if you need a name.",
    fa="این شیوهٔ ساختن کلاینت مربوط به پیش از paho-mqtt 2 است. بنویسید "
    "\u2068mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)\u2069 و اگر شناسه لازم است، "
    "\u2068client_id=…\u2069 را پس از آن "
    "بیاورید.",
)
_SIGNS = (
    "Unsupported callback API version",
    "missing 1 required positional argument: 'callback_api_version'",
)


def recognise(evidence: Evidence) -> Text | None:
    """Paho's own complaint."""
    return HINT if any(sign in evidence.error for sign in _SIGNS) else None
