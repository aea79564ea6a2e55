"""What can be wrong with what happens at a device: the hand that touches it, the values it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from devices.command import ValueRefused
from devices.device import Device
from devices.property import Scalar
from devices.text import Text
from simulator.mistakes import unknown

Wrong = Iterator[tuple[tuple[int | str, ...], Text]]
"""Where it is, below the entry that was checked, and what would be right."""


def wrong_hand(hand: str, device: Device) -> Wrong:
    """The device cannot be touched so."""
    if hand not in device.hands:
        yield ("hand",), unknown(hand, sorted(device.hands))


def wrong_values(values: Mapping[str, Scalar], device: Device) -> Wrong:
    """The device has no such commands, or does not take these values."""
    for name, value in values.items():
        if name not in device.commands:
            yield ("set", name), unknown(name, list(device.commands))
            continue
        try:
            device.commands[name].accept(value)
        except ValueRefused as refused:
            yield ("set", name), refused.says
