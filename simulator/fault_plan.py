"""What a scenario or an instructor says about a fault: which device, when, and the fault's parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import ConfigDict, Field, ValidationError

from devices.text import Text
from simulator.errors import SimulatorError
from simulator.fault import FaultKind
from simulator.faults import fault_names, faults
from simulator.house import House
from simulator.mistakes import unknown
from simulator.plan import Plan
from simulator.quantities import PositiveDuration, TimeOfDay
from simulator.validation import Location, findings

Found = Iterator[tuple[Location, Text]]


class FaultRefused(SimulatorError):
    """This device cannot have this fault in this way. Fields: device, fault, field, wrong (Text)."""

    code = "fault_refused"
    words = Text(
        en="{device} cannot have the fault {fault}: {field} {wrong}.",
        fa="دستگاه {device} نمی‌تواند نقص {fault} را داشته باشد: {field} {wrong}.",
    )


class FaultPlan(Plan):
    """A fault of a device at a time; every further field is a parameter of that fault."""

    model_config = ConfigDict(extra="allow", frozen=True)

    device: str
    fault: str
    at: TimeOfDay
    lasts: PositiveDuration | None = None
    """Without it the fault stays."""
    day: Annotated[int, Field(ge=1, le=366)] = 1
    """The day of the run on which it comes, from 1."""
    every: Literal["day"] | None = None
    """Whether it comes every day; without it, once."""
    announced: bool = False
    """Whether people know of it; a hidden one has to be found."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The fault's own parameters, as they were written."""
        return self.model_extra or {}


class Diagnosis(NamedTuple):
    """A fault that a device can have, with its parameters read."""

    kind: FaultKind
    parameters: Plan


def diagnose(house: House, device: str, fault: str, parameters: Mapping[str, Any]) -> Diagnosis:
    """The fault that is asked for. Raises FaultRefused."""
    for location, wrong in wrong_fault(house, device, fault, parameters):
        field = ".".join(str(part) for part in location) or "fault"
        raise FaultRefused(device=device, fault=fault, field=field, wrong=wrong)
    kind = faults()[fault]
    return Diagnosis(kind, kind.parameters.model_validate(dict(parameters)))


def wrong_in_faults(plans: Sequence[FaultPlan], house: House) -> Found:
    """Where a scenario speaks of devices, faults or parameters that there are not."""
    for index, plan in enumerate(plans):
        for location, wrong in wrong_fault(house, plan.device, plan.fault, plan.parameters):
            yield ("faults", index, *location), wrong


def wrong_fault(house: House, device: str, fault: str, parameters: Mapping[str, Any]) -> Found:
    """What is wrong with one fault: the field of its plan, and what would be right."""
    if fault not in faults():
        yield ("fault",), unknown(fault, fault_names())
        return
    kind = faults()[fault]
    try:
        read = kind.parameters.model_validate(dict(parameters))
    except ValidationError as wrong:
        yield from findings(wrong.errors(), _schema(kind))
        return
    if device not in house.installed:
        yield ("device",), unknown(device, list(house.installed))
    else:
        for location, message in kind.wrong(read, house.installed[device], house):
            yield location or ("device",), message


def _schema(kind: FaultKind) -> dict[str, Any]:
    """Every field that the plan of such a fault may have, so that a misspelt one finds its neighbour."""
    schema = kind.parameters.model_json_schema()
    common = FaultPlan.model_json_schema()["properties"]
    return {**schema, "properties": {**common, **schema.get("properties", {})}}
