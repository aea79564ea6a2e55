"""A device whose reports take their time, as through a crowded mesh of routers."""

from __future__ import annotations

from pydantic import Field

from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.plan import Plan
from simulator.quantities import SECOND_MS, Duration, PositiveDuration


class Parameters(Plan):
    """How late reports come."""

    by: PositiveDuration = Field(default=30 * SECOND_MS)
    varies_by: Duration = Field(default=0)
    """The delay is from `by` to `by` + `varies_by`; reports stay in their order."""


class Delayed(Fault):
    """Each report arrives later."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._plan = plan
        self._chance = case.chance

    def report_delays(self, delays_ms: list[int]) -> list[int]:
        """The same copies, later."""
        late_ms = self._plan.by + self._chance.integer(0, self._plan.varies_by)
        return [delay_ms + late_ms for delay_ms in delays_ms]


FAULT = FaultKind(
    name="delayed",
    title=Text(en="Delayed reports", fa="گزارش‌های دیررس"),
    says=Text(en="What the device reports arrives late.", fa="گزارش‌های دستگاه دیر می‌رسند."),
    parameters=Parameters,
    begin=Delayed,
)
