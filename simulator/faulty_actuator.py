"""Which devices have an actuator that could go wrong."""

from __future__ import annotations

from typing import Any

from devices.text import Text
from simulator.fault import Wrong
from simulator.house import House, Installed

STATE = "state"
"""Zigbee2MQTT's name for what a relay is: ON or OFF."""
_NO_ACTUATOR = Text(en="a {model} obeys no command", fa="مدل {model} فرمانی نمی‌پذیرد")
_NO_RELAY = Text(en="a {model} has no relay", fa="مدل {model} رله ندارد")


def wrong_actuator(plan: Any, installed: Installed, house: House) -> Wrong:
    """That the device obeys nothing at all."""
    if not installed.device.commands:
        yield (), _NO_ACTUATOR.format(model=installed.device.model)


def wrong_relay(plan: Any, installed: Installed, house: House) -> Wrong:
    """That the device does not switch anything on and off."""
    command = installed.device.commands.get(STATE)
    if command is None or command.kind != "binary":
        yield (), _NO_RELAY.format(model=installed.device.model)
