"""The shell of a room as nodes of a network, and the simplest one: its air beside its masonry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.room import Room, Stores

_FLOOR_J_M2K: dict[Stores, float] = {"light": 110_000.0, "medium": 165_000.0, "heavy": 260_000.0}
"""Masonry that follows within hours, for each m² of floor (ISO 13790)."""
_NOMINAL_EXCESS_K = 50.0
_WARM_UP_S = 900.0
_AIR_TO_MASS_W_M2K = 9.0
"""Exchange between air and mass, for each m² of floor."""


class Sunny(NamedTuple):
    """A node that the sun on the outside of a wall reaches, in W for each W/m² on what faces that way."""

    node: int
    faces: str
    watts: float


class Beyond(NamedTuple):
    """A node with something behind it that is always as warm: conductance in W/K."""

    node: int
    conductance: float
    temperature_c: float


@dataclass
class Nodes:
    """Nodes and conductances as they are gathered."""

    capacity: list[float] = field(default_factory=list)
    outdoors: list[float] = field(default_factory=list)
    between: dict[tuple[int, int], float] = field(default_factory=dict)

    def add(self, capacity: float) -> int:
        """A new node, by its number; capacity in J/K."""
        self.capacity.append(capacity)
        self.outdoors.append(0.0)
        return len(self.capacity) - 1

    def join(self, one: int, other: int, conductance: float) -> None:
        """Lead heat between two nodes, in W/K."""
        pair = (min(one, other), max(one, other))
        self.between[pair] = self.between.get(pair, 0.0) + conductance


@dataclass
class Shell:
    """The nodes of one room, and where heat enters them."""

    air: int
    sees: int
    """Where radiant heat goes in: the point between all surfaces."""
    sunny: list[Sunny] = field(default_factory=list)
    skyward: dict[int, float] = field(default_factory=dict)
    """What each node loses for each W/m² that a surface loses to the open sky."""
    beyond: list[Beyond] = field(default_factory=list)
    sunlit: dict[int, float] = field(default_factory=dict)
    """Share of the sun's heat that each node takes up."""
    radiators: int | None = None
    """The radiators of the room, all as one, if there are any."""


def simple_shell(room: Room, nodes: Nodes, air_j_k: float) -> Shell:
    """Air, and all masonry of the room as one mass behind its outer walls (2R2C)."""
    air, mass = nodes.add(air_j_k), nodes.add(mass_j_k(room))
    nodes.join(air, mass, air_to_mass(room))
    nodes.outdoors[mass] = mass_loss(room)
    return Shell(air, air, sunlit={air: 1.0})


def hang_radiators(shell: Shell, nodes: Nodes, radiators_w: float) -> None:
    """Radiators of so much power in a room: warm when their valve closes, cold when it opens.

    They give their nominal power 50 K above the air (EN 442) and take a quarter of an hour, being of steel
    with the water in it.
    """
    conductance = radiators_w / _NOMINAL_EXCESS_K
    shell.radiators = nodes.add(conductance * _WARM_UP_S)
    nodes.join(shell.air, shell.radiators, conductance)


def mass_j_k(room: Room) -> float:
    """What the masonry of a simple room stores, in J/K."""
    return room.area_m2 * (_FLOOR_J_M2K[room.mass] if isinstance(room.mass, str) else room.mass)


def air_to_mass(room: Room) -> float:
    """Conductance between the air of a simple room and its masonry, in W/K."""
    return room.area_m2 * _AIR_TO_MASS_W_M2K


def mass_loss(room: Room) -> float:
    """Conductance from the masonry of a simple room through its outer walls, in W/K."""
    return room.outer_wall_m2 * room.wall_u_w_m2k
