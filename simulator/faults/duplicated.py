"""A device whose reports sometimes come twice, as when an acknowledgement was lost."""

from __future__ import annotations

from pydantic import Field

from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.plan import Plan, Share
from simulator.quantities import Duration


class Parameters(Plan):
    """How often, and how long after."""

    share: Share = Field(default=0.3)
    """Of the reports that come twice, 0 to 1."""
    after: Duration = Field(default=400)
    """Time between the two."""


class Duplicated(Fault):
    """A share of the reports comes twice."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._plan = plan
        self._chance = case.chance

    def report_delays(self, delays_ms: list[int]) -> list[int]:
        """The same copies, and now and then one more."""
        if delays_ms and self._chance.chance(self._plan.share):
            return [*delays_ms, delays_ms[-1] + self._plan.after]
        return delays_ms


FAULT = FaultKind(
    name="duplicated",
    title=Text(en="Duplicated reports", fa="گزارش‌های تکراری"),
    says=Text(en="Some of the device's reports come twice.", fa="برخی از گزارش‌های دستگاه دو بار می‌رسند."),
    parameters=Parameters,
    begin=Duplicated,
)
