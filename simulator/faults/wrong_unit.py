"""A device that reports in another unit than its data sheet says, as after a change of its settings."""

from __future__ import annotations

from typing import NamedTuple

from devices.device import Values
from devices.text import Text
from simulator.fault import Case, Fault, FaultKind, Wrong
from simulator.faulty_value import NumberParameters, measured, wrong_number
from simulator.house import House, Installed
from simulator.sensing.measuring import is_number, quantise


class _Other(NamedTuple):
    """The unit that is shown instead: value · factor + offset."""

    unit: str
    factor: float
    offset: float = 0.0


_INSTEAD = {
    "°C": _Other("°F", 1.8, 32),
    "%": _Other("share", 0.01),
    "hPa": _Other("mmHg", 0.750062),
    "lx": _Other("foot-candle", 1 / 10.764),
    "W": _Other("kW", 0.001),
    "kW": _Other("W", 1000),
    "kWh": _Other("Wh", 1000),
    "A": _Other("mA", 1000),
    "V": _Other("mV", 1000),
    "ppm": _Other("%", 0.0001),
    "ppb": _Other("ppm", 0.001),
    "µg/m³": _Other("mg/m³", 0.001),
    "m/s": _Other("km/h", 3.6),
    "mm": _Other("inch", 1 / 25.4),
    "m": _Other("ft", 1 / 0.3048),
    "L": _Other("m³", 0.001),
    "m³": _Other("L", 1000),
    "L/min": _Other("m³/h", 0.06),
    "m³/h": _Other("L/min", 1 / 0.06),
    "bar": _Other("kPa", 100),
}
_NO_OTHER_UNIT = Text(
    en="{property} has no other unit that it could be told in",
    fa="مقدار {property} یکای دیگری ندارد که با آن گفته شود",
)


class Parameters(NumberParameters):
    """Which value it is about."""


class WrongUnit(Fault):
    """The right measurement, written in the wrong unit."""

    def __init__(self, plan: Parameters, case: Case) -> None:
        self._name = plan.of(case.installed.device)
        self._other = _INSTEAD[case.installed.device.properties[self._name].unit or ""]

    def say(self, told: Values) -> Values:
        """The report with the value in the other unit."""
        value = told.get(self._name)
        if not is_number(value):
            return told
        return {**told, self._name: quantise(value * self._other.factor + self._other.offset, 0)}


def _wrong(plan: Parameters, installed: Installed, house: House) -> Wrong:
    wrong = list(wrong_number(plan, installed, house))
    yield from wrong
    if not wrong and measured(installed.device):
        name = plan.of(installed.device)
        if installed.device.properties[name].unit not in _INSTEAD:
            yield ("property",), _NO_OTHER_UNIT.format(property=name)


FAULT = FaultKind(
    name="wrong_unit",
    title=Text(en="Wrong unit", fa="یکای نادرست"),
    says=Text(
        en="The device reports in another unit than its data sheet says, such as °F for °C.",
        fa="دستگاه با یکایی جز آنچه در مشخصاتش آمده گزارش می‌دهد؛ مثلاً °F به‌جای °C.",
    ),
    parameters=Parameters,
    begin=WrongUnit,
    wrong=_wrong,
)
