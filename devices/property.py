"""One property of a device: what a program can see, and sometimes ask for or set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from typing import Literal, NamedTuple

from devices.text import Text

Scalar = bool | int | float | str | None


class Access(IntFlag):
    """What one may do with a property; the bits are those of Zigbee2MQTT's exposes."""

    PUBLISHED = 1
    SETTABLE = 2
    GETTABLE = 4


@dataclass(frozen=True, slots=True)
class Sensing:
    """How a sensor sees a true value, in the property's own unit.

    y = quantise(gain · lag(x) + bias + drift · t + wander + noise). What differs between copies of a device
    is given as a standard deviation, and drawn once for each of them.
    """

    noise: float = 0.0
    """Standard deviation of the error of each measurement."""
    bias: float = 0.0
    """Standard deviation, between copies of the device, of the error that each of them keeps."""
    gain: float = 0.0
    """Standard deviation, between copies, of the share of the value by which each shows too much."""
    drift_per_day: float = 0.0
    """Standard deviation, between copies, of what is added to the error each day."""
    wander: float = 0.0
    """Standard deviation of an error that comes and goes slowly, as in moving air: an AR(1) process."""
    wander_s: float = 3600.0
    """Time constant of that error, in seconds: how long it remembers itself."""
    lag_s: float = 0.0
    """Time constant of the sensor, in seconds."""
    resolution: float = 0.0
    """The smallest step that the sensor shows; 0 shows everything."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """When Zigbee tells a value: after `max_s` always; after `min_s` if it moved by `change` or more."""

    min_s: float
    max_s: float
    change: float = 0.0
    """Smallest change worth telling; 0 means any."""


AT_ONCE = Reporting(min_s=0, max_s=3600)


class Composite(NamedTuple):
    """An object in which several properties stand together in a payload, as in the `color` of a lamp."""

    name: str
    """What Zigbee2MQTT calls it among a device's exposes: `color_xy`."""
    key: str
    """Where it stands in the payload: `color`."""


@dataclass(frozen=True, slots=True)
class Property:
    """Name, kind, unit, range and access of one value of a device.

    `reporting` None means that the value is sent along whenever the device reports something else.
    """

    name: str
    kind: Literal["binary", "numeric", "enum", "text"]
    title: Text
    description: Text
    access: Access = Access.PUBLISHED
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    choices: tuple[str, ...] = ()
    on: Scalar = True
    off: Scalar = False
    toggle: str | None = None
    momentary: bool = False
    """What happened rather than what is, like the press of a button: told once, and then empty again."""
    feature: str | None = None
    """What Zigbee2MQTT calls it inside its group or composite, where that is not `name`."""
    composite: Composite | None = None
    """The object of the payload that it is a part of."""
    initial: Scalar = None
    sensing: Sensing = Sensing()
    reporting: Reporting | None = None

    def clamp(self, value: float) -> float:
        """The nearest value inside the property's range."""
        if self.minimum is not None and value < self.minimum:
            return self.minimum
        if self.maximum is not None and value > self.maximum:
            return self.maximum
        return value
