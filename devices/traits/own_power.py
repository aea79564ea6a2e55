"""Traits of a device's own supply: its battery."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.property import Property, Reporting, Sensing
from devices.surroundings import Surroundings
from devices.text import Text

_LOOKS_EVERY_S = 3600.0


def battery(reporting: Reporting | None = None) -> Trait:
    """Charge of the device's battery in percent; sent along with other reports unless told otherwise."""
    return Trait(
        properties=(
            Property(
                name="battery",
                kind="numeric",
                title=Text(en="Battery", fa="باتری"),
                description=Text(en="Remaining battery in %", fa="باقی‌ماندهٔ شارژ باتری به درصد"),
                unit="%",
                minimum=0,
                maximum=100,
                initial=100,
                sensing=Sensing(resolution=1),
                reporting=reporting,
            ),
        ),
        sense=_charge,
        follows={},
    )


def battery_voltage(full_mv: float = 3100, empty_mv: float = 2500) -> Trait:
    """Voltage of a lithium cell in millivolts: flat for most of its life, then a fall at the end."""

    def measure(values: Values, around: Surroundings) -> Values:
        knee = min(1.0, around.charge / 0.2)
        plateau = full_mv - 250 * (1 - around.charge)
        return {"voltage": empty_mv + (plateau - empty_mv) * knee}

    return Trait(
        properties=(
            Property(
                name="voltage",
                kind="numeric",
                title=Text(en="Battery voltage", fa="ولتاژ باتری"),
                description=Text(en="Voltage of the battery in millivolts", fa="ولتاژ باتری به میلی‌ولت"),
                unit="mV",
                initial=full_mv,
                sensing=Sensing(resolution=5),
            ),
        ),
        sense=measure,
        follows={},
    )


def battery_low(below: float = 0.1) -> Trait:
    """A warning when less than the share `below` of the charge is left."""

    def warn(values: Values, around: Surroundings) -> Values:
        return {"battery_low": around.charge < below}

    return Trait(
        properties=(
            Property(
                name="battery_low",
                kind="binary",
                title=Text(en="Battery low", fa="کمبود باتری"),
                description=Text(
                    en="Indicates if the battery of this device is almost empty",
                    fa="نشان می‌دهد که باتری رو به پایان است",
                ),
                initial=False,
                reporting=Reporting(min_s=0, max_s=86_400),
            ),
        ),
        sense=warn,
        follows={},
        patience=lambda values: _LOOKS_EVERY_S,
    )


def _charge(values: Values, around: Surroundings) -> Values:
    return {"battery": 100 * around.charge}
