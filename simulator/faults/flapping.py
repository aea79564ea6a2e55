"""A device that keeps going away and coming back, as with a loose plug."""

from __future__ import annotations

from pydantic import Field

from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.plan import Plan
from simulator.quantities import MINUTE_MS, PositiveDuration


class Parameters(Plan):
    """For how long it is away, and for how long there."""

    away_for: PositiveDuration = Field(default=MINUTE_MS)
    back_for: PositiveDuration = Field(default=4 * MINUTE_MS)


class Flapping(Fault):
    """Away and back in turn, beginning with away."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._begun_ms = case.begun_ms
        self._away_ms = plan.away_for
        self._round_ms = plan.away_for + plan.back_for

    def is_lost(self, now_ms: int) -> bool:
        """In the first part of each round."""
        return self._passed_ms(now_ms) < self._away_ms

    def next_ms(self, now_ms: int) -> int | None:
        """When it next goes or comes."""
        passed_ms = self._passed_ms(now_ms)
        return now_ms - passed_ms + (self._away_ms if passed_ms < self._away_ms else self._round_ms)

    def _passed_ms(self, now_ms: int) -> int:
        return (now_ms - self._begun_ms) % self._round_ms


FAULT = FaultKind(
    name="flapping",
    title=Text(en="Flapping", fa="قطع و وصل پیاپی"),
    says=Text(
        en="The device keeps going away and coming back.", fa="دستگاه پیاپی از دسترس خارج می‌شود و بازمی‌گردد."
    ),
    parameters=Parameters,
    begin=Flapping,
)
