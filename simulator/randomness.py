"""The only source of chance: one seeded stream for each path.

A path's stream depends on the seed and on that path alone, so adding a device, a room or a person changes
nothing for the others.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Stream:
    """Random numbers of one path. Each draw is rounded to nine digits: libraries differ in the last bits."""

    def __init__(self, seed: int, path: str) -> None:
        digest = hashlib.sha256(f"{seed}/{path}".encode()).digest()
        self._random = random.Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 – reproducible on purpose

    def uniform(self, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        return round(low + (high - low) * self._random.random(), 9)

    def integer(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def normal(self, deviation: float) -> float:
        """A number around 0 with this standard deviation."""
        return round(self._random.gauss(0.0, deviation), 9)

    def exponential(self, mean: float) -> float:
        """A waiting time with this mean, as between events that know nothing of each other."""
        return round(-mean * math.log(1.0 - self._random.random()), 9)

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self._random.random() < probability

    def choice(self, among: Sequence[T]) -> T:
        """One of `among`, each as likely."""
        return among[self.integer(0, len(among) - 1)]
