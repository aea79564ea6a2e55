"""What a floor plan is made of. Lengths are metres; x grows towards the east, y towards the south."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from devices.device import Device
from devices.text import Text
from simulator.rectangle import Point, Rectangle


@dataclass(frozen=True, slots=True)
class DrawnRoom:
    """A room and where it lies."""

    name: str
    title: Text
    outline: Rectangle
    places: tuple[Point, ...]
    """Where people stand in it, one after the other; there is at least one, and none is a device's."""


@dataclass(frozen=True, slots=True)
class DrawnOpening:
    """A door or a window, and the piece of wall that it takes up.

    A door turns on `begins`, and opens into a room to this side of who looks from there to `ends`.
    """

    name: str
    title: Text
    kind: Literal["door", "window"]
    rooms: tuple[str, ...]
    """The rooms on either side of it; a single one where it leads outside."""
    begins: Point
    ends: Point
    turns: Literal["left", "right"]
    walled: bool
    """Whether that is a piece of wall; a window in the roof, and a door between rooms that do not touch,
    lie free inside a room."""

    @property
    def middle(self) -> Point:
        """Halfway along it."""
        return Point((self.begins.x + self.ends.x) / 2, (self.begins.y + self.ends.y) / 2)


@dataclass(frozen=True, slots=True)
class DrawnDevice:
    """A device and where it is; no two of a room are nearer to each other than its slots are."""

    name: str
    title: Text
    device: Device
    room: str
    at: Point
    fitted_to: str | None
    topic: str | None
    """Where it says how it is, below the lab's base; None: it speaks none of the scenario's conventions."""
    command_topic: str | None
    convention: str | None


@dataclass(frozen=True, slots=True)
class DrawnPerson:
    """Somebody who lives or works here."""

    name: str
    title: Text


@dataclass(frozen=True, slots=True)
class DrawnSupply:
    """What belongs to the house and has no place on the plan; `unit` is that of its reading."""

    name: str
    title: Text
    kind: Literal["water", "gas", "tank", "bed", "circuit"]
    unit: str
    path: str
    """Where its value stands in a trace."""
    room: str | None


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """A house seen from above; each part sorted by name."""

    rooms: tuple[DrawnRoom, ...]
    openings: tuple[DrawnOpening, ...]
    devices: tuple[DrawnDevice, ...]
    people: tuple[DrawnPerson, ...]
    supplies: tuple[DrawnSupply, ...]
