"""A battery that is almost empty, and may run out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from devices.text import Text
from simulator.fault import Case, Fault, FaultKind, Wrong
from simulator.house import House, Installed
from simulator.plan import Plan
from simulator.quantities import PositiveDuration

_NO_BATTERY = Text(en="a {model} has no battery", fa="مدل {model} باتری ندارد")


class Parameters(Plan):
    """How much is left, and for how long."""

    percent: Annotated[float, Field(gt=0, le=100)] = 3
    empty_after: PositiveDuration | None = None
    """When it has run out and the device is lost; without it the charge stays."""


class LowBattery(Fault):
    """The charge is what the fault says; a new battery ends it."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._charge = plan.percent / 100
        self._begun_ms = case.begun_ms
        self._empty_after_ms = plan.empty_after

    def charge(self, charge: float, now_ms: int) -> float:
        """What is left, in a straight line down to nothing."""
        if self._empty_after_ms is None:
            return self._charge
        return self._charge * max(0.0, 1 - (now_ms - self._begun_ms) / self._empty_after_ms)

    def next_ms(self, now_ms: int) -> int | None:
        """When it is empty."""
        empty_ms = None if self._empty_after_ms is None else self._begun_ms + self._empty_after_ms
        return empty_ms if empty_ms is not None and empty_ms > now_ms else None


def _wrong(plan: Parameters, installed: Installed, house: House) -> Wrong:
    if not installed.device.battery_mah:
        yield (), _NO_BATTERY.format(model=installed.device.model)


FAULT = FaultKind(
    name="low_battery",
    title=Text(en="Low battery", fa="باتری ضعیف"),
    says=Text(
        en="The battery is almost empty, and the device may soon be gone.",
        fa="باتری رو به پایان است و دستگاه شاید به‌زودی از دسترس خارج شود.",
    ),
    parameters=Parameters,
    begin=LowBattery,
    wrong=_wrong,
)
