"""The wall clock of the service: the only place in it that asks what time it is."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def utc_now() -> datetime:
    """The present moment, in UTC and aware of it."""
    return datetime.now(UTC)


def wall_ms() -> int:
    """The present moment in milliseconds since 1970, in UTC."""
    return int(utc_now().timestamp() * 1000)


def steady_s() -> float:
    """Seconds since some moment, by a clock that nobody can set; on Linux it counts a machine's sleep."""
    boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)
