"""A house: its rooms, doors and windows, and the devices installed in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from devices.device import Device
from devices.property import Scalar
from devices.registry import catalog, find
from devices.text import Text
from simulator.climate import climate_names
from simulator.mistakes import unknown
from simulator.plan import Name, NotNegative, Plan, Positive
from simulator.quantities import MINUTE_MS, Duration

OUTSIDE = "outside"
_TAKEN_BY_PATHS = ("room", "house", "outdoor", "people", "mqtt")
_TAKEN = Text(
    en="the name {name} is taken; choose another", fa="نام {name} پیش‌تر به کار رفته است؛ نام دیگری برگزینید"
)


class Place(Plan):
    """Where the house stands. Latitude and longitude in degrees, north and east positive."""

    latitude: Annotated[float, Field(ge=-90, le=90)] = 32.87
    longitude: Annotated[float, Field(ge=-180, le=180)] = 59.22
    altitude_m: float = 1491
    utc_offset_hours: Annotated[float, Field(ge=-12, le=14)] = 3.5
    climate: str = "birjand"


class Window(Plan):
    """Glass in an outer wall. `u` in W/m²K; `g` is the share of the sun's energy that it lets in."""

    faces: Literal["north", "east", "south", "west"]
    area_m2: Positive
    u_w_m2k: Positive = 2.8
    g: Annotated[float, Field(ge=0, le=1)] = 0.6


class Room(Plan):
    """A room as its heat, light and air see it."""

    title: Text
    area_m2: Positive
    height_m: Positive = 2.8
    outer_wall_m2: NotNegative = 0
    wall_u_w_m2k: Positive = 0.8
    air_changes_per_hour: NotNegative = 0.4
    windows: dict[Name, Window] = Field(default_factory=dict)

    @property
    def volume_m3(self) -> float:
        """Volume of the room's air."""
        return self.area_m2 * self.height_m


class Door(Plan):
    """A way from one room to another or `outside`. A closed door is opened by whoever passes."""

    title: Text
    between: tuple[str, str]
    stands: Literal["open", "closed"] = "open"


class LoadPlan(Plan):
    """The appliance behind a device: electric power and heat while it runs, and when it runs."""

    title: Text
    power_w: NotNegative = 0
    heat_w: NotNegative = 0
    standby_w: NotNegative = 0
    runs: Literal["always", "with_people", "in_cycles"] = "always"
    on_for: Duration = 15 * MINUTE_MS
    off_for: Duration = 30 * MINUTE_MS


class Installation(Plan):
    """A device of the catalogue in a room; `watches` names the door or window of a contact sensor."""

    model: str
    room: str
    title: Text | None = None
    watches: str | None = None
    load: LoadPlan | None = None
    battery_percent: Annotated[float, Field(ge=0, le=100)] | None = None
    values: dict[str, Scalar] = Field(default_factory=dict)


@dataclass(frozen=True)
class Installed:
    """An installation with its name and its model: what a convention and the engine work with."""

    name: str
    device: Device
    plan: Installation

    @property
    def room(self) -> str:
        """The room that the device is in."""
        return self.plan.room

    @property
    def title(self) -> Text:
        """What people call the device."""
        return self.plan.title or self.device.name

    @cached_property
    def address(self) -> str:
        """A Zigbee address that stays the same for the same name."""
        return "0x00158d" + hashlib.sha256(self.name.encode()).hexdigest()[:10]


class House(Plan):
    """Rooms, ways between them, and devices, as written in a file of `houses/`."""

    title: Text
    place: Place = Place()
    rooms: dict[Name, Room] = Field(min_length=1)
    doors: dict[Name, Door] = Field(default_factory=dict)
    devices: dict[Name, Installation] = Field(default_factory=dict)

    @cached_property
    def installed(self) -> dict[str, Installed]:
        """Every device by name, sorted, with its model looked up."""
        return {name: Installed(name, find(plan.model), plan) for name, plan in sorted(self.devices.items())}

    def with_devices(self, devices: Mapping[str, Installation]) -> House:
        """The same house with other devices. (`model_copy` would keep what was looked up before.)"""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return House.model_validate({**fields, "devices": dict(devices)})

    @cached_property
    def room_names(self) -> list[str]:
        """The rooms, sorted."""
        return sorted(self.rooms)

    @cached_property
    def openings(self) -> dict[str, Door | Window]:
        """Doors and windows by name, sorted."""
        windows = {name: window for room in self.rooms.values() for name, window in room.windows.items()}
        every: dict[str, Door | Window] = {**windows, **self.doors}
        return dict(sorted(every.items()))

    def wrong_references(self) -> Iterator[tuple[tuple[str, ...], Text]]:
        """Where the house speaks of something that it does not have: location and what is wrong."""
        if self.place.climate not in climate_names():
            yield ("place", "climate"), unknown(self.place.climate, climate_names())
        for name, door in self.doors.items():
            for room in door.between:
                if room not in self.rooms and room != OUTSIDE:
                    yield ("doors", name, "between"), unknown(room, [*self.room_names, OUTSIDE])
        yield from self._wrong_names()
        for name, plan in self.devices.items():
            for field, wrong in self._wrong_at(plan):
                yield ("devices", name, *field), wrong

    def _wrong_names(self) -> Iterator[tuple[tuple[str, ...], Text]]:
        for name in self.devices:
            if name in _TAKEN_BY_PATHS:
                yield ("devices", name), _TAKEN.format(name=name)
        known = set(self.doors)
        for room_name, room in self.rooms.items():
            for name in room.windows:
                if name in known:
                    yield ("rooms", room_name, "windows", name), _TAKEN.format(name=name)
                known.add(name)

    def _wrong_at(self, plan: Installation) -> Iterator[tuple[tuple[str, ...], Text]]:
        if plan.room not in self.rooms:
            yield ("room",), unknown(plan.room, self.room_names)
        if plan.watches is not None and plan.watches not in self.openings:
            yield ("watches",), unknown(plan.watches, list(self.openings))
        if plan.model not in catalog():
            yield ("model",), unknown(plan.model, list(catalog()))
            return
        properties = list(catalog()[plan.model].properties)
        for value in plan.values:
            if value not in properties:
                yield ("values", value), unknown(value, properties)
