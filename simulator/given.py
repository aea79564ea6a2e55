"""What people, devices and mishaps give to the air of a room."""

from __future__ import annotations

from typing import NamedTuple


class Given(NamedTuple):
    """What is given to the air of a room, per hour."""

    moisture_g: float = 0.0
    co2_l: float = 0.0
    voc_mg: float = 0.0
    pm25_mg: float = 0.0
    co_l: float = 0.0
    gas_l: float = 0.0

    def plus(self, other: Given) -> Given:
        """Both together."""
        return Given(*[one + another for one, another in zip(self, other, strict=True)])
