"""Wall time and simulated time. The only module of the simulator that reads a wall clock.

When the wall clock said `wall_base`, the simulated time was `base`, and since then it has advanced at `speed`
simulated seconds per wall second: simulated = base + speed × (wall − wall_base). Pausing is speed 0.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from devices.text import Text
from simulator.errors import SimulatorError

SLOWEST, FASTEST = 0.1, 1000.0
"""The speeds that a live house takes, in simulated seconds per wall second."""
_KEEPS_UP = 0.02
"""By what share a house may miss its speed in a second and still be said to keep it."""


class SpeedRefused(SimulatorError):
    """A live house cannot go at that speed. Fields: speed, slowest, fastest."""

    code = "speed_refused"
    words = Text(
        en="A house cannot go at ×{speed}: choose ×{slowest:g} to ×{fastest:g}, and pause it to stand still.",
        fa="خانه با سرعت ×{speed} پیش نمی‌رود: از ×{slowest:g} تا ×{fastest:g} را انتخاب کنید و برای ایستادن، "
        "آن را متوقف کنید.",
    )


def wall_s() -> float:
    """A clock on the wall that never goes backwards, in seconds."""
    return time.monotonic()


def accepted_speed(speed: float) -> float:
    """The speed, if a live house can go at it. Raises SpeedRefused."""
    if not SLOWEST <= speed <= FASTEST:
        raise SpeedRefused(speed=speed, slowest=SLOWEST, fastest=FASTEST)
    return speed


class Pace:
    """The line between wall time (seconds) and simulated time (milliseconds)."""

    def __init__(self, base_ms: int = 0, speed: float = 1.0, clock: Callable[[], float] = wall_s) -> None:
        self._clock = clock
        self._base_ms = float(base_ms)
        self._wall_base_s = clock()
        self._speed = speed
        self._is_paused = False

    @property
    def speed(self) -> float:
        """Simulated seconds per wall second, when not paused."""
        return self._speed

    @property
    def is_paused(self) -> bool:
        """Whether simulated time stands still."""
        return self._is_paused

    @property
    def rate(self) -> float:
        """Simulated seconds per wall second now: 0 when paused."""
        return 0.0 if self._is_paused else self._speed

    def simulated_ms(self) -> int:
        """The simulated time that it should be now."""
        return int(self._exact_ms())

    def wait_s(self, due_ms: int) -> float | None:
        """Wall seconds until a simulated time; None if it never comes at this pace."""
        rate = self.rate
        if rate <= 0:
            return None
        return max(0.0, (due_ms - self._exact_ms()) / 1000 / rate)

    def wall_s_of(self, due_ms: int) -> float | None:
        """What the wall clock says at a simulated time, past or to come; None if it stands still."""
        rate = self.rate
        return self._wall_base_s + (due_ms - self._base_ms) / 1000 / rate if rate > 0 else None

    def set_speed(self, speed: float) -> None:
        """Go on at another speed from now."""
        self._rebase(self._exact_ms())
        self._speed = speed

    def pause(self) -> None:
        """Stand still from now."""
        self._rebase(self._exact_ms())
        self._is_paused = True

    def resume(self) -> None:
        """Go on from now at the speed from before."""
        self._rebase(self._exact_ms())
        self._is_paused = False

    def admit(self, now_ms: int) -> None:
        """Take what was reached as what should be: simulated time that could not be kept up is given up."""
        self._rebase(float(now_ms))

    def _exact_ms(self) -> float:
        return self._base_ms + self.rate * (self._clock() - self._wall_base_s) * 1000

    def _rebase(self, simulated_ms: float) -> None:
        self._base_ms = simulated_ms
        self._wall_base_s = self._clock()


class Speedometer:
    """How fast simulated time really goes by."""

    def __init__(self, pace: Pace, clock: Callable[[], float] = wall_s) -> None:
        self._pace = pace
        self._clock = clock
        self._since = (clock(), 0)
        self.reached = 0.0
        """Simulated seconds per wall second between the last two readings; the wanted speed if almost so."""

    def start(self, now_ms: int) -> None:
        """Measure from this simulated time: the pace is another from now on."""
        self._since = (self._clock(), now_ms)
        self.reached = self._pace.rate

    def read(self, now_ms: int) -> None:
        """The house has come this far."""
        wall, before_ms = self._clock(), self._since[1]
        passed_s = wall - self._since[0]
        self._since = (wall, now_ms)
        if passed_s > 0:
            reached = (now_ms - before_ms) / 1000 / passed_s
            keeps_up = abs(reached - self._pace.rate) <= _KEEPS_UP * self._pace.rate
            self.reached = self._pace.rate if keeps_up else float(f"{reached:.3g}")
