"""A device at the edge of the radio's reach: reports and commands are lost in bursts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.plan import Plan
from simulator.radio_plan import Loss
from simulator.sensing.burst_loss import QUALITIES, LossyLink
from simulator.sensing.retries import RETRIES, delay_ms


class Parameters(Plan):
    """How bad the link is."""

    loss: Loss = QUALITIES["poor"]
    """`good`, `fair` or `poor`, or the four probabilities."""
    retries: Annotated[int, Field(ge=0, le=10)] = RETRIES
    """How often what was lost is sent again."""


class Lost(Fault):
    """A burst loses what it meets, in either direction."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._link = LossyLink(plan.loss, case.chance)
        self._retries = plan.retries

    def report_delays(self, delays_ms: list[int]) -> list[int]:
        """The copies that get through, later for each time that they had to be repeated."""
        late = [(each_ms, delay_ms(self._link, self._retries)) for each_ms in delays_ms]
        return [each_ms + late_ms for each_ms, late_ms in late if late_ms is not None]

    def command_delay(self, delay_ms_so_far: int | None) -> int | None:
        """The same for a command."""
        late_ms = delay_ms(self._link, self._retries)
        return None if delay_ms_so_far is None or late_ms is None else delay_ms_so_far + late_ms


FAULT = FaultKind(
    name="lost",
    title=Text(en="Lost reports", fa="گزارش‌های گم‌شده"),
    says=Text(
        en="Reports and commands are lost in bursts, or arrive only at the second or third attempt.",
        fa="گزارش‌ها و فرمان‌ها پشت‌سرهم گم می‌شوند یا تازه در تلاش دوم یا سوم می‌رسند.",
    ),
    parameters=Parameters,
    begin=Lost,
)
