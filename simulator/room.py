"""A room as its heat, light and air see it: coarse in a line or two, or with its walls one by one.

Without `walls` a room is a volume of air beside one mass behind `outer_wall_m2`. With `walls` each of them
counts by itself: where it faces, what the sun does to it outside, and how much heat it stores.
"""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, field_validator

from devices.text import Text
from simulator.fixtures import Share, Window
from simulator.mistakes import WrongValue
from simulator.plan import Name, NotNegative, Plan, Positive
from simulator.room_plan import RoomPlan

Hours = tuple[float, ...]
Stores = Literal["light", "medium", "heavy"]
_STORES: tuple[Stores, ...] = get_args(Stores)
_HOURLY = Text(
    en="should be a number, or a list of 24 numbers from midnight on",
    fa="باید یک عدد، یا فهرستی از ۲۴ عدد از نیمه‌شب به بعد باشد",
)
_MASS = Text(
    en="should be light, medium, heavy, or a number more than 0 (J/K for each m² of floor)",
    fa="باید light یا medium یا heavy، یا عددی بیشتر از 0 باشد (ژول بر کلوین برای هر متر مربع کف)",
)
_CROSSED = Text(
    en="should not be below heating_c at any hour", fa="نباید در هیچ ساعتی کمتر از heating_c باشد"
)


def _read_hourly(written: Any) -> float | Hours:
    if _is_number(written):
        return float(written)
    if isinstance(written, list | tuple) and len(written) == 24 and all(_is_number(each) for each in written):
        return tuple(float(each) for each in written)
    raise WrongValue(_HOURLY)


def _read_mass(written: Any) -> Stores | float:
    for known in _STORES:
        if written == known:
            return known
    if _is_number(written) and written > 0:
        return float(written)
    raise WrongValue(_MASS)


def _is_number(written: Any) -> bool:
    return isinstance(written, int | float) and not isinstance(written, bool) and math.isfinite(written)


_AN_HOUR_EACH = {"type": "array", "items": {"type": "number"}, "minItems": 24, "maxItems": 24}
Hourly = Annotated[
    float | Hours,
    PlainValidator(_read_hourly),
    WithJsonSchema({"anyOf": [{"type": "number"}, _AN_HOUR_EACH]}),
]
"""One number for the whole day, or 24: the first from midnight to one o'clock."""
Mass = Annotated[
    Stores | float,
    PlainValidator(_read_mass),
    WithJsonSchema({"anyOf": [{"enum": list(_STORES)}, {"type": "number", "exclusiveMinimum": 0}]}),
]
"""How walls are built, or what a room stores in J/K for each m² of its floor."""
WALL_J_M2K: dict[Stores, float] = {"light": 15_000.0, "medium": 75_000.0, "heavy": 140_000.0}
"""What a m² of wall stores that follows within a day: lined timber frame, hollow brick, solid brick."""


def at_hour(planned: float | Hours, hour: int) -> float:
    """What is planned for an hour of the day, 0 to 23."""
    return planned[hour] if isinstance(planned, tuple) else planned


class Wall(Plan):
    """An opaque part of a room's shell, without its windows.

    `u_w_m2k` counts from air to air. `absorptance` is the share of the sun's energy that its outside takes
    up. `stores_j_m2k` is what it stores inside of its insulation; without it, what the room's `mass` says.
    """

    faces: Literal["north", "east", "south", "west", "roof", "floor"]
    area_m2: Positive
    u_w_m2k: Positive
    absorptance: Share = 0.6
    stores_j_m2k: NotNegative | None = None
    beyond_c: float | None = None
    """What is behind it if it is always as warm as this, such as deep ground; None: the weather."""


class Conditioning(Plan):
    """Ideal heating and cooling: just the power that keeps the air between two temperatures, up to a limit.

    `heating_rises_k_h` is how fast the lower temperature comes back after a setback; None: at once.
    """

    heating_c: Hourly | None = None
    cooling_c: Hourly | None = None
    heating_max_w: Positive | None = None
    cooling_max_w: Positive | None = None
    heating_rises_k_h: Positive | None = None

    @field_validator("cooling_c")
    @classmethod
    def _stay_above_heating(
        cls, cooling_c: float | Hours | None, known: ValidationInfo
    ) -> float | Hours | None:
        heating_c = known.data.get("heating_c")
        if cooling_c is not None and heating_c is not None:
            for hour in range(24):
                if at_hour(cooling_c, hour) < at_hour(heating_c, hour):
                    raise WrongValue(_CROSSED)
        return cooling_c


class Room(Plan):
    """A room. `mass` is how its walls are built, or what the room stores in J/K for each m² of its floor."""

    title: Text
    plan: RoomPlan | None = None
    """Where it lies, for the picture of the house; None in all rooms: it is laid out by areas and doors."""
    area_m2: Positive
    height_m: Positive = 2.8
    air_m3: Positive | None = Field(default=None, alias="volume_m3")
    """Volume of the room's air; None: area times height."""
    outer_wall_m2: NotNegative = 0
    wall_u_w_m2k: Positive = 0.8
    air_changes_per_hour: NotNegative = 0.4
    windows: dict[Name, Window] = Field(default_factory=dict)
    walls: dict[Name, Wall] = Field(default_factory=dict)
    mass: Mass = "medium"
    furniture_j_m2k: NotNegative = 10_000
    """What follows the air at once, for each m² of floor (ISO 52016-1); counts where there are `walls`."""
    internal_gains_w: Hourly = 0
    gains_radiant_share: Share = 0.5
    conditioning: Conditioning | None = None
    begins_c: float | None = None
    """How warm air and walls are when a run begins, such as in a cold store; None: as in a lived-in house."""

    @property
    def volume_m3(self) -> float:
        """Volume of the room's air."""
        return self.air_m3 if self.air_m3 is not None else self.area_m2 * self.height_m

    def wall_stores_j_m2k(self, wall: Wall) -> float:
        """What a wall of this room stores inside of its insulation, in J/K for each m² of the wall."""
        if wall.stores_j_m2k is not None:
            return wall.stores_j_m2k
        if isinstance(self.mass, str):
            return WALL_J_M2K[self.mass]
        return self.mass * self.area_m2 / sum([each.area_m2 for each in self.walls.values()])
