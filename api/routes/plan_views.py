"""The floor plan of a house as it is told over HTTP."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from api.problems import Said
from api.routes.sentences import said
from devices.property import Access, Property, Scalar
from simulator.floor_plan import FloorPlan
from simulator.floor_plan.parts import DrawnDevice, DrawnOpening, DrawnRoom

Point = tuple[float, float]
"""Metres towards the east and towards the south."""


class PlannedRoom(BaseModel):
    """A room by its north-west corner and its size."""

    id: str
    title: Said
    x: float
    y: float
    width: float
    height: float
    places: list[Point]
    """Where people in it stand, one after the other; no device is there."""


class PlannedOpening(BaseModel):
    """A door or a window, and the piece of wall that it takes up."""

    id: str
    title: Said
    kind: Literal["door", "window"]
    rooms: list[str]
    """The rooms on either side of it; a single one where it leads outside."""
    begins: Point = Field(alias="from", serialization_alias="from")
    """A door turns on this end."""
    ends: Point = Field(alias="to", serialization_alias="to")
    turns: Literal["left", "right"]
    """To which side a door opens, for who looks from its one end to the other; inside is on that side."""
    walled: bool
    """Whether that is a piece of wall; a window in the roof lies free, for instance."""
    device: str | None
    """The device that reports it, if there is one."""


class ExposedProperty(BaseModel):
    """A property of a device, and what one may do with it."""

    property: str
    title: Said
    description: Said
    kind: Literal["binary", "numeric", "enum", "text"]
    unit: str | None
    published: bool
    settable: bool
    gettable: bool
    minimum: float | None
    maximum: float | None
    step: float | None
    choices: list[str]
    """The values of an `enum`."""
    on: Scalar
    off: Scalar
    """The two values of a `binary`."""
    momentary: bool
    """What happened rather than what is, like the press of a button."""


class PlannedDevice(BaseModel):
    """A device, where it is in its room, and how programs reach it."""

    id: str
    title: Said
    icon: str
    model: str
    room: str
    x: float
    y: float
    fitted_to: str | None
    """The door, window, pipe, tank, bed or circuit that it belongs to."""
    convention: str | None
    """The language that it speaks; none where it fits no convention of this house."""
    topic: str | None
    """Where it says how it is, below the lab's base."""
    command_topic: str | None
    """Where it is told what to do, below the lab's base."""
    exposes: list[ExposedProperty]


class PlannedPerson(BaseModel):
    """Somebody who lives or works in the house."""

    id: str
    title: Said


class PlannedSupply(BaseModel):
    """What belongs to the house and has no place on the plan."""

    id: str
    title: Said
    kind: Literal["water", "gas", "tank", "bed", "circuit"]
    unit: str
    reading: str
    """Where its value is told, below `_lab/` of a live house."""
    room: str | None


class PlanView(BaseModel):
    """A house seen from above, in metres; x grows towards the east, y towards the south."""

    rooms: list[PlannedRoom]
    openings: list[PlannedOpening]
    devices: list[PlannedDevice]
    people: list[PlannedPerson]
    supplies: list[PlannedSupply]


def plan_view(plan: FloorPlan) -> PlanView:
    """A floor plan in both languages."""
    return PlanView(
        rooms=[_room(each) for each in plan.rooms],
        openings=[_opening(each, plan) for each in plan.openings],
        devices=[_device(each) for each in plan.devices],
        people=[PlannedPerson(id=each.name, title=said(each.title)) for each in plan.people],
        supplies=[
            PlannedSupply(
                id=each.name,
                title=said(each.title),
                kind=each.kind,
                unit=each.unit,
                reading=each.path.replace(".", "/"),
                room=each.room,
            )
            for each in plan.supplies
        ],
    )


def _room(room: DrawnRoom) -> PlannedRoom:
    return PlannedRoom(
        id=room.name,
        title=said(room.title),
        **room.outline._asdict(),
        places=[(x, y) for x, y in room.places],
    )


def _opening(opening: DrawnOpening, plan: FloorPlan) -> PlannedOpening:
    fitted = [device for device in plan.devices if device.fitted_to == opening.name]
    # What only tells is the sensor; a motor or a lock is one's second choice.
    reporting = sorted(fitted, key=lambda each: (bool(each.device.commands), each.name))
    return PlannedOpening.model_validate(
        {
            "id": opening.name,
            "title": said(opening.title),
            "kind": opening.kind,
            "rooms": opening.rooms,
            "from": opening.begins,
            "to": opening.ends,
            "turns": opening.turns,
            "walled": opening.walled,
            "device": reporting[0].name if reporting else None,
        }
    )


def _device(device: DrawnDevice) -> PlannedDevice:
    return PlannedDevice(
        id=device.name,
        title=said(device.title),
        icon=device.device.icon,
        model=device.device.model,
        room=device.room,
        x=device.at.x,
        y=device.at.y,
        fitted_to=device.fitted_to,
        convention=device.convention,
        topic=device.topic,
        command_topic=device.command_topic,
        exposes=[_exposed(each) for each in device.device.properties.values()],
    )


def _exposed(each: Property) -> ExposedProperty:
    return ExposedProperty(
        property=each.name,
        title=said(each.title),
        description=said(each.description),
        kind=each.kind,
        unit=each.unit,
        published=Access.PUBLISHED in each.access,
        settable=Access.SETTABLE in each.access,
        gettable=Access.GETTABLE in each.access,
        minimum=each.minimum,
        maximum=each.maximum,
        step=each.step,
        choices=list(each.choices),
        on=each.on,
        off=each.off,
        momentary=each.momentary,
    )
