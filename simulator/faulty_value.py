"""Which value of a device a fault is about."""

from __future__ import annotations

from devices.device import Device
from devices.property import Access, Property
from devices.text import Text
from simulator.fault import Wrong
from simulator.house import House, Installed
from simulator.mistakes import unknown
from simulator.plan import Plan

_ABOUT_ITSELF = ("battery", "battery_low", "linkquality")
_NOTHING_SENSED = Text(
    en="a {model} senses nothing that could go wrong in this way",
    fa="مدل {model} چیزی را حس نمی‌کند که بتواند این‌گونه خراب شود",
)


class ValueParameters(Plan):
    """Parameters of a fault that is about one value of a device."""

    property: str | None = None
    """Which value; without it the first that the device tells for its own sake."""

    def of(self, device: Device) -> str:
        """The value that is meant at this device."""
        return self.property or next(iter(sensed(device)))


class NumberParameters(ValueParameters):
    """Parameters of a fault that is about one measured number."""

    def of(self, device: Device) -> str:
        """The number that is meant at this device."""
        return self.property or next(iter(measured(device)))


def sensed(device: Device) -> list[str]:
    """What a device tells of the world around it, what it tells for its own sake first."""
    found = [each for each in device.properties.values() if _is_sensed(each)]
    return [each.name for each in sorted(found, key=lambda each: each.reporting is None)]


def measured(device: Device) -> list[str]:
    """The numbers among what it senses."""
    return [name for name in sensed(device) if device.properties[name].kind == "numeric"]


def wrong_value(plan: ValueParameters, installed: Installed, house: House) -> Wrong:
    """That the device senses nothing of that name."""
    return _wrong_among(sensed(installed.device), plan, installed)


def wrong_number(plan: ValueParameters, installed: Installed, house: House) -> Wrong:
    """That the device measures no number of that name."""
    return _wrong_among(measured(installed.device), plan, installed)


def _wrong_among(possible: list[str], plan: ValueParameters, installed: Installed) -> Wrong:
    if not possible:
        yield (), _NOTHING_SENSED.format(model=installed.device.model)
    elif plan.property is not None and plan.property not in possible:
        yield ("property",), unknown(plan.property, possible)


def _is_sensed(each: Property) -> bool:
    is_own_supply = each.name in _ABOUT_ITSELF or each.unit == "mV"
    return Access.SETTABLE not in each.access and not is_own_supply
