"""A sensor whose measurements scatter, as with a loose contact."""

from __future__ import annotations

from pydantic import Field

from devices.property import Scalar
from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.faulty_value import NumberParameters, wrong_number
from simulator.plan import Positive
from simulator.sensing.measuring import is_number


class Parameters(NumberParameters):
    """How much it scatters."""

    deviation: Positive = Field(default=2)
    """Standard deviation of each measurement, in the value's own unit."""


class Noise(Fault):
    """An error of its own for each measurement; the device reports the more often for it."""

    is_restless = True

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._name = plan.of(case.installed.device)
        self._deviation = plan.deviation
        self._chance = case.chance

    def measure(self, name: str, value: Scalar, now_ms: int) -> Scalar:
        """The value and a new error."""
        if name != self._name or not is_number(value):
            return value
        return value + self._chance.normal(self._deviation)


FAULT = FaultKind(
    name="noise",
    title=Text(en="Noise", fa="نوفه"),
    says=Text(
        en="The sensor's measurements scatter widely around the true value.",
        fa="اندازه‌گیری‌های حسگر پیرامون مقدار درست بسیار پراکنده می‌شوند.",
    ),
    parameters=Parameters,
    begin=Noise,
    wrong=wrong_number,
)
