"""Another port than the broker's."""

from __future__ import annotations

import ast

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en='No broker listens on port {port}. Take the port from MQTT_PORT: int(os.environ["MQTT_PORT"]).',
    fa="هیچ واسطی (broker) روی درگاه {port} گوش نمی‌دهد. آن را از MQTT_PORT بگیرید: "
    '\u2068int(os.environ["MQTT_PORT"])\u2069.',
)
_PORTS = (1883, 8883)


def recognise(evidence: Evidence) -> Text | None:
    """A number in `connect(host, port)` or `port=…`, in a program that never reached the broker."""
    if evidence.connected:
        return None
    for call in (*evidence.calls("connect"), *evidence.calls("connect_async"), *evidence.calls("Client")):
        named = [keyword.value for keyword in call.keywords if keyword.arg == "port"]
        for given in (*call.args[1:2], *named):
            if isinstance(given, ast.Constant) and isinstance(given.value, int) and given.value not in _PORTS:
                return HINT.format(port=str(given.value))
    return None
