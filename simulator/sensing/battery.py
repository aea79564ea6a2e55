"""A device's own battery: what sleeping and sending take out of it."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.randomness import Stream

_SLEEP_MA = 0.008
"""Current of a sleeping sensor with its radio off."""
_REPORT_MAH = 0.00025
"""One report: about 15 mA for 60 ms."""
_IN_USE = (0.6, 1.0)


@dataclass(slots=True)
class Battery:
    """A battery that held `first_mah` at the beginning; capacity 0 means that the device needs none.

    Q = Q₀ − I_sleep·t − q_report·n: reckoned from the beginning, so how often it is asked changes nothing.
    """

    capacity_mah: float
    first_mah: float
    reports: int = 0

    @classmethod
    def fresh(cls, capacity_mah: float, percent: float | None, chance: Stream) -> Battery:
        """A battery with this charge; without one, as of a device that has been in use for a while."""
        share = chance.uniform(*_IN_USE) if percent is None else percent / 100
        return cls(capacity_mah, capacity_mah * share)

    def charge(self, now_ms: int) -> float:
        """What is left at an instant, 0 to 1."""
        if not self.capacity_mah:
            return 1.0
        taken_mah = _SLEEP_MA * now_ms / 3_600_000 + _REPORT_MAH * self.reports
        return max(0.0, (self.first_mah - taken_mah) / self.capacity_mah)

    def send(self) -> None:
        """Take out what one report costs."""
        self.reports += 1
