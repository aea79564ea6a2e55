"""The heat of one room: its air, surfaces and masses as a network, and what keeps it at its setpoints."""

from __future__ import annotations

from typing import NamedTuple

from simulator.room import Room, at_hour
from simulator.world.conditioning import Thermostat
from simulator.world.envelope import detailed_shell
from simulator.world.shell import Nodes, Shell, hang_radiators, simple_shell
from simulator.world.sky import Sky
from simulator.world.thermal import Network, Transition

_FURNISHED = 5.0
"""Furniture and the skin of the walls of a simple room follow the air: a multiple of its own capacity."""
_AIR = 0
"""The node of the air: the first that a shell adds, and of the temperatures too, as air has a capacity."""


class RoomHeat:
    """Air and mass temperatures of a room in °C, moved on by steps of any length."""

    def __init__(self, room: Room, air_j_m3k: float, air_c: float, radiators_w: float = 0.0) -> None:
        self.room = room
        self._nodes = Nodes()
        self._shell = _shell(room, self._nodes, air_j_m3k)
        if radiators_w > 0:
            hang_radiators(self._shell, self._nodes, radiators_w)
        begins_c = air_c if room.begins_c is None else room.begins_c
        self._temperatures = [begins_c for capacity in self._nodes.capacity if capacity > 0]
        self._thermostat = None if room.conditioning is None else Thermostat(room.conditioning)
        self._under_sky_w = [0.0] * len(self._nodes.capacity)
        self._solved: dict[Solved, Transition] = {}

    @property
    def air_c(self) -> float:
        """How warm the air is."""
        return self._temperatures[_AIR]

    def step(self, solved: Solved, powers_w: list[float], outdoor_c: float, hour: int) -> float:
        """Move on; `powers_w` is what each node is given. Answers what its conditioning gave, in W."""
        transition = self._solved.get(solved)
        if transition is None:
            transition = self._solved[solved] = self._solve(solved)
        temperatures = self._temperatures = transition.step(self._temperatures, powers_w, outdoor_c)
        if self._thermostat is None:
            return 0.0
        self._thermostat.turn(hour, solved.step_s)
        warms = [row[len(temperatures) + _AIR] for row in transition.rows]
        wanted_w = self._thermostat.wanted_w(temperatures[_AIR], warms[_AIR])
        if wanted_w:
            self._temperatures = [
                each_c + wanted_w * kelvin for each_c, kelvin in zip(temperatures, warms, strict=True)
            ]
        return wanted_w

    def powers_w(self, given_w: float, radiators_w: float) -> list[float]:
        """The heat that each node is given.

        `given_w` warms the air, `radiators_w` is what water brings to the radiators.
        """
        powers = self._under_sky_w.copy()
        powers[_AIR] += given_w
        if self._shell.radiators is not None:
            powers[self._shell.radiators] = radiators_w
        return powers

    def stand_under(self, sky: Sky, sun_w: float, to_sky_w_m2: float, hour: int) -> None:
        """From now on the sky is like this, and it is this hour of the day.

        `sun_w` comes through the windows, `to_sky_w_m2` is what a surface loses that sees only sky.
        """
        powers, shell, room = [0.0] * len(self._nodes.capacity), self._shell, self.room
        for node, share in shell.sunlit.items():
            powers[node] += share * sun_w
        if room.internal_gains_w:
            gains_w = at_hour(room.internal_gains_w, hour)
            powers[_AIR] += gains_w * (1 - room.gains_radiant_share)
            powers[shell.sees] += gains_w * room.gains_radiant_share
        if room.walls:
            _add_outsides(powers, shell, sky, to_sky_w_m2)
        self._under_sky_w = powers

    def _solve(self, solved: Solved) -> Transition:
        outdoors = list(self._nodes.outdoors)
        outdoors[_AIR] += solved.air_loss_w_k
        if self.room.walls:
            # The glass has nodes of its own there.
            outdoors[_AIR] -= sum([each.u_w_m2k * each.area_m2 for each in self.room.windows.values()])
        network = Network(tuple(self._nodes.capacity), tuple(outdoors), self._nodes.between)
        return network.transition(solved.step_s)


class Solved(NamedTuple):
    """What a solved step of a room depends on."""

    step_s: float
    air_loss_w_k: float
    """From its air to outdoors: glass, leaks, open doors and windows, fans."""


def _shell(room: Room, nodes: Nodes, air_j_m3k: float) -> Shell:
    if room.walls:
        return detailed_shell(room, nodes, room.volume_m3 * air_j_m3k + room.area_m2 * room.furniture_j_m2k)
    return simple_shell(room, nodes, room.volume_m3 * air_j_m3k * _FURNISHED)


def _add_outsides(powers: list[float], shell: Shell, sky: Sky, to_sky_w_m2: float) -> None:
    """Let the outer sides feel the sun, the sky and what is always behind some of them."""
    if sky.light.horizontal > 0:
        for node, faces, watts in shell.sunny:
            powers[node] += watts * sky.walls[faces]
    for node, watts in shell.skyward.items():
        powers[node] -= watts * to_sky_w_m2
    for node, conductance, beyond_c in shell.beyond:
        powers[node] += conductance * (beyond_c - sky.temperature_c)
