"""An error that comes and goes slowly: AR(1), the process that forgets itself with a time constant."""

from __future__ import annotations

import math

from simulator.randomness import Stream

_STEP_MS = 600_000


class Wander:
    """xₙ₊₁ = φ·xₙ + √(1 − φ²)·N(0, σ) with φ = e^(−Δ/τ) and Δ of ten minutes; begins in its steady state.

    Its steps lie on the clock, so how often somebody looks changes nothing.
    """

    def __init__(self, deviation: float, time_constant_s: float, chance: Stream) -> None:
        self._chance = chance
        self._kept = math.exp(-_STEP_MS / 1000 / time_constant_s)
        self._added = deviation * math.sqrt(1 - self._kept**2)
        self._step = 0
        self._value = chance.normal(deviation)

    def at(self, now_ms: int) -> float:
        """The error at an instant, in the unit of the deviation; time never runs backwards."""
        while self._step < now_ms // _STEP_MS:
            self._step += 1
            self._value = self._kept * self._value + self._chance.normal(self._added)
        return self._value
