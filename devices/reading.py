"""Reading a device's values, which may be of any kind, as what a trait knows them to be."""

from __future__ import annotations

from devices.device import Values


def number(values: Values, name: str) -> float:
    """A numeric value; 0 where there is none yet."""
    value = values[name]
    return value if isinstance(value, int | float) else 0.0


def instant(values: Values, name: str) -> int:
    """A remembered instant or span, in whole milliseconds."""
    return int(number(values, name))
