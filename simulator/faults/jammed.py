"""An actuator whose mechanism is stuck, while its electronics believe that it moved."""

from __future__ import annotations

from devices.device import Values
from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.faulty_actuator import wrong_actuator
from simulator.plan import Plan


class Parameters(Plan):
    """None."""


class Jammed(Fault):
    """Relay, motor or valve stay as they were when it began; only other sensors can tell."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._stays = dict(case.own)

    def mechanism(self, values: Values) -> Values:
        """What is sensed goes on; what the device would decide does not reach the mechanism."""
        return {**values, **self._stays}


FAULT = FaultKind(
    name="jammed",
    title=Text(en="Jammed actuator", fa="گیر کردن عملگر"),
    says=Text(
        en="The device obeys and says so, but relay, motor or valve stay as they were.",
        fa="دستگاه فرمان را می‌پذیرد و چنین گزارش می‌دهد، ولی رله، موتور یا شیر همان‌طور که بود می‌ماند.",
    ),
    parameters=Parameters,
    begin=Jammed,
    wrong=wrong_actuator,
)
