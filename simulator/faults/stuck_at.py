"""A sensor that keeps showing one value, as with a broken wire or a frozen converter."""

from __future__ import annotations

from devices.device import Values
from devices.property import Scalar
from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.faulty_value import ValueParameters, wrong_value


class Parameters(ValueParameters):
    """What it is stuck at."""

    value: bool | float | str | None = None
    """In the value's own unit; without it what was told last."""


class StuckAt(Fault):
    """Whatever happens, it shows the same."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._name = plan.of(case.installed.device)
        self._value = case.told.get(self._name) if plan.value is None else plan.value

    def measure(self, name: str, value: Scalar, now_ms: int) -> Scalar:
        """The same as ever."""
        return self._value if name == self._name else value

    def say(self, told: Values) -> Values:
        """The same as ever, to the last digit."""
        return {**told, self._name: self._value} if self._name in told else told


FAULT = FaultKind(
    name="stuck_at",
    title=Text(en="Stuck", fa="گیر کردن حسگر"),
    says=Text(
        en="The sensor keeps showing one value, whatever happens.",
        fa="حسگر هر چه پیش آید، همان یک مقدار را نشان می‌دهد.",
    ),
    parameters=Parameters,
    begin=StuckAt,
    wrong=wrong_value,
)
