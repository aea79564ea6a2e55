"""Doors and windows: how far each stands open, locked or shaded, now and on average since the last step."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.house import House

Openness = Mapping[str, float]
"""For each door or window, the share of a step during which it stood open, 0 to 1."""
_FINE_SHARES = 4


def fine_share(share: float) -> float:
    """A share to the nearest quarter, which is fine enough and keeps the number of solved states small."""
    return round(share * _FINE_SHARES) / _FINE_SHARES


class Openings:
    """The doors and windows of a house. Shares are from 0 (closed, unshaded) to 1."""

    def __init__(self, house: House) -> None:
        self._names = list(house.openings)
        standing = [name for name, door in house.doors.items() if door.stands == "open"]
        self._open = dict.fromkeys(self._names, 0.0) | dict.fromkeys(standing, 1.0)
        self._shade = dict.fromkeys(self._names, 0.0)
        self._locked: set[str] = set()
        self._since_ms = dict.fromkeys(self._names, 0)
        self._opened_ms = dict.fromkeys(self._names, 0.0)
        self._counted_ms = 0

    def __contains__(self, name: str) -> bool:
        return name in self._open

    def open_share(self, name: str) -> float:
        """How far it stands open now."""
        return self._open[name]

    def shade_share(self, name: str) -> float:
        """How much of a window is shaded now."""
        return self._shade[name]

    def is_locked(self, name: str) -> bool:
        """Whether a door is locked now."""
        return name in self._locked

    def set_open(self, name: str, share: float, now_ms: int) -> None:
        """Open or close it to this share."""
        self._opened_ms[name] += self._open[name] * (now_ms - self._since_ms[name])
        self._since_ms[name] = now_ms
        self._open[name] = share

    def set_shade(self, name: str, share: float) -> None:
        """Shade a window to this share."""
        self._shade[name] = share

    def set_locked(self, name: str, is_locked: bool) -> None:
        """Lock or unlock a door."""
        (self._locked.add if is_locked else self._locked.discard)(name)

    def take_means(self, now_ms: int) -> dict[str, float]:
        """The mean share of each that stood open since the last call, in the order of their names."""
        passed_ms = max(1, now_ms - self._counted_ms)
        means: dict[str, float] = {}
        for name in self._names:
            self.set_open(name, self._open[name], now_ms)
            if self._opened_ms[name]:
                means[name] = self._opened_ms[name] / passed_ms
                self._opened_ms[name] = 0.0
        self._counted_ms = now_ms
        return means
