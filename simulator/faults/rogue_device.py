"""An unknown device that speaks nonsense under a name like that of a known one."""

from __future__ import annotations

from pydantic import Field

from devices.property import Property, Scalar
from devices.text import Text
from simulator.fault import Case, Fault, FaultKind, Rumour, Wrong
from simulator.house import House, Installed
from simulator.plan import Name, Plan
from simulator.quantities import SECOND_MS, PositiveDuration
from simulator.sensing.measuring import quantise

_WIDE = 1000.0
_KNOWN = Text(
    en="the house has a device of that name; choose another",
    fa="خانه دستگاهی به این نام دارد؛ نام دیگری برگزینید",
)


class Parameters(Plan):
    """Its name, and how often it speaks."""

    name: Name | None = None
    """Without it the known device's name and `_2`."""
    interval: PositiveDuration = Field(default=30 * SECOND_MS)


class RogueDevice(Fault):
    """The known device itself is sound."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._name = _name(plan, case.installed)
        self._properties = case.installed.device.properties.values()
        self._every_ms = plan.interval
        self._begun_ms = case.begun_ms
        self._chance = case.chance

    def next_ms(self, now_ms: int) -> int | None:
        """Again and again, at even distances from the beginning."""
        return now_ms + self._every_ms - (now_ms - self._begun_ms) % self._every_ms

    def spread(self, now_ms: int) -> Rumour | None:
        """Values of the right names and kinds, without any sense."""
        if (now_ms - self._begun_ms) % self._every_ms:
            return None
        return Rumour(self._name, {each.name: self._invent(each) for each in self._properties})

    def _invent(self, each: Property) -> Scalar:
        if each.kind == "binary":
            return self._chance.choice((each.on, each.off))
        if each.choices:
            return self._chance.choice(each.choices)
        low = -_WIDE if each.minimum is None else each.minimum
        high = _WIDE if each.maximum is None else each.maximum
        return quantise(self._chance.uniform(low, max(low, high)), 0.01)


def _name(plan: Parameters, installed: Installed) -> str:
    return plan.name or f"{installed.name}_2"


def _wrong(plan: Parameters, installed: Installed, house: House) -> Wrong:
    if _name(plan, installed) in house.installed:
        yield ("name",), _KNOWN


FAULT = FaultKind(
    name="rogue_device",
    title=Text(en="Rogue device", fa="دستگاه ناشناس"),
    says=Text(
        en="An unknown device speaks nonsense under a name like this one's.",
        fa="دستگاهی ناشناس با نامی شبیه نام این دستگاه، حرف‌های بی‌معنا می‌زند.",
    ),
    parameters=Parameters,
    begin=RogueDevice,
    wrong=_wrong,
)
