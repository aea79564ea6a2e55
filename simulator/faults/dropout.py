"""A sensor that now and then gives no value; Zigbee2MQTT shows `null`."""

from __future__ import annotations

from pydantic import Field

from devices.device import Values
from devices.text import Text
from simulator.fault import Case, Fault, FaultKind
from simulator.faulty_value import ValueParameters, wrong_value
from simulator.plan import Share


class Parameters(ValueParameters):
    """How often a value is missing."""

    share: Share = Field(default=0.3)
    """Of the reports that should hold the value, 0 to 1."""


class Dropout(Fault):
    """The device reports, but without the value."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._name = plan.of(case.installed.device)
        self._share = plan.share
        self._chance = case.chance

    def say(self, told: Values) -> Values:
        """The report, with nothing in place of the value in a share of the cases."""
        if self._name in told and self._chance.chance(self._share):
            return {**told, self._name: None}
        return told


FAULT = FaultKind(
    name="dropout",
    title=Text(en="Missing values", fa="افتادگی مقدار"),
    says=Text(
        en="Now and then a report holds null in place of the value.",
        fa="گاهی در گزارش به‌جای مقدار، null می‌آید.",
    ),
    parameters=Parameters,
    begin=Dropout,
    wrong=wrong_value,
)
