"""The devices of a live house: their properties and their topics, for programs and pages about them."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from api.problems import Said
from api.routes.access import ServiceOf
from api.routes.entering import Entered
from api.services.hands import scenario_of
from api.services.house_devices import DeviceAtHome, PropertyAtHome, devices_of
from devices.property import Scalar

router = APIRouter(prefix="/api/labs", tags=["labs"])


class ToldView(BaseModel):
    """Where a value stands: the topic, and the keys that lead to it inside the JSON payload."""

    topic: str
    keys: list[str]


class TakenView(BaseModel):
    """Where a value is set."""

    topic: str
    as_json: bool
    """By an object with the value under the property's name; otherwise by the value alone."""


class PropertyView(BaseModel):
    """What a device tells of itself, and how it is set where it can be."""

    name: str
    title: Said
    kind: Literal["binary", "numeric", "enum", "text"]
    unit: str | None
    minimum: float | None
    maximum: float | None
    step: float | None
    choices: list[Scalar]
    """The values that a word can have: of a binary property the one for on, then the one for off."""
    momentary: bool
    """What happened rather than what is: told once, and then empty."""
    part_of: str | None
    """The object of the payload in which it stands with others, such as `color`."""
    told: ToldView | None
    taken: TakenView | None


class DeviceTopics(BaseModel):
    """Where a device tells how it is, where it is commanded, and where it says whether it is there."""

    state: str
    commands: str | None
    availability: list[str]


class DeviceView(BaseModel):
    """A device of the house."""

    name: str
    title: Said
    room: str
    model: str
    vendor: str
    describes: Said
    convention: str | None
    topics: DeviceTopics | None
    properties: list[PropertyView]


@router.get("/{lab}/devices")
def show_devices(lab: Entered, service: ServiceOf) -> list[DeviceView]:
    """Every device of the house: what it tells and takes, and under which topics."""
    return [_device(each) for each in devices_of(scenario_of(lab, service.catalogue), lab.base)]


def _device(found: DeviceAtHome) -> DeviceView:
    installed, device, wiring = found.installed, found.installed.device, found.wiring
    return DeviceView(
        name=installed.name,
        title=Said(**installed.title.as_dict()),
        room=installed.room,
        model=device.model,
        vendor=device.vendor,
        describes=Said(**device.description.as_dict()),
        convention=wiring.carrier if wiring else None,
        topics=_topics(found),
        properties=[_property(each) for each in found.properties],
    )


def _topics(found: DeviceAtHome) -> DeviceTopics | None:
    if found.wiring is None:
        return None
    return DeviceTopics(
        state=found.wiring.state_topic,
        commands=next((each.taken.topic for each in found.properties if each.taken), None),
        availability=[str(each["topic"]) for each in found.wiring.availability],
    )


def _property(found: PropertyAtHome) -> PropertyView:
    shown = found.property
    return PropertyView(
        name=shown.name,
        title=Said(**shown.title.as_dict()),
        kind=shown.kind,
        unit=shown.unit,
        minimum=shown.minimum,
        maximum=shown.maximum,
        step=shown.step,
        choices=[shown.on, shown.off] if shown.kind == "binary" else list(shown.choices),
        momentary=shown.momentary,
        part_of=shown.composite.key if shown.composite else None,
        told=ToldView(topic=found.told.topic, keys=list(found.told.keys)) if found.told else None,
        taken=TakenView(**found.taken._asdict()) if found.taken else None,
    )
