"""The heat of a house: its rooms, each a network of its own, joined by doors.

Within a step the rooms are solved exactly, each for itself; what passes through a door follows from the
temperatures at the beginning of the step, and what one room gives the other receives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from simulator.house import House
from simulator.world.airflow import NO_FLOWS, Flows
from simulator.world.heat_leaks import air_heat_j_m3k, air_loss, door_w_k, outer_door_w_k
from simulator.world.heat_record import HeatRecord, HeatSummary
from simulator.world.light import UNSHADED, Shade
from simulator.world.openings import Openness, fine_share
from simulator.world.room_heat import RoomHeat, Solved
from simulator.world.sky import Sky
from simulator.world.solar import lost_to_sky_w_m2, sun_heat_w, through_glass

_FROM_MIDNIGHT = datetime(2001, 1, 1)  # noqa: DTZ001 - the house's own clock
_NOTHING_W: Mapping[str, float] = {}


class _Passage(NamedTuple):
    """A door between two rooms."""

    door: str
    one: str
    other: str


class HouseHeat:
    """Air and mass temperatures of every room in °C, moved on by steps of `step_s` or of another length."""

    def __init__(self, house: House, step_s: float, air_c: float, begins: datetime = _FROM_MIDNIGHT) -> None:
        self._step_s = step_s
        self._since_midnight_s = begins.hour * 3600.0 + begins.minute * 60 + begins.second
        self._air_j_m3k = air_heat_j_m3k(house.place.altitude_m)
        radiators_w = _radiators_w(house)
        self._rooms = {
            name: RoomHeat(house.rooms[name], self._air_j_m3k, air_c, radiators_w.get(name, 0.0))
            for name in house.room_names
        }
        self._doors = [_Passage(name, *pair) for name, pair in _inner_doors(house)]
        self._outer_doors = _outer_doors(house)
        self._openings = {
            name: sorted((*house.rooms[name].windows, *self._outer_doors[name])) for name in self._rooms
        }
        self._losses: dict[object, float] = {}
        self._has_walls = any(room.walls for room in house.rooms.values())
        self._sky: Sky | None = None
        self._hour = 0
        self._shade: Shade = UNSHADED
        self._record = HeatRecord(list(self._rooms))

    def temperature(self, room: str) -> float:
        """The air of a room, in °C."""
        return self._rooms[room].air_c

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
        radiators_w: Mapping[str, float] = _NOTHING_W,
        step_s: float | None = None,
    ) -> None:
        """Move on by one step.

        `given_w` is the heat that people and devices give to the air of each room, `radiators_w` what hot
        water brings to its radiators, `fresh` what fans bring in from outside, in m³/h.
        """
        step_s = self._step_s if step_s is None else step_s
        hour = int(self._since_midnight_s // 3600) % 24
        self._since_midnight_s = (self._since_midnight_s + step_s) % 86_400
        if sky is not self._sky or hour != self._hour or shade != self._shade:
            self._stand_under(sky, hour, shade)
        entering_w = self._through_doors(openness)
        gave_w = []
        for name, room in self._rooms.items():
            warms_w = given_w.get(name, 0.0) + entering_w.get(name, 0.0)
            powers = room.powers_w(warms_w, radiators_w.get(name, 0.0))
            solved = Solved(step_s, self._air_loss(name, openness, fresh.get(name, 0.0)))
            gave_w.append(room.step(solved, powers, sky.temperature_c, hour))
        self._record.add(step_s, [room.air_c for room in self._rooms.values()], gave_w)

    def _stand_under(self, sky: Sky, hour: int, shade: Shade) -> None:
        self._sky, self._hour, self._shade = sky, hour, dict(shade)
        through = through_glass(sky)
        to_sky_w_m2 = lost_to_sky_w_m2(sky) if self._has_walls else 0.0
        for room in self._rooms.values():
            room.stand_under(sky, sun_heat_w(room.room, through, shade), to_sky_w_m2, hour)

    def _through_doors(self, openness: Openness) -> dict[str, float]:
        """What each room receives from its neighbours, in W."""
        entering = dict.fromkeys(self._rooms, 0.0)
        for door, one, other in self._doors:
            warmer_k = self._rooms[one].air_c - self._rooms[other].air_c
            passing_w = door_w_k(fine_share(openness.get(door, 0.0))) * warmer_k
            entering[one] -= passing_w
            entering[other] += passing_w
        return entering

    def _air_loss(self, name: str, openness: Openness, fresh_m3_h: float) -> float:
        """Conductance from the air of a room to outdoors, in W/K."""
        shares = tuple([fine_share(openness.get(each, 0.0)) for each in self._openings[name]])
        key = (name, shares, fresh_m3_h)
        if key not in self._losses:
            opened = dict(zip(self._openings[name], shares, strict=True))
            loss = air_loss(self._rooms[name].room, opened, self._air_j_m3k)
            loss += sum([outer_door_w_k(opened[door]) for door in self._outer_doors[name]])
            self._losses[key] = loss + fresh_m3_h / 3600 * self._air_j_m3k
        return self._losses[key]


def _radiators_w(house: House) -> dict[str, float]:
    """The nominal power of the radiators in each room."""
    radiators: dict[str, float] = {}
    for _, installed in sorted(house.installed.items()):
        plan = installed.plan
        if plan.load is not None and plan.load.is_radiator:
            radiators[plan.room] = radiators.get(plan.room, 0.0) + plan.load.heat_w
    return radiators


def _inner_doors(house: House) -> list[tuple[str, Sequence[str]]]:
    doors = [(name, house.rooms_at(door)) for name, door in sorted(house.doors.items())]
    return [(name, pair) for name, pair in doors if len(pair) == 2]


def _outer_doors(house: House) -> dict[str, list[str]]:
    doors = [(name, house.rooms_at(door)) for name, door in sorted(house.doors.items())]
    return {room: [name for name, inside in doors if inside == [room]] for room in house.room_names}
