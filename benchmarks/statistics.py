"""Figures out of samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that is no less than that share (0 to 1) of all samples: the nearest-rank method.

    Raises `ValueError` when there is no sample or the share is not one.
    """
    if not samples or not 0 <= share <= 1:
        raise ValueError((len(samples), share))
    ordered = sorted(samples)
    rank = -int(-share * len(ordered) // 1)  # rounded up
    return ordered[max(rank, 1) - 1]


def medians(rounds: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Of each figure the median over all rounds, which all have the same figures."""
    return {name: median(figures[name] for figures in rounds) for name in rounds[0]}
