"""An actuator that takes its time to obey."""

from __future__ import annotations

from pydantic import Field

from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.faulty_actuator import wrong_actuator
from simulator.plan import Plan
from simulator.quantities import SECOND_MS, PositiveDuration


class Parameters(Plan):
    """How slow it is."""

    by: PositiveDuration = Field(default=20 * SECOND_MS)
    """How much later a command takes effect."""


class Slow(Fault):
    """Each command takes effect later."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._by_ms = plan.by

    def command_delay(self, delay_ms: int | None) -> int | None:
        """The usual delay and this one."""
        return None if delay_ms is None else delay_ms + self._by_ms


FAULT = FaultKind(
    name="slow",
    title=Text(en="Slow actuator", fa="عملگر کند"),
    says=Text(en="The device obeys, but late.", fa="دستگاه فرمان را اجرا می‌کند، ولی دیر."),
    parameters=Parameters,
    begin=Slow,
    wrong=wrong_actuator,
)
