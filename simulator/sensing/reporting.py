"""When Zigbee tells a value."""

from __future__ import annotations

from devices.property import Reporting, Scalar


def is_due(reporting: Reporting, passed_ms: int, told: Scalar, now: Scalar) -> bool:
    """Report if Δt ≥ max, or Δt ≥ min and the value moved by the reportable change.

    `passed_ms` is the time since the value was last told.
    """
    if passed_ms >= reporting.max_s * 1000:
        return True
    if told == now or passed_ms < reporting.min_s * 1000:
        return False
    change = reporting.change
    if change > 0 and isinstance(told, (float, int)) and isinstance(now, (float, int)):
        # A hair's breadth of tolerance, so that 0.1 + 0.2 counts as 0.3.
        return abs(now - told) >= change - 1e-9
    return True
