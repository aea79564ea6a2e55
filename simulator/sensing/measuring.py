"""From the true value to the measured one: y = quantise(lag(x) + bias + noise)."""

from __future__ import annotations

import math
from typing import TypeGuard

from devices.property import Property, Scalar
from simulator.randomness import Stream


class Sensor:
    """One sensing property of an installed device; keeps its lagging value and its own bias.

    It feels all the time, and measures, with the noise of that measurement, when its value is told.
    """

    def __init__(self, sensed: Property, chance: Stream) -> None:
        self._property = sensed
        self._chance = chance
        self._bias = chance.normal(sensed.sensing.bias) if sensed.sensing.bias else 0.0
        self._lag_s = sensed.sensing.lag_s
        self.is_true = not self._bias and not self._lag_s
        """Whether it feels just what is true."""
        self._lagging: float | None = None
        self._at_ms = 0

    def measure(self, true: Scalar, now_ms: int) -> Scalar:
        """What the sensor shows for a true value; what is no number it shows as it is."""
        return self.show(self.feel(true, now_ms))

    def feel(self, true: Scalar, now_ms: int) -> Scalar:
        """lag(x) + bias: what the sensor has before the noise of a measurement."""
        if not _is_number(true):
            return true
        return self._lag(true, now_ms) + self._bias

    def show(self, felt: Scalar) -> Scalar:
        """quantise(felt + noise), inside the property's range."""
        if not _is_number(felt):
            return felt
        sensing = self._property.sensing
        noise = self._chance.normal(sensing.noise) if sensing.noise else 0.0
        return quantise(self._property.clamp(felt + noise), sensing.resolution)

    def _lag(self, true: float, now_ms: int) -> float:
        """First order: dx'/dt = (x − x')/τ, solved exactly for a value that stayed since the last look."""
        if not self._lag_s:
            return true
        if self._lagging is None:
            self._lagging = true
        else:
            passed_s = (now_ms - self._at_ms) / 1000
            self._lagging = true + (self._lagging - true) * math.exp(-passed_s / self._lag_s)
        self._at_ms = now_ms
        return self._lagging


def _is_number(value: Scalar) -> TypeGuard[float]:
    return isinstance(value, (float, int)) and not isinstance(value, bool)


def quantise(value: float, resolution: float) -> int | float:
    """The nearest step of a resolution, without digits that floats add; whole steps give whole numbers."""
    if resolution <= 0:
        return round(value, 6)
    stepped = round(value / resolution) * resolution
    if resolution >= 1:
        return round(stepped)
    return round(stepped, 6) + 0.0
