"""When Zigbee tells a value."""

from __future__ import annotations

from devices.property import Reporting, Scalar


def is_due(reporting: Reporting, passed_ms: int, told: Scalar, now: Scalar) -> bool:
    """Report if Δt ≥ max, or Δt ≥ min and the value moved by the reportable change.

    `passed_ms` is the time since the value was last told.
    """
    return passed_ms >= reporting.max_s * 1000 or (
        told != now and passed_ms >= reporting.min_s * 1000 and _moved(told, now, reporting.change)
    )


def _moved(told: Scalar, now: Scalar, change: float) -> bool:
    if change > 0 and isinstance(told, (float, int)) and isinstance(now, (float, int)):
        # A hair's breadth of tolerance, so that 0.1 + 0.2 counts as 0.3.
        return abs(now - told) >= change - 1e-9
    return True
