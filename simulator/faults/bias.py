"""A sensor that is always wrong by the same amount, as one that hangs beside a heater."""

from __future__ import annotations

from devices.property import Scalar
from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.faulty_value import NumberParameters, wrong_number
from simulator.sensing.measuring import is_number


class Parameters(NumberParameters):
    """How wrong it is."""

    by: float = 3
    """Added to the true value, in its own unit; negative shows too little."""


class Bias(Fault):
    """The same amount too much, all the time."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._name = plan.of(case.installed.device)
        self._by = plan.by

    def measure(self, name: str, value: Scalar, now_ms: int) -> Scalar:
        """The value and the error."""
        return value + self._by if name == self._name and is_number(value) else value


FAULT = FaultKind(
    name="bias",
    title=Text(en="Bias", fa="خطای ثابت"),
    says=Text(
        en="The sensor always shows too much or too little by the same amount.",
        fa="حسگر همیشه به یک اندازه بیشتر یا کمتر از مقدار درست نشان می‌دهد.",
    ),
    parameters=Parameters,
    begin=Bias,
    wrong=wrong_number,
)
