"""What is built into a house besides its rooms: doors, windows, pipes, tanks, beds of soil, circuits."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from devices.device import FixtureKind
from devices.text import Text
from simulator.mistakes import WrongValue
from simulator.plan import NotNegative, Plan, Positive

MAINS = "mains"
"""The circuit that carries all others; every house has it."""
_NO_SOIL = Text(
    en="wilting_percent should be less than field_capacity_percent, and that less than saturation_percent",
    fa="باید wilting_percent کمتر از field_capacity_percent و آن هم کمتر از saturation_percent باشد",
)
Percent = Annotated[float, Field(ge=0, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]


class Window(Plan):
    """Glass in an outer wall or a level roof. `u` in W/m²K; `g` is the share of the sun's energy let in."""

    title: Text | None = None
    faces: Literal["north", "east", "south", "west", "roof"]
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
    pressure_bar: NotNegative | None = None
    """Where it begins at the public supply, a tank or a pump, while nothing flows; None: 3 bar of water,
    0.018 bar of gas."""
    fills: str | None = None
    """The tank or bed that it runs into while its valve stands open and, where it has a pump, that runs."""
    flow_l_min: Positive | None = None
    """What passes it at most, without a pump; None: 30 l/min of water, 100 l/min of gas."""
    room: str | None = None
    """Where it leaks if a hand breaks it; None: the first room of the house."""

    @property
    def static_bar(self) -> float:
        """The pressure at its beginning while nothing flows."""
        usual = 3.0 if self.carries == "water" else 0.018
        return usual if self.pressure_bar is None else self.pressure_bar

    @property
    def most_l_min(self) -> float:
        """What passes it at most, without a pump."""
        usual = 30.0 if self.carries == "water" else 100.0
        return usual if self.flow_l_min is None else self.flow_l_min


class Tank(Plan):
    """A tank of water; `level_percent` is how full it is at the beginning."""

    title: Text
    volume_l: Positive
    level_percent: Percent = 70
    inflow_l_min: NotNegative = 0
    """What always runs in: a spring, a qanat."""
    float_valve: bool = False
    """Whether pipes that fill it are shut while it is full; without one it overflows."""


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
    saturation_percent: Percent = 45
    """What the soil takes at most; more runs off."""
    crop_factor: Positive = 1.0
    """What the plants use, compared with grass (Kc of FAO-56)."""

    @model_validator(mode="after")
    def _holds_water(self) -> Self:
        if not self.wilting_percent < self.field_capacity_percent < self.saturation_percent:
            raise WrongValue(_NO_SOIL)
        return self


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
