"""Traits of presence: motion that an infrared sensor notices."""

from __future__ import annotations

from devices.device import Change, Trait, Values
from devices.property import AT_ONCE, Property
from devices.surroundings import Surroundings
from devices.text import Text


def occupancy(blind_s: int, timeout_s: int) -> Trait:
    """Motion: after a detection the sensor is blind for `blind_s`; each detection is told, repeated or not.

    Occupancy ends `timeout_s` after the last detection. Both in seconds.
    """
    blind_ms, timeout_ms = blind_s * 1000, timeout_s * 1000

    def notice(values: Values, around: Surroundings) -> Change | None:
        if around.now_ms < _time(values, "blind_until_ms"):
            return None
        return Change(
            values={
                "occupancy": True,
                "blind_until_ms": around.now_ms + blind_ms,
                "clear_at_ms": around.now_ms + timeout_ms,
            },
            tell=("occupancy",),
            wake_after_ms=timeout_ms,
            wake_with="occupancy_timeout",
        )

    def clear(values: Values, around: Surroundings) -> Change | None:
        detected_again_since = around.now_ms < _time(values, "clear_at_ms")
        return None if detected_again_since else Change({"occupancy": False}, tell=("occupancy",))

    return Trait(
        properties=(
            Property(
                name="occupancy",
                kind="binary",
                title=Text(en="Occupancy", fa="حضور"),
                description=Text(
                    en="Indicates whether the device detected occupancy",
                    fa="نشان می‌دهد که حسگر، حضور کسی را دریافته است یا نه",
                ),
                initial=False,
                reporting=AT_ONCE,
            ),
        ),
        memory={"blind_until_ms": 0, "clear_at_ms": 0},
        react={"motion": notice, "occupancy_timeout": clear},
        hands={"walk_in": "motion"},
    )


def _time(values: Values, name: str) -> int:
    instant = values[name]
    return instant if isinstance(instant, int) else 0
