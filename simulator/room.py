"""A room as its heat, light and air see it: coarse in a line or two, or with its walls one by one.

Without `walls` a room is a volume of air beside one mass behind `outer_wall_m2`. With `walls` each of them
counts by itself: where it faces, what the sun does to it outside, and how much heat it stores.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from devices.text import Text
from simulator.fixtures import Share, Window
from simulator.plan import Name, NotNegative, Plan, Positive

Hourly = float | Annotated[tuple[float, ...], Field(min_length=24, max_length=24)]
"""One number for the whole day, or 24: the first from midnight to one o'clock."""
Stores = Literal["light", "medium", "heavy"]
WALL_J_M2K: dict[Stores, float] = {"light": 15_000.0, "medium": 75_000.0, "heavy": 140_000.0}
"""What a m² of wall stores that follows within a day: lined timber frame, hollow brick, solid brick."""


def at_hour(planned: Hourly, hour: int) -> float:
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


class Room(Plan):
    """A room. `mass` is how its walls are built, or what the room stores in J/K for each m² of its floor."""

    title: Text
    area_m2: Positive
    height_m: Positive = 2.8
    air_m3: Positive | None = Field(default=None, alias="volume_m3")
    """Volume of the room's air; None: area times height."""
    outer_wall_m2: NotNegative = 0
    wall_u_w_m2k: Positive = 0.8
    air_changes_per_hour: NotNegative = 0.4
    windows: dict[Name, Window] = Field(default_factory=dict)
    walls: dict[Name, Wall] = Field(default_factory=dict)
    mass: Stores | Positive = "medium"
    furniture_j_m2k: NotNegative = 10_000
    """What follows the air at once, for each m² of floor (ISO 52016-1); counts where there are `walls`."""
    internal_gains_w: Hourly = 0
    gains_radiant_share: Share = 0.5
    conditioning: Conditioning | None = None

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
