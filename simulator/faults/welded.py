"""A relay whose contacts are welded together: it can no longer switch off."""

from __future__ import annotations

from devices.device import Values
from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.faulty_actuator import STATE, wrong_relay
from simulator.plan import Plan


class Parameters(Plan):
    """None."""


class Welded(Fault):
    """It says OFF, and the current flows on; a meter behind the relay shows it."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._on = case.installed.device.properties[STATE].on

    def mechanism(self, values: Values) -> Values:
        """Always on."""
        return {**values, STATE: self._on}


FAULT = FaultKind(
    name="welded",
    title=Text(en="Welded relay", fa="چسبیدن کنتاکت رله"),
    says=Text(
        en="The device says OFF, but its relay stays on.",
        fa="دستگاه می‌گوید خاموش است، ولی رله‌اش وصل مانده است.",
    ),
    parameters=Parameters,
    begin=Welded,
    wrong=wrong_relay,
)
