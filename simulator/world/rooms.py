"""The heat of a house: its rooms as one network of air, surfaces and masses, joined by doors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from simulator.fixtures import Door
from simulator.house import OUTSIDE, House
from simulator.room import Room, at_hour
from simulator.world.airflow import NO_FLOWS, Flows
from simulator.world.conditioning import Thermostat, needed_w
from simulator.world.envelope import detailed_shell
from simulator.world.heat_leaks import Openness, air_heat_j_m3k, air_loss, door_w_k, outer_door_w_k
from simulator.world.heat_record import HeatRecord, HeatSummary
from simulator.world.light import UNSHADED, Shade
from simulator.world.shell import Nodes, Shell, simple_shell
from simulator.world.sky import Sky
from simulator.world.solar import lost_to_sky_w_m2, sun_heat_w, through_glass
from simulator.world.thermal import Network, Transition

_FURNISHED = 5.0
"""Furniture and the skin of the walls of a simple room follow the air: a multiple of its own capacity."""
_FROM_MIDNIGHT = datetime(2001, 1, 1)  # noqa: DTZ001 - the house's own clock


class _Solved(NamedTuple):
    """A step with doors and windows in one state."""

    transition: Transition
    warms: Mapping[int, list[float]]
    """For each air node with a thermostat, what a watt given to it adds to each temperature."""


class RoomHeat:
    """Air and mass temperatures of every room in °C, moved on by steps of fixed length."""

    def __init__(self, house: House, step_s: float, air_c: float, begins: datetime = _FROM_MIDNIGHT) -> None:
        self._house = house
        self._step_s = step_s
        self._since_midnight_s = begins.hour * 3600.0 + begins.minute * 60 + begins.second
        self._rooms = house.room_names
        self._nodes = Nodes()
        air_j_m3k = air_heat_j_m3k(house.place.altitude_m)
        self._air_j_m3k = air_j_m3k
        self._shells = {room: _shell(house.rooms[room], self._nodes, air_j_m3k) for room in self._rooms}
        masses = [node for node, capacity in enumerate(self._nodes.capacity) if capacity > 0]
        self._state = {room: masses.index(self._shells[room].air) for room in self._rooms}
        self._thermostats = {
            self._state[room]: Thermostat(plan)
            for room in self._rooms
            if (plan := house.rooms[room].conditioning) is not None
        }
        self._temperatures = self._beginnings(masses, air_c)
        shells = [(house.rooms[room], shell) for room, shell in self._shells.items()]
        self._glazed = [(room, shell) for room, shell in shells if room.windows]
        self._gaining = [(room, shell) for room, shell in shells if room.internal_gains_w]
        self._exposed = [shell for room, shell in shells if room.walls]
        self._lit_by: Mapping[str, float] | None = None
        self._through: Mapping[str, float] = {}
        self._solved: dict[object, _Solved] = {}
        self._record = HeatRecord(self._rooms, step_s)

    def temperature(self, room: str) -> float:
        """The air of a room, in °C."""
        return self._temperatures[self._state[room]]

    def summary(self) -> HeatSummary:
        """What ideal heating and cooling gave, and how warm the rooms were."""
        return self._record.summary()

    def step(
        self,
        given_w: Mapping[str, float],
        sky: Sky,
        openness: Openness,
        shade: Shade = UNSHADED,
        fresh: Flows = NO_FLOWS,
    ) -> None:
        """Move on by one step.

        `given_w` is the heat that people and devices give to the air of each room, `fresh` what fans bring
        in from outside, in m³/h.
        """
        hour = int(self._since_midnight_s // 3600) % 24
        self._since_midnight_s = (self._since_midnight_s + self._step_s) % 86_400
        powers = self._powers(given_w, sky, shade, hour)
        solved = self._solve(openness, fresh)
        temperatures = solved.transition.step(self._temperatures, powers, sky.temperature_c)
        given = self._condition(solved, temperatures, hour) if self._thermostats else []
        self._temperatures = temperatures
        self._record.add([temperatures[state] for state in self._state.values()], given)

    def _beginnings(self, masses: list[int], usual_c: float) -> list[float]:
        """How warm each node is at first; those of a room stand behind that of its air."""
        rooms = {self._shells[room].air: self._house.rooms[room].begins_c for room in self._rooms}
        temperatures: list[float] = []
        room_c = usual_c
        for node in masses:
            if node in rooms:
                begins_c = rooms[node]
                room_c = usual_c if begins_c is None else begins_c
            temperatures.append(room_c)
        return temperatures

    def _powers(self, given_w: Mapping[str, float], sky: Sky, shade: Shade, hour: int) -> list[float]:
        """The heat that each node is given, in W."""
        if sky.walls is not self._lit_by:
            # Measured light stands still for an hour.
            self._lit_by, self._through = sky.walls, through_glass(sky)
        powers = [0.0] * len(self._nodes.capacity)
        for name, shell in self._shells.items():
            powers[shell.air] += given_w.get(name, 0.0)
        if sky.light.horizontal > 0:
            for room, shell in self._glazed:
                sun_w = sun_heat_w(room, self._through, shade)
                for node, share in shell.sunlit.items():
                    powers[node] += share * sun_w
        for room, shell in self._gaining:
            _add_gains(powers, room, shell, hour)
        if self._exposed:
            to_sky_w_m2 = lost_to_sky_w_m2(sky)
            for shell in self._exposed:
                _add_outsides(powers, shell, sky, to_sky_w_m2)
        return powers

    def _condition(self, solved: _Solved, temperatures: list[float], hour: int) -> list[float]:
        """Heat and cool: changes `temperatures` and answers the powers."""
        for thermostat in self._thermostats.values():
            thermostat.turn(hour, self._step_s)
        powers = needed_w(self._thermostats, temperatures, solved.warms)
        for node, power in powers.items():
            if power:
                for index, kelvin in enumerate(solved.warms[node]):
                    temperatures[index] += kelvin * power
        return list(powers.values())

    def _solve(self, openness: Openness, fresh: Flows) -> _Solved:
        # A quarter of a step is fine enough for a door, and keeps the number of solved states small.
        shares = {name: round(share * 4) / 4 for name, share in sorted(openness.items()) if share > 0}
        key = (tuple(shares.items()), tuple(sorted(fresh.items())))
        if key not in self._solved:
            transition = self._network(shares, fresh).transition(self._step_s)
            columns = len(self._temperatures)
            warms = {
                state: [row[columns + self._shells[room].air] for row in transition.rows]
                for room, state in self._state.items()
                if state in self._thermostats
            }
            self._solved[key] = _Solved(transition, warms)
        return self._solved[key]

    def _network(self, openness: Openness, fresh: Flows) -> Network:
        outdoors, between = list(self._nodes.outdoors), dict(self._nodes.between)
        for room in self._rooms:
            plan = self._house.rooms[room]
            loss = air_loss(plan, openness, self._air_j_m3k)
            if plan.walls:
                # The glass has nodes of its own there.
                loss -= sum([window.u_w_m2k * window.area_m2 for window in plan.windows.values()])
            fanned = fresh.get(room, 0.0) / 3600 * self._air_j_m3k
            outdoors[self._shells[room].air] += loss + fanned
        for name, door in sorted(self._house.doors.items()):
            self._connect(door, openness.get(name, 0.0), outdoors, between)
        return Network(tuple(self._nodes.capacity), tuple(outdoors), between)

    def _connect(
        self, door: Door, open_share: float, outdoors: list[float], between: dict[tuple[int, int], float]
    ) -> None:
        inside = sorted(self._shells[room].air for room in door.between if room != OUTSIDE)
        if len(inside) == 1:
            outdoors[inside[0]] += outer_door_w_k(open_share)
        elif len(inside) == 2:
            pair = (inside[0], inside[1])
            between[pair] = between.get(pair, 0.0) + door_w_k(open_share)


def _shell(room: Room, nodes: Nodes, air_j_m3k: float) -> Shell:
    if room.walls:
        return detailed_shell(room, nodes, room.volume_m3 * air_j_m3k + room.area_m2 * room.furniture_j_m2k)
    return simple_shell(room, nodes, room.volume_m3 * air_j_m3k * _FURNISHED)


def _add_gains(powers: list[float], room: Room, shell: Shell, hour: int) -> None:
    gains_w = at_hour(room.internal_gains_w, hour)
    powers[shell.air] += gains_w * (1 - room.gains_radiant_share)
    powers[shell.sees] += gains_w * room.gains_radiant_share


def _add_outsides(powers: list[float], shell: Shell, sky: Sky, to_sky_w_m2: float) -> None:
    """Let the outer sides feel the sun, the sky and what is always behind some of them."""
    if sky.light.horizontal > 0:
        for node, faces, watts in shell.sunny:
            powers[node] += watts * sky.walls[faces]
    for node, watts in shell.skyward.items():
        powers[node] -= watts * to_sky_w_m2
    for node, conductance, beyond_c in shell.beyond:
        powers[node] += conductance * (beyond_c - sky.temperature_c)
