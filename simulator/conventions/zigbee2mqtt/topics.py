"""Topics and messages that every part of the bridge uses."""

from __future__ import annotations

from typing import Any

from simulator.broker.message import Message
from simulator.json_text import compact

BASE = "zigbee2mqtt"
STATE = f"{BASE}/bridge/state"
REQUEST = f"{BASE}/bridge/request/"
RESPONSE = f"{BASE}/bridge/response/"


def retained(topic: str, content: Any) -> Message:
    """What whoever comes later learns too."""
    return Message(topic, compact(content), retain=True)


def complaint(message: str) -> Message:
    """An error in the bridge's log, the way in which Zigbee2MQTT refuses a command."""
    said = {"level": "error", "message": f"z2m: {message}", "namespace": "z2m"}
    return Message(f"{BASE}/bridge/logging", compact(said))
