"""How well a device's radio is heard, and how long a command takes to reach it."""

from __future__ import annotations

import math

from simulator.randomness import Stream

_LOSS_AT_1_M_DB = 55.0
_EXPONENT = 2.4
_SHADOWING_DB = 4.0
_WALL_DB = 5.0
_BEST_DB, _WORST_DB = 55.0, 105.0
_LATENCY_MS = (8, 38)


def link_quality(chance: Stream) -> int:
    """Link quality 0 to 255 of a device somewhere in the house, drawn once.

    Path loss PL(d) = PL₀ + 10 n log₁₀(d) + N(0, σ) + walls, turned linearly into a quality.
    """
    distance_m = chance.uniform(2.0, 12.0)
    walls = int(distance_m // 4)
    loss_db = _LOSS_AT_1_M_DB + 10 * _EXPONENT * math.log10(distance_m) + walls * _WALL_DB
    loss_db += chance.normal(_SHADOWING_DB)
    share = (_WORST_DB - loss_db) / (_WORST_DB - _BEST_DB)
    return max(20, min(255, round(255 * share)))


def latency_ms(chance: Stream) -> int:
    """How long a command is on its way, in milliseconds."""
    return chance.integer(*_LATENCY_MS)
