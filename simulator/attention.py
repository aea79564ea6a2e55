"""Whether anything around a device has moved so far that it must look again; until then it rests."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from devices.device import Device, Trait, Values
from devices.surroundings import Fixture, Indoors, Outdoors, Surroundings

_FIELDS = {"room": Indoors._fields, "outdoors": Outdoors._fields, "fixture": Fixture._fields}
_Followed = tuple[tuple[int, float], ...]
"""Fields of Indoors, Outdoors or Fixture by their number, and how far each may move."""


class Attention:
    """What the sensing traits of a device follow of its surroundings, all together.

    What is done to its door, its load, its supply or itself reaches a device at once.
    """

    def __init__(self, device: Device, sees_people: bool = False) -> None:
        sensing = [trait for trait in device.traits if trait.sense]
        self.is_restless = any(trait.follows is None for trait in sensing)
        """Whether it changes by itself, and must look time and again."""
        tolerances = _narrowest(sensing)
        if sees_people:
            tolerances["room.people"] = 0.0
        self._room = _followed("room", tolerances)
        self._outdoors = _followed("outdoors", tolerances)
        self._fixture = _followed("fixture", tolerances)
        self.follows_fixture = bool(self._fixture)
        self._patience = [trait.patience for trait in sensing if trait.patience]

    def is_called(self, felt: Surroundings, room: Indoors, outdoors: Outdoors) -> bool:
        """Whether this is so far from what the device felt that it wants to look."""
        if room is not felt.room and _has_moved(self._room, felt.room, room):
            return True
        return _has_moved(self._outdoors, felt.outdoors, outdoors)

    def is_called_by(self, fixture: Fixture, felt: Fixture) -> bool:
        """The same of what it is fitted to."""
        return _has_moved(self._fixture, felt, fixture)

    def patience_s(self, values: Values) -> float:
        """How long it can go without a look while nothing moves."""
        if not self._patience:
            return math.inf
        return min([patience(values) for patience in self._patience])


def _has_moved(followed: _Followed, felt: Sequence[Any], present: Sequence[Any]) -> bool:
    for field, tolerance in followed:  # noqa: SIM110 - asked by every device each minute
        if abs(present[field] - felt[field]) > tolerance:
            return True
    return False


def _narrowest(traits: Iterable[Trait]) -> dict[str, float]:
    tolerances: dict[str, float] = {}
    for trait in traits:
        for path, tolerance in (trait.follows or {}).items():
            tolerances[path] = min(tolerance, tolerances.get(path, tolerance))
    return tolerances


def _followed(where: str, tolerances: dict[str, float]) -> _Followed:
    return tuple(
        (field, tolerances[f"{where}.{name}"])
        for field, name in enumerate(_FIELDS[where])
        if f"{where}.{name}" in tolerances
    )
