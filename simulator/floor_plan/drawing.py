"""From a house or a scenario to its floor plan. Pure: the same house is always drawn the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from devices.text import Text
from simulator.convention import Scope
from simulator.conventions import load_conventions
from simulator.fixtures import MAINS, Circuit, Door, Window
from simulator.floor_plan.furnish import Furnished, furnish
from simulator.floor_plan.layout import lay_out
from simulator.floor_plan.openings import Placed, place_openings
from simulator.floor_plan.parts import (
    DrawnDevice,
    DrawnOpening,
    DrawnPerson,
    DrawnRoom,
    DrawnSupply,
    FloorPlan,
)
from simulator.house import House
from simulator.rectangle import Point, Rectangle, around
from simulator.scenario import Scenario

MARK_SHARE = 1 / 16
"""How large the mark of a device is, as a share of the longer side of the plan."""
_WINDOW = Text(en="Window", fa="پنجره")


def outlines_of(house: House) -> dict[str, Rectangle]:
    """Where each room lies: as its file says, or laid out by areas and doors."""
    written = {name: room.plan for name, room in sorted(house.rooms.items()) if room.plan is not None}
    return written if len(written) == len(house.rooms) else lay_out(house)


def plan_of(scenario: Scenario) -> FloorPlan:
    """The floor plan of a scenario: its house with the topics of its conventions, and its people."""
    house = scenario.house
    outlines = outlines_of(house)
    placed = place_openings(house, outlines)
    free = _free_openings(house, placed)
    furnished = {
        name: _furnished(house, name, outlines, placed, [each for each, room in free.items() if room == name])
        for name in house.room_names
    }
    return FloorPlan(
        rooms=tuple(
            DrawnRoom(name, house.rooms[name].title, _rounded(outlines[name]), furnished[name].places)
            for name in house.room_names
        ),
        openings=tuple(_openings(house, placed, free, furnished, _mark(outlines))),
        devices=tuple(_devices(scenario, furnished)),
        people=tuple(DrawnPerson(name, person.title) for name, person in sorted(scenario.people.items())),
        supplies=tuple(_supplies(house)),
    )


def _mark(outlines: Mapping[str, Rectangle]) -> float:
    return MARK_SHARE * max(around(outlines.values())[2:])


def _free_openings(house: House, placed: Mapping[str, Placed]) -> dict[str, str]:
    """Openings without a wall, and the room that each is drawn in."""
    rooms_of = {name: _rooms_at(house, name) for name in house.openings if name not in placed}
    return {name: rooms[0] for name, rooms in rooms_of.items() if rooms}


def _rooms_at(house: House, opening: str) -> list[str]:
    if opening in house.doors:
        return house.rooms_at(house.doors[opening])
    return [name for name in house.room_names if opening in house.rooms[name].windows]


def _furnished(
    house: House, room: str, outlines: Mapping[str, Rectangle], placed: Mapping[str, Placed], free: list[str]
) -> Furnished:
    middles = {name: _middle(each) for name, each in placed.items() if room in _rooms_at(house, name)}
    return furnish(
        outlines[room],
        _mark(outlines),
        [each for each in house.installed.values() if each.room == room],
        middles,
        [middles[name] for name in sorted(house.rooms[room].windows) if name in middles],
        free,
    )


def _middle(placed: Placed) -> Point:
    return Point((placed.begins.x + placed.ends.x) / 2, (placed.begins.y + placed.ends.y) / 2)


def _openings(
    house: House,
    placed: Mapping[str, Placed],
    free: Mapping[str, str],
    furnished: Mapping[str, Furnished],
    mark: float,
) -> Iterator[DrawnOpening]:
    for name, opening in house.openings.items():
        if name in placed:
            segment = placed[name]
        elif name in free:
            at = furnished[free[name]].free[name]
            segment = Placed(Point(at.x + 0.4 * mark, at.y), Point(at.x - 0.4 * mark, at.y))
        else:
            continue
        yield DrawnOpening(
            name=name,
            title=_titled(opening),
            kind="door" if isinstance(opening, Door) else "window",
            rooms=tuple(_rooms_at(house, name)),
            begins=_rounded_point(segment.begins),
            ends=_rounded_point(segment.ends),
            turns=segment.turns,
            walled=name in placed,
        )


def _titled(opening: Door | Window) -> Text:
    return opening.title or _WINDOW


def _devices(scenario: Scenario, furnished: Mapping[str, Furnished]) -> Iterator[DrawnDevice]:
    scope = Scope.of(scenario.house, load_conventions(scenario.conventions))
    for name, installed in scenario.house.installed.items():
        carrier = scope.carriers.get(name)
        yield DrawnDevice(
            name=name,
            title=installed.title,
            device=installed.device,
            room=installed.room,
            at=_rounded_point(furnished[installed.room].devices[name]),
            fitted_to=installed.plan.fitted_to,
            topic=carrier.state_topic(installed) if carrier else None,
            command_topic=carrier.command_topic(installed) if carrier else None,
            convention=carrier.name if carrier else None,
        )


def _supplies(house: House) -> Iterator[DrawnSupply]:
    for name, pipe in sorted(house.pipes.items()):
        yield DrawnSupply(name, pipe.title, pipe.carries, "l/min", f"house.{name}", pipe.room)
    for name, tank in sorted(house.tanks.items()):
        yield DrawnSupply(name, tank.title, "tank", "%", f"house.{name}", None)
    for name, bed in sorted(house.beds.items()):
        yield DrawnSupply(name, bed.title, "bed", "%", f"house.{name}", bed.room)
    for name, circuit in house.fixtures.items():
        if isinstance(circuit, Circuit):
            path = "house.power" if name == MAINS else f"house.{name}"
            yield DrawnSupply(name, circuit.title, "circuit", "W", path, None)


def _rounded(outline: Rectangle) -> Rectangle:
    return Rectangle(*(round(each, 3) for each in outline))


def _rounded_point(point: Point) -> Point:
    return Point(round(point.x, 3), round(point.y, 3))
