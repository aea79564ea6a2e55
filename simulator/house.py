"""A house: its rooms, doors and windows, and the devices installed in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from devices.device import Device
from devices.property import Scalar
from devices.registry import catalog, find
from devices.text import Text
from simulator.climate import climate_names
from simulator.fixtures import KINDS, MAINS, Bed, Circuit, Door, Fixture, Pipe, Tank, Window
from simulator.groups import Group, wrong_in_groups
from simulator.mistakes import unknown
from simulator.pipework import wrong_in_pipes
from simulator.plan import Name, NotNegative, Plan
from simulator.quantities import MINUTE_MS, Duration
from simulator.room import Room
from simulator.room_plan import wrong_in_plans
from simulator.tariff import Tariff

OUTSIDE = "outside"
Wrong = Iterator[tuple[tuple[str, ...], Text]]
_TAKEN_BY_PATHS = ("room", "house", "outdoor", "people", "mqtt")
_TAKEN = Text(
    en="the name {name} is taken; choose another", fa="نام {name} پیش‌تر به کار رفته است؛ نام دیگری برگزینید"
)

_FITS_NOTHING = Text(
    en="a {model} is not fitted to anything; leave fitted_to out",
    fa="مدل {model} روی چیزی نصب نمی‌شود؛ fitted_to را حذف کنید",
)
_NEEDS_FIXTURE = Text(
    en="a {model} must be fitted to something; name one of: {names}",
    fa="مدل {model} باید روی چیزی نصب شود؛ یکی از این‌ها را نام ببرید: {names}",
)


class Place(Plan):
    """Where the house stands. Latitude and longitude in degrees, north and east positive."""

    latitude: Annotated[float, Field(ge=-90, le=90)] = 32.87
    longitude: Annotated[float, Field(ge=-180, le=180)] = 59.22
    altitude_m: float = 1491
    utc_offset_hours: Annotated[float, Field(ge=-12, le=14)] = 3.5
    climate: str = "birjand"


class LoadPlan(Plan):
    """The appliance behind a device: electric power and heat while it runs, and when it runs."""

    title: Text
    power_w: NotNegative = 0
    heat_w: NotNegative = 0
    standby_w: NotNegative = 0
    runs: Literal["always", "with_people", "in_cycles"] = "always"
    on_for: Duration = 15 * MINUTE_MS
    off_for: Duration = 30 * MINUTE_MS

    @property
    def is_radiator(self) -> bool:
        """Whether its heat comes with hot water and not by its cable."""
        return self.heat_w > self.power_w


class Installation(Plan):
    """A device of the catalogue in a room.

    `fitted_to` names the door, window, pipe, tank, bed or circuit that it belongs to, where its model needs
    one; `circuit` is where it draws its electricity, `pipe` what supplies it with water or gas, and
    `gas_pipe` what supplies it with gas where `pipe` brings water.
    """

    model: str
    room: str
    title: Text | None = None
    fitted_to: str | None = None
    circuit: str = MAINS
    pipe: str | None = None
    gas_pipe: str | None = None
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

    @cached_property
    def mac(self) -> str:
        """The address of its network card, in twelve digits, the same for the same name."""
        return "8CAAB5" + self.address[-6:].upper()


class House(Plan):
    """Rooms, ways between them, and devices, as written in a file of `houses/`."""

    title: Text
    place: Place = Place()
    rooms: dict[Name, Room] = Field(min_length=1)
    doors: dict[Name, Door] = Field(default_factory=dict)
    pipes: dict[Name, Pipe] = Field(default_factory=dict)
    tanks: dict[Name, Tank] = Field(default_factory=dict)
    beds: dict[Name, Bed] = Field(default_factory=dict)
    circuits: dict[Name, Circuit] = Field(default_factory=dict)
    tariff: Tariff = Tariff()
    devices: dict[Name, Installation] = Field(default_factory=dict)
    groups: dict[Name, Group] = Field(default_factory=dict)

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

    @staticmethod
    def rooms_at(door: Door) -> list[str]:
        """The rooms on either side of a door, sorted; a single one where it leads outside."""
        return sorted(room for room in door.between if room != OUTSIDE)

    @cached_property
    def openings(self) -> dict[str, Door | Window]:
        """Doors and windows by name, sorted."""
        windows = {name: window for room in self.rooms.values() for name, window in room.windows.items()}
        every: dict[str, Door | Window] = {**windows, **self.doors}
        return dict(sorted(every.items()))

    @cached_property
    def fixtures(self) -> dict[str, Fixture]:
        """Everything that a device can be fitted to, by name, sorted."""
        mains = Circuit(title=Text(en="Mains", fa="برق ورودی"), breaker_a=32)
        every: dict[str, Fixture] = {MAINS: mains, **self.openings, **self.pipes, **self.tanks, **self.beds}
        return dict(sorted({**every, **self.circuits}.items()))

    def wrong_references(self) -> Wrong:
        """Where the house speaks of something that it does not have: location and what is wrong."""
        if self.place.climate not in climate_names():
            yield ("place", "climate"), unknown(self.place.climate, climate_names())
        for name, door in self.doors.items():
            for room in door.between:
                if room not in self.rooms and room != OUTSIDE:
                    yield ("doors", name, "between"), unknown(room, [*self.room_names, OUTSIDE])
        yield from self._wrong_names()
        yield from wrong_in_plans({name: room.plan for name, room in self.rooms.items()})
        yield from wrong_in_pipes(self.pipes, self.tanks, self.beds)
        for name, plan in self.devices.items():
            for field, wrong in self._wrong_at(plan):
                yield ("devices", name, *field), wrong
        yield from wrong_in_groups(self.groups, self.devices)

    def _wrong_names(self) -> Wrong:
        for name in self.devices:
            if name in _TAKEN_BY_PATHS:
                yield ("devices", name), _TAKEN.format(name=name)
        # A house may say more of its mains than that it has them.
        known = {MAINS} - set(self.circuits)
        for location, names in self._fixture_names():
            for name in names:
                if name in known:
                    yield (*location, name), _TAKEN.format(name=name)
                known.add(name)

    def _fixture_names(self) -> Iterator[tuple[tuple[str, ...], Iterable[str]]]:
        for part in ("doors", "pipes", "tanks", "beds", "circuits"):
            yield (part,), getattr(self, part)
        for room_name, room in self.rooms.items():
            yield ("rooms", room_name, "windows"), room.windows

    def _wrong_at(self, plan: Installation) -> Wrong:
        if plan.room not in self.rooms:
            yield ("room",), unknown(plan.room, self.room_names)
        circuits = [MAINS, *self.circuits]
        if plan.circuit not in circuits:
            yield ("circuit",), unknown(plan.circuit, circuits)
        if plan.pipe is not None and plan.pipe not in self.pipes:
            yield ("pipe",), unknown(plan.pipe, list(self.pipes))
        gas_pipes = [name for name, pipe in self.pipes.items() if pipe.carries == "gas"]
        if plan.gas_pipe is not None and plan.gas_pipe not in gas_pipes:
            yield ("gas_pipe",), unknown(plan.gas_pipe, gas_pipes)
        if plan.model not in catalog():
            yield ("model",), unknown(plan.model, list(catalog()))
            return
        yield from self._wrong_fixture(plan, catalog()[plan.model])
        properties = list(catalog()[plan.model].properties)
        for value in plan.values:
            if value not in properties:
                yield ("values", value), unknown(value, properties)

    def _wrong_fixture(self, plan: Installation, device: Device) -> Wrong:
        if device.fits is None:
            if plan.fitted_to is not None:
                yield ("fitted_to",), _FITS_NOTHING.format(model=device.model)
            return
        fitting = [name for name, each in self.fixtures.items() if KINDS[type(each)] is device.fits]
        if plan.fitted_to is None:
            yield ("fitted_to",), _NEEDS_FIXTURE.format(model=device.model, names=", ".join(fitting) or "–")
        elif plan.fitted_to not in fitting:
            yield ("fitted_to",), unknown(plan.fitted_to, fitting)
