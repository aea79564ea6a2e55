"""A sensor whose error grows with time, as of one that ages or gets dirty."""

from __future__ import annotations

from devices.property import Scalar
from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.faulty_value import NumberParameters, wrong_number
from simulator.quantities import HOUR_MS
from simulator.sensing.measuring import is_number


class Parameters(NumberParameters):
    """How fast it goes wrong."""

    per_hour: float = 0.5
    """What is added to the error each hour, in the value's own unit; negative drifts down."""


class Drift(Fault):
    """An error in proportion to the time since it began."""

    is_restless = True

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._name = plan.of(case.installed.device)
        self._per_ms = plan.per_hour / HOUR_MS
        self._begun_ms = case.begun_ms

    def measure(self, name: str, value: Scalar, now_ms: int) -> Scalar:
        """The value and the error that has grown until now."""
        if name != self._name or not is_number(value):
            return value
        return value + self._per_ms * (now_ms - self._begun_ms)


FAULT = FaultKind(
    name="drift",
    title=Text(en="Drift", fa="رانش"),
    says=Text(
        en="The sensor's error grows slowly, hour by hour.", fa="خطای حسگر ساعت‌به‌ساعت آرام‌آرام بیشتر می‌شود."
    ),
    parameters=Parameters,
    begin=Drift,
    wrong=wrong_number,
)
