"""How far the world may move on at once: no further than until somebody would notice what it missed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from devices.surroundings import Indoors

LENGTHS_MIN = (10, 5, 2, 1)
"""Steps in minutes. Each begins at a multiple of its own length, so that none reaches into another hour."""


class _Tolerance(NamedTuple):
    """How far a quantity may move within one step: so much, and so much of what it is."""

    field: int
    absolute: float
    relative: float = 0.0


def _tolerance(quantity: str, absolute: float, relative: float = 0.0) -> _Tolerance:
    return _Tolerance(Indoors._fields.index(quantity), absolute, relative)


_TOLERANCES = (
    _tolerance("temperature_c", 0.3),
    _tolerance("humidity_percent", 2.0),
    _tolerance("illuminance_lx", 10.0, relative=0.1),
    _tolerance("co2_ppm", 50.0),
    _tolerance("voc_ppb", 50.0),
    _tolerance("pm25_ug_m3", 5.0, relative=0.1),
    _tolerance("smoke_percent_m", 0.02),
    _tolerance("co_ppm", 3.0),
    _tolerance("gas_percent_lel", 0.5),
)


def moved_share(before: Iterable[Indoors], after: Iterable[Indoors]) -> float:
    """How far the rooms moved, as a share of what is tolerated; what moved furthest counts."""
    furthest = 0.0
    for was, is_now in zip(before, after, strict=True):
        for field, absolute, relative in _TOLERANCES:
            moved = abs(is_now[field] - was[field])
            if moved > furthest * absolute:
                furthest = max(furthest, moved / (absolute + relative * was[field]))
    return furthest


def next_length_min(moved: float, passed_min: int, now_min: int) -> int:
    """The longest step in which nothing moves further than is tolerated, going as fast as it just did."""
    for length in LENGTHS_MIN:
        if now_min % length == 0 and moved * length <= passed_min:
            return length
    return LENGTHS_MIN[-1]


def parts_of(minutes: int) -> list[int]:
    """So many minutes as steps of the usual lengths, of which few solved states are kept."""
    parts = []
    for length in LENGTHS_MIN:
        count, minutes = divmod(minutes, length)
        parts += [length] * count
    return parts
