"""The clock by which things are received, which is not believed for a while after somebody has set it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import NamedTuple

from api.errors import ApiError
from devices.text import Text

_log = logging.getLogger("khaneh.clock")

TOLERANCE = timedelta(seconds=60)
"""A time server bends the clock by no more; a larger step means that it was wrong, or is now."""
SETTLING_S = 120.0
"""A clock that nobody has set for so long is believed again, whatever it shows."""


class ClockWasSet(ApiError):
    """The lab's clock has jumped, and a time of receipt would be disputable. Fields: shows, minutes."""

    code = "clock_was_set"
    status = 503
    retry_after_s = 30
    words = Text(
        en="The clock of the lab's machine jumped by {minutes} minutes just now and shows {shows}; nothing"
        " was stored, since its time would be wrong. Try again in two minutes. Whoever runs the lab should"
        " look at the clock.",
        fa="ساعت دستگاه آزمایشگاه همین حالا {minutes} دقیقه جابه‌جا شد و {shows} را نشان می‌دهد؛ چیزی ذخیره"
        " نشد، چون زمانش نادرست می‌شد. دو دقیقهٔ دیگر دوباره امتحان کنید. مسئول آزمایشگاه ساعت را بررسی کند.",
    )


class _Reading(NamedTuple):
    wall: datetime
    steady_s: float


@dataclass(frozen=True, slots=True)
class _Jump:
    by: timedelta
    seen_at_s: float


class WatchedClock:
    """Compares the wall clock with one that nobody can set.

    A step is told to everybody who asks for the time until the clock is back where it was, or has gone
    evenly for `SETTLING_S`: then it was put right, or at least everybody knows.
    """

    def __init__(
        self, wall: Callable[[], datetime], steady_s: Callable[[], float], newest: datetime | None = None
    ) -> None:
        """`newest` is the latest moment on record: a clock that starts before it is wrong."""
        self._wall = wall
        self._steady_s = steady_s
        self._lock = Lock()
        self._jump: _Jump | None = None
        self._believed = self._read()
        self._is_behind_record = newest is not None and newest > self._believed.wall
        if newest is not None and self._is_behind_record:
            self._believed = _Reading(newest, self._believed.steady_s)

    def now(self) -> datetime:
        """The present moment. Raises ClockWasSet."""
        with self._lock:
            reading = self._read()
            step = self._step_to(reading)
            if abs(step) > TOLERANCE and not self._has_settled(step, reading.steady_s):
                minutes = f"{step.total_seconds() / 60:+.0f}"
                raise ClockWasSet(minutes=minutes, shows=f"{reading.wall:%Y-%m-%d %H:%M} UTC")
            if abs(step) > TOLERANCE:
                _log.warning("the clock was set by %s; it is believed from now on", step)
            self._jump = None
            self._is_behind_record = False
            self._believed = reading
            return reading.wall

    def _read(self) -> _Reading:
        return _Reading(self._wall(), self._steady_s())

    def _step_to(self, reading: _Reading) -> timedelta:
        """How much further the wall clock went than time did."""
        passed = timedelta(seconds=reading.steady_s - self._believed.steady_s)
        step = reading.wall - self._believed.wall - passed
        # How long the machine was off nobody knows: after the record, any moment will do.
        return min(step, timedelta()) if self._is_behind_record else step

    def _has_settled(self, step: timedelta, steady_s: float) -> bool:
        if self._jump is None or abs(step - self._jump.by) > TOLERANCE:
            _log.warning("the clock was set by %s", step)
            self._jump = _Jump(step, steady_s)
        return steady_s - self._jump.seen_at_s >= SETTLING_S
