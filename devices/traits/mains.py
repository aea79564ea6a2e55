"""The trait of drawing a little electricity all the time."""

from __future__ import annotations

from devices.device import Trait
from devices.effect import Effect


def electronics(power_w: float) -> Trait:
    """What the electronics of a device on the mains draws, which warms its room."""
    drawn = Effect(power_w=power_w, heat_w=power_w)
    return Trait(properties=(), act=lambda values, load: drawn)
