"""From the true value to the measured one: y = quantise(lag(x) + bias + noise)."""

from __future__ import annotations

import math

from devices.property import Property, Scalar
from simulator.randomness import Stream


class Sensor:
    """One sensing property of an installed device; keeps its lagging value and its own bias."""

    def __init__(self, sensed: Property, chance: Stream) -> None:
        self._property = sensed
        self._chance = chance
        self._bias = chance.normal(sensed.sensing.bias) if sensed.sensing.bias else 0.0
        self._lagging: float | None = None
        self._at_ms = 0

    def measure(self, true: Scalar, now_ms: int) -> Scalar:
        """What the sensor shows for a true value; what is no number it shows as it is."""
        if isinstance(true, bool) or not isinstance(true, int | float):
            return true
        sensing = self._property.sensing
        value = self._lag(float(true), now_ms) if sensing.lag_s else float(true)
        value += self._bias
        if sensing.noise:
            value += self._chance.normal(sensing.noise)
        return quantise(self._property.clamp(value), sensing.resolution)

    def _lag(self, true: float, now_ms: int) -> float:
        """First order: dx'/dt = (x − x')/τ, solved exactly for a value that stayed since the last look."""
        if self._lagging is None:
            self._lagging = true
        else:
            passed_s = (now_ms - self._at_ms) / 1000
            share = math.exp(-passed_s / self._property.sensing.lag_s)
            self._lagging = true + (self._lagging - true) * share
        self._at_ms = now_ms
        return self._lagging


def quantise(value: float, resolution: float) -> int | float:
    """The nearest step of a resolution, without digits that floats add; whole steps give whole numbers."""
    if resolution <= 0:
        return round(value, 6)
    stepped = round(value / resolution) * resolution
    if resolution >= 1:
        return round(stepped)
    return round(stepped, 6) + 0.0
