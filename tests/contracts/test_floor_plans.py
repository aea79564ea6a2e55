"""The contract that the floor plan of every house and scenario keeps, drawn by hand or laid out."""

from itertools import combinations

import pytest

from simulator.floor_plan import outlines_of, plan_of
from simulator.floor_plan.drawing import MARK_SHARE
from simulator.house import House
from simulator.rectangle import SIDES, TOUCHING_M, around
from simulator.scenario import load_scenario, scenario_names
from tests.contracts.test_houses import FOLDER, HOUSES, read

NEAR_M = 3 * TOUCHING_M
LEGIBLE = 0.65
"""How near two devices may be, as a share of what the mark of one takes up where there is room."""


@pytest.fixture(params=scenario_names())
def scenario(request):
    return load_scenario(request.param)


@pytest.fixture
def plan(scenario):
    return plan_of(scenario)


@pytest.fixture(params=HOUSES)
def house(request):
    return House.model_validate(read(FOLDER / "houses" / f"{request.param}.yaml"))


def without_plans(house):
    fields = {name: getattr(house, name) for name in House.model_fields}
    return house.model_copy(
        update={
            **fields,
            "rooms": {name: room.model_copy(update={"plan": None}) for name, room in house.rooms.items()},
        }
    )


def lies_on(opening, outline, side):
    """Whether both ends of an opening lie on a side of a room."""
    wall = outline.side(side)
    ends = [opening.begins, opening.ends]
    across = [each.y if side in ("north", "south") else each.x for each in ends]
    along = [each.x if side in ("north", "south") else each.y for each in ends]
    on_line = all(abs(each - wall.at) < NEAR_M for each in across)
    return on_line and wall.begins - NEAR_M < min(along) and max(along) < wall.ends + NEAR_M


def test_every_house_of_the_lab_has_a_plan_of_about_its_areas(house):
    for name, room in house.rooms.items():
        assert room.plan is not None, f"write a plan for {name}"
        assert 0.85 < room.plan.width * room.plan.height / room.area_m2 < 1.4, name


def test_rooms_do_not_overlap(house):
    for drawn in (outlines_of(house), outlines_of(without_plans(house))):
        for (one, its), (other, theirs) in combinations(drawn.items(), 2):
            assert not its.overlaps(theirs), f"{one} and {other}"


def test_the_layout_of_a_house_without_plans_has_its_areas_and_is_always_the_same(house):
    bare = without_plans(house)
    laid_out = outlines_of(bare)
    for name, outline in laid_out.items():
        assert outline.width * outline.height == pytest.approx(house.rooms[name].area_m2)
    assert outlines_of(bare) == laid_out


def test_doors_are_in_walls_that_their_rooms_share(scenario, plan):
    outlines = outlines_of(scenario.house)
    for door in [each for each in plan.openings if each.kind == "door"]:
        assert door.walled, door.name
        for room in door.rooms:
            assert any(lies_on(door, outlines[room], side) for side in SIDES), f"{door.name} at {room}"


def test_ways_out_and_windows_are_in_outer_walls_of_their_side(scenario, plan):
    outlines = outlines_of(scenario.house)
    for opening in [each for each in plan.openings if len(each.rooms) == 1]:
        room = opening.rooms[0]
        faces = getattr(scenario.house.openings[opening.name], "faces", None)
        if faces == "roof":
            assert not opening.walled
            continue
        others = [outline for name, outline in outlines.items() if name != room]
        sides = [faces] if faces else SIDES
        stretches = [each for side in sides for each in outlines[room].outer(side, others)]
        assert any(
            lies_on(opening, outlines[room], each.side)
            and each.length > opening.begins.distance(opening.ends)
            for each in stretches
        ), opening.name


def test_openings_do_not_lie_on_each_other(plan):
    for one, other in combinations(plan.openings, 2):
        halves = (one.begins.distance(one.ends) + other.begins.distance(other.ends)) / 2
        in_line = {one.begins.x, one.ends.x} == {other.begins.x, other.ends.x} or (
            one.begins.x == one.ends.x == other.begins.x == other.ends.x
        )
        if in_line or one.begins.y == one.ends.y == other.begins.y == other.ends.y:
            assert one.middle.distance(other.middle) >= halves - NEAR_M, f"{one.name} and {other.name}"


def test_devices_and_people_are_inside_their_rooms_and_apart(plan):
    mark = MARK_SHARE * max(around(room.outline for room in plan.rooms)[2:])
    for room in plan.rooms:
        points = {each.name: each.at for each in plan.devices if each.room == room.name}
        points |= {f"place {number}": place for number, place in enumerate(room.places)}
        assert room.places
        for name, at in points.items():
            inside = room.outline.x < at.x < room.outline.east and room.outline.y < at.y < room.outline.south
            assert inside, f"{name} outside {room.name}"
        for one, other in combinations(points, 2):
            assert points[one].distance(points[other]) >= LEGIBLE * mark, f"{one} on {other}"


def test_what_is_fitted_to_an_opening_is_near_it(plan):
    """No device that is fitted to nothing is nearer to it."""
    by_name = {each.name: each for each in plan.openings}
    for device in plan.devices:
        opening = by_name.get(device.fitted_to or "")
        if opening is None or not opening.walled:
            continue
        near = [each for each in plan.devices if each.room == device.room and each.fitted_to not in by_name]
        for each in near:
            assert device.at.distance(opening.middle) < each.at.distance(opening.middle) + NEAR_M, device.name


def test_everything_of_the_house_is_on_it(scenario, plan):
    house = scenario.house
    assert [each.name for each in plan.rooms] == house.room_names
    assert [each.name for each in plan.devices] == list(house.installed)
    assert {each.name for each in plan.openings} == set(house.openings)
    assert {each.name for each in plan.people} == set(scenario.people)
    assert {*house.pipes, *house.tanks, *house.beds, "mains"} <= {each.name for each in plan.supplies}
