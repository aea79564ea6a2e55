"""A measurement that now and then jumps, as beside a motor that starts."""

from __future__ import annotations

from pydantic import Field

from devices.property import Scalar
from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.faulty_value import NumberParameters, wrong_number
from simulator.quantities import MINUTE_MS, PositiveDuration
from simulator.sensing.measuring import is_number


class Parameters(NumberParameters):
    """How large the jumps are, and how often they come."""

    size: float = 20
    """In the value's own unit."""
    interval: PositiveDuration = Field(default=30 * MINUTE_MS)
    """Mean time between two jumps."""


class Spike(Fault):
    """Each jump lasts for one measurement; up and down are as likely."""

    is_restless = True

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._name = plan.of(case.installed.device)
        self._size = plan.size
        self._chance = case.chance
        self._sample_ms = case.installed.device.sample_s * 1000
        self._share = min(1.0, self._sample_ms / plan.interval)
        self._measurement = -1
        self._jump = 0.0

    def measure(self, name: str, value: Scalar, now_ms: int) -> Scalar:
        """The value, with a jump if this measurement has one."""
        if name != self._name or not is_number(value):
            return value
        if now_ms // self._sample_ms != self._measurement:
            self._measurement = now_ms // self._sample_ms
            jumps = self._chance.chance(self._share)
            self._jump = self._chance.choice((-self._size, self._size)) if jumps else 0.0
        return value + self._jump


FAULT = FaultKind(
    name="spike",
    title=Text(en="Spikes", fa="جهش‌های ناگهانی"),
    says=Text(
        en="Now and then a single measurement jumps far away.",
        fa="گاهی یک اندازه‌گیری ناگهان بسیار از مقدار درست دور می‌شود.",
    ),
    parameters=Parameters,
    begin=Spike,
    wrong=wrong_number,
)
