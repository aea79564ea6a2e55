"""A device whose own clock is wrong: what it says carries the wrong time."""

from __future__ import annotations

from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.plan import Plan
from simulator.quantities import DAY_MS


class Parameters(Plan):
    """How wrong the clock is."""

    ahead_s: float = 300
    """In seconds; negative is behind."""
    gains_s_per_day: float = 0
    """What the clock gains besides in a day, in seconds; negative loses."""


class ClockSkew(Fault):
    """Only times that come from the device itself are wrong; it reports when it always did."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._plan = plan
        self._begun_ms = case.begun_ms

    def stamp(self, now_ms: int) -> int:
        """The device's own time."""
        gained_s = self._plan.gains_s_per_day * (now_ms - self._begun_ms) / DAY_MS
        return now_ms + round(1000 * (self._plan.ahead_s + gained_s))


FAULT = FaultKind(
    name="clock_skew",
    title=Text(en="Wrong clock", fa="ساعت نادرست"),
    says=Text(
        en="The device's own clock is wrong, and with it the time in its messages.",
        fa="ساعت خود دستگاه نادرست است و زمان پیام‌هایش هم.",
    ),
    parameters=Parameters,
    begin=ClockSkew,
)
