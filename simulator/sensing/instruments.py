"""All that a device measures: felt when it looks, shown when it speaks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from devices.device import Device, Sense, Trait, Values
from devices.property import Access, Property, Reporting, Scalar
from devices.surroundings import Surroundings
from simulator.ailments import Ailments
from simulator.sensing.measuring import Sensor
from simulator.sensing.reporting import Watched


class Instruments:
    """The sensors of an installed device.

    A device decides whether to speak by what it feels; only what it then tells has been measured, with the
    noise of that measurement.
    """

    def __init__(self, device: Device, name: str, seed: int, ailments: Ailments | None = None) -> None:
        self._ailments = Ailments() if ailments is None else ailments
        self._sensors = {
            each.name: Sensor.of(each, seed, f"{name}.{each.name}")
            for each in device.properties.values()
            if _is_sensed(each)
        }
        self._untrue = {name: sensor for name, sensor in self._sensors.items() if not sensor.is_true}
        self._lagging = [
            sensor
            for each in device.properties.values()
            if each.reporting and each.sensing.lag_s and (sensor := self._sensors.get(each.name))
        ]
        self._watching = [trait.sense for trait in device.traits if trait.sense and _is_watched(trait)]
        self._riding = [trait.sense for trait in device.traits if trait.sense and not _is_watched(trait)]
        self.watched = [
            Watched.of(each.name, _tellable(each, each.reporting))
            for each in device.properties.values()
            if each.reporting
        ]
        """What is told for its own sake, and when."""
        self.told_within_ms = min([each.max_ms for each in self.watched], default=math.inf)
        """How long it takes at most until something is told again."""
        self.riding = [each.name for each in device.properties.values() if not each.reporting]
        """What is told whenever the device reports something else."""

    @property
    def are_settled(self) -> bool:
        """Whether none of them lags behind what it has felt."""
        return not self._lagging or all(sensor.is_settled for sensor in self._lagging)

    def feel(self, values: dict[str, Scalar], around: Surroundings, mechanism: Values) -> None:
        """Bring the values of what is watched to the present; `mechanism` is what there is to be sensed."""
        self._feel(self._watching, values, around, mechanism)

    def feel_riding(self, values: dict[str, Scalar], around: Surroundings, mechanism: Values) -> None:
        """Bring the values of what rides along to the present; only a device that speaks needs it."""
        self._feel(self._riding, values, around, mechanism)

    def show(self, name: str, felt: Scalar) -> Scalar:
        """What the device tells of a value; what it does not measure it tells as it is."""
        sensor = self._sensors.get(name)
        return sensor.show(felt) if sensor else felt

    def sensed(self, values: Values, around: Surroundings) -> set[str]:
        """The names of all values that follow from the surroundings."""
        return {name for sense in (*self._watching, *self._riding) for name in sense(values, around)}

    def _feel(
        self, senses: Iterable[Sense], values: dict[str, Scalar], around: Surroundings, mechanism: Values
    ) -> None:
        now_ms, untrue, ailments = around.now_ms, self._untrue, self._ailments
        for sense in senses:
            for name, true in sense(mechanism, around).items():
                sensor = untrue.get(name)
                felt = sensor.feel(true, now_ms) if sensor else true
                values[name] = ailments.measure(name, felt, now_ms) if ailments.active else felt


def _is_sensed(each: Property) -> bool:
    return each.kind == "numeric" and Access.SETTABLE not in each.access


def _is_watched(trait: Trait) -> bool:
    """Whether any of it can be told for its own sake."""
    return any(each.reporting for each in trait.properties)


def _tellable(each: Property, reporting: Reporting) -> Reporting:
    """No change of a measured value is worth telling that is smaller than the steps in which it is shown."""
    if not _is_sensed(each):
        return reporting
    return replace(reporting, change=max(reporting.change, each.sensing.resolution))
