"""From the true value to the measured one: y = quantise(gain·lag(x) + bias + drift·t + wander + noise)."""

from __future__ import annotations

import math
from typing import TypeGuard

from devices.property import Property, Scalar
from simulator.quantities import DAY_MS
from simulator.randomness import Stream
from simulator.sensing.wander import Wander


class Sensor:
    """One sensing property of an installed device; keeps its lagging value and its own errors.

    It feels all the time, and measures, with the noise of that measurement, when its value is told. `wander`
    is its slow error, if it has one.
    """

    def __init__(self, sensed: Property, chance: Stream, wander: Wander | None = None) -> None:
        sensing = sensed.sensing
        self._clamp = sensed.clamp
        self._noise = sensing.noise
        self._resolution = sensing.resolution
        self._chance = chance
        self._wander = wander
        self._bias = chance.normal(sensing.bias) if sensing.bias else 0.0
        self._gain = 1.0 + chance.normal(sensing.gain) if sensing.gain else 1.0
        self._drift_per_ms = chance.normal(sensing.drift_per_day) / DAY_MS if sensing.drift_per_day else 0.0
        self._lag_s = sensing.lag_s
        self._has_slow_errors = wander is not None or self._drift_per_ms != 0 or self._gain != 1
        self.is_true = not self._bias and not self._lag_s and not self._has_slow_errors
        """Whether it feels just what is true."""
        self._settles_within = sensing.resolution
        if sensed.reporting is not None:
            self._settles_within = max(sensing.resolution, sensed.reporting.change / 2)
        self._lagging: float | None = None
        self._behind = 0.0
        self._at_ms = 0
        self._usual_pause_ms = 0
        self._usual_rest = 1.0

    @classmethod
    def of(cls, sensed: Property, seed: int, path: str) -> Sensor:
        """The sensor of a property with the chances of its path, `<device>.<property>`."""
        sensing = sensed.sensing
        slow = Wander(sensing.wander, sensing.wander_s, Stream(seed, f"{path}.wander"))
        return cls(sensed, Stream(seed, path), slow if sensing.wander else None)

    @property
    def is_settled(self) -> bool:
        """Whether it no longer lags behind by more than is worth telling."""
        return -self._settles_within <= self._behind <= self._settles_within

    def measure(self, true: Scalar, now_ms: int) -> Scalar:
        """What the sensor shows for a true value; what is no number it shows as it is."""
        return self.show(self.feel(true, now_ms))

    def feel(self, true: Scalar, now_ms: int) -> Scalar:
        """gain·lag(x) + bias + drift·t + wander: what the sensor has before the noise of a measurement."""
        if not isinstance(true, (float, int)) or isinstance(true, bool):
            return true
        felt = self._lag(true, now_ms) if self._lag_s else true
        if self._has_slow_errors:
            felt = self._gain * felt + self._drift_per_ms * now_ms
            felt += self._wander.at(now_ms) if self._wander else 0.0
        return felt + self._bias

    def show(self, felt: Scalar) -> Scalar:
        """quantise(felt + noise), inside the property's range."""
        if not is_number(felt):
            return felt
        if self._noise:
            felt += self._chance.normal(self._noise)
        return quantise(self._clamp(felt), self._resolution)

    def _lag(self, true: float, now_ms: int) -> float:
        """First order: dx'/dt = (x − x')/τ, solved exactly for a value that stayed since the last look."""
        if self._lagging is None:
            self._lagging = true
        else:
            pause_ms = now_ms - self._at_ms
            if pause_ms != self._usual_pause_ms:
                self._usual_pause_ms = pause_ms
                self._usual_rest = math.exp(-(pause_ms / 1000) / self._lag_s)
            self._lagging = true + (self._lagging - true) * self._usual_rest
        self._at_ms = now_ms
        self._behind = true - self._lagging
        return self._lagging


def is_number(value: Scalar) -> TypeGuard[float]:
    """Whether a value is one that can be measured; `true` is no number."""
    return isinstance(value, (float, int)) and not isinstance(value, bool)


def quantise(value: float, resolution: float) -> int | float:
    """The nearest step of a resolution, without digits that floats add; whole steps give whole numbers."""
    if resolution <= 0:
        return round(value, 6)
    stepped = round(value / resolution) * resolution
    if resolution >= 1:
        return round(stepped)
    return round(stepped, 6) + 0.0
