"""What is built into a house besides its rooms: doors, windows, pipes, tanks, beds of soil, circuits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from devices.device import FixtureKind
from devices.text import Text
from simulator.plan import NotNegative, Plan, Positive

MAINS = "mains"
"""The circuit that carries all others; every house has it."""
Percent = Annotated[float, Field(ge=0, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]


class Window(Plan):
    """Glass in an outer wall. `u` in W/m²K; `g` is the share of the sun's energy that it lets in."""

    title: Text | None = None
    faces: Literal["north", "east", "south", "west"]
    area_m2: Positive
    u_w_m2k: Positive = 2.8
    g: Share = 0.6


class Door(Plan):
    """A way from one room to another or `outside`. A closed door is opened by whoever passes."""

    title: Text
    between: tuple[str, str]
    stands: Literal["open", "closed"] = "open"


class Pipe(Plan):
    """A pipe into the house or a part of it, with a valve that stands open unless a device closes it.

    It supplies what names it, and pipes that name it as where they come `from`.
    """

    title: Text
    carries: Literal["water", "gas"] = "water"
    comes_from: str | None = Field(default=None, alias="from")
    """Another pipe or a tank; None: the public supply."""
    pressure_bar: NotNegative = 3.0
    fills: str | None = None
    """The tank or bed that it runs into when something pumps or opens it."""
    flow_l_min: Positive = 12.0
    """What runs into the tank or bed while the valve stands open, if nothing pumps."""


class Tank(Plan):
    """A tank of water; `level_percent` is how full it is at the beginning."""

    title: Text
    volume_l: Positive
    level_percent: Percent = 70
    inflow_l_min: NotNegative = 0
    """What always runs in: a spring, a qanat."""


class Bed(Plan):
    """Soil with plants. Water content in percent of volume."""

    title: Text
    room: str | None = None
    """The greenhouse that it lies in; None: under the open sky."""
    area_m2: Positive
    depth_m: Positive = 0.3
    moisture_percent: Percent = 22
    field_capacity_percent: Percent = 30
    wilting_percent: Percent = 10


class Circuit(Plan):
    """A part of the electric installation, with its own breaker."""

    title: Text
    breaker_a: Positive = 16
    phases: Literal[1, 3] = 1
    """How many phases share what it carries."""


Fixture = Window | Door | Pipe | Tank | Bed | Circuit

KINDS: dict[type[Plan], FixtureKind] = {
    Window: FixtureKind.OPENING,
    Door: FixtureKind.OPENING,
    Pipe: FixtureKind.PIPE,
    Tank: FixtureKind.TANK,
    Bed: FixtureKind.BED,
    Circuit: FixtureKind.CIRCUIT,
}
