"""The shell of a room with walls: its surfaces in sight of each other, and the masses behind them.

Surfaces give heat to the air by convection and to each other by radiation over one star point, as in
ISO 52016-1; what a wall stores lies inside of its insulation, in layers that conduct like masonry.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.room import Room, Wall
from simulator.world.shell import Beyond, Nodes, Shell, Sunny

CONVECTION_W_M2K = 1.9
"""From a surface to the air: 1.31 ΔT^(1/3) of upright surfaces (ASHRAE Handbook of Fundamentals) at 3 K."""
RADIATION_W_M2K = 5.13
"""Between surfaces inside at 20 °C and an emissivity of 0.9 (ISO 52016-1)."""
OUTSIDE_W_M2K = 25.0
"""From a surface to the weather outside, wind and radiation together (ISO 6946)."""
SUN_TO_AIR = 0.1
"""Share of the sun's heat behind glass that the air has at once, by light things (ISO 52016-1)."""
_INSIDE_W_M2K = 7.69
"""What U values count with (ISO 6946)."""
_MASONRY = 1.0e6
"""Conductivity times heat capacity of a cubic metre, in W J/m⁴K²: between hollow brick and concrete."""
_LAYER_J_M2K = 50_000.0
_DARK = 0.6
"""Share of light that a surface inside takes up."""
_GLASS_LETS_OUT = 0.7
_SEES_SKY = {"roof": 1.0, "floor": 0.0}
_WALL_SEES_SKY = 0.35
"""Half of what a wall sees is sky, most of it near the horizon, where it is as warm as the air."""


def detailed_shell(room: Room, nodes: Nodes, air_j_k: float) -> Shell:
    """Air, a surface and a few layers of mass for each kind of wall, and the glass."""
    shell = Shell(nodes.add(air_j_k), nodes.add(0.0))
    inner: dict[int, float] = {}
    floors = 0.0
    for walls in _alike(room):
        area = sum([wall.area_m2 for wall in walls])
        surface = _surface(nodes, shell, area)
        inner[surface] = area
        _add_layers(nodes, shell, surface, walls, room.wall_stores_j_m2k(walls[0]))
        if walls[0].faces == "floor":
            shell.sunlit[surface] = _DARK
            floors += area
    glass = 0.0
    for window in room.windows.values():
        glass += window.area_m2
        surface = _surface(nodes, shell, window.area_m2)
        conductance = window.area_m2 * _behind_surface(window.u_w_m2k)
        nodes.outdoors[surface] += conductance
        shell.skyward[surface] = conductance * _WALL_SEES_SKY / OUTSIDE_W_M2K
    _light(shell, inner, floors, glass)
    return shell


def _alike(room: Room) -> list[list[Wall]]:
    """Walls that behave alike inside share their nodes: those of one build, whichever way they face."""
    alike: dict[tuple[str, float, float], list[Wall]] = {}
    for _, wall in sorted(room.walls.items()):
        lies = wall.faces if wall.faces in ("roof", "floor") else "wall"
        alike.setdefault((lies, wall.u_w_m2k, room.wall_stores_j_m2k(wall)), []).append(wall)
    return list(alike.values())


def _surface(nodes: Nodes, shell: Shell, area_m2: float) -> int:
    surface = nodes.add(0.0)
    nodes.join(shell.air, surface, area_m2 * CONVECTION_W_M2K)
    nodes.join(shell.sees, surface, area_m2 * RADIATION_W_M2K)
    return surface


def _behind_surface(u_w_m2k: float) -> float:
    """From an inner surface to the weather, in W/m²K."""
    return 1 / max(1 / u_w_m2k - 1 / _INSIDE_W_M2K, 0.01)


def _add_layers(nodes: Nodes, shell: Shell, surface: int, walls: Sequence[Wall], stores_j_m2k: float) -> None:
    """Masses in layers from the inside, and the insulation outside of them."""
    area = sum([wall.area_m2 for wall in walls])
    resistance = 1 / _behind_surface(walls[0].u_w_m2k)
    heavy = min(stores_j_m2k / _MASONRY, 0.8 * resistance)
    layers = int(stores_j_m2k // _LAYER_J_M2K) + 1 if stores_j_m2k > 0 else 0
    node, before = surface, 0.0
    for _ in range(layers):
        layer = nodes.add(stores_j_m2k / layers * area)
        nodes.join(node, layer, area / (before + heavy / layers / 2))
        node, before = layer, heavy / layers / 2
    outer = 1 / (before + resistance - (heavy if layers else 0.0))
    for wall in walls:
        _expose(nodes, shell, node, wall, outer * wall.area_m2)


def _expose(nodes: Nodes, shell: Shell, node: int, wall: Wall, conductance: float) -> None:
    """Lead a wall's outermost node to the weather, or to what is always behind the wall.

    Sun and sky work on its outside as if the air were warmer or colder there (sol-air temperature).
    """
    nodes.outdoors[node] += conductance
    if wall.beyond_c is not None:
        shell.beyond.append(Beyond(node, conductance, wall.beyond_c))
        return
    felt = conductance / OUTSIDE_W_M2K
    shell.skyward[node] = shell.skyward.get(node, 0.0) + felt * _SEES_SKY.get(wall.faces, _WALL_SEES_SKY)
    if wall.faces != "floor" and wall.absorptance > 0:
        shell.sunny.append(Sunny(node, wall.faces, felt * wall.absorptance))


def _light(shell: Shell, inner: dict[int, float], floors_m2: float, glass_m2: float) -> None:
    """Share out the sun's heat: it falls on the floor first, and what that throws back on everything.

    A part finds its way out through the glass again.
    """
    first = 1.0 if floors_m2 == 0 else 1 - _DARK
    takes_up = _DARK * sum(inner.values()) + _GLASS_LETS_OUT * glass_m2
    for surface, area in inner.items():
        straight = shell.sunlit.get(surface, 0.0)
        shell.sunlit[surface] = (1 - SUN_TO_AIR) * (straight + first * _DARK * area / takes_up)
    shell.sunlit[shell.air] = SUN_TO_AIR
