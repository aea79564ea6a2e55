"""A device's own battery: what sleeping and sending take out of it."""

from __future__ import annotations

from dataclasses import dataclass

_SLEEP_MA = 0.008
"""Current of a sleeping sensor with its radio off."""
_REPORT_MAH = 0.00025
"""One report: about 15 mA for 60 ms."""


@dataclass(slots=True)
class Battery:
    """Charge of a battery in mAh; capacity 0 means that the device needs none."""

    capacity_mah: float
    left_mah: float
    at_ms: int = 0

    @property
    def charge(self) -> float:
        """What is left, 0 to 1."""
        return self.left_mah / self.capacity_mah if self.capacity_mah else 1.0

    @property
    def is_empty(self) -> bool:
        """Whether the device has died."""
        return self.capacity_mah > 0 and self.left_mah <= 0

    def sleep_until(self, now_ms: int) -> None:
        """Take out what sleeping since the last time cost."""
        if self.capacity_mah:
            self.left_mah = max(0.0, self.left_mah - _SLEEP_MA * (now_ms - self.at_ms) / 3_600_000)
        self.at_ms = now_ms

    def send(self) -> None:
        """Take out what one report costs."""
        if self.capacity_mah:
            self.left_mah = max(0.0, self.left_mah - _REPORT_MAH)
