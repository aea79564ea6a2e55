"""Where rooms lie: what a file may say, how mistakes are told, and what is drawn where walls do not meet."""

import pytest
from pydantic import ValidationError

from simulator.floor_plan import outlines_of, plan_of
from simulator.house import House
from simulator.mistakes import FileMistaken
from simulator.rectangle import Rectangle
from simulator.scenario import Scenario

TITLE = {"en": "Room", "fa": "اتاق"}
WEST, EAST, FAR = [0, 0, 4, 5], [4, 0, 3, 5], [9, 0, 3, 5]
DOOR = {"door": {"title": TITLE, "between": ["one", "two"]}}


def written(*plans, **fields):
    named = zip(("one", "two", "three"), plans, strict=False)
    rooms = {
        name: {"title": TITLE, "area_m2": 20, **({"plan": plan} if plan else {})} for name, plan in named
    }
    return {"title": TITLE, "rooms": rooms, **fields}


def parsed(*plans, **fields):
    content = {"title": TITLE, "start": "2027-01-14T00:00", "house": written(*plans, **fields)}
    return Scenario.parse(content, "made.yaml")


def mistakes(*plans):
    with pytest.raises(FileMistaken) as raised:
        parsed(*plans)
    return {each.field: each.wrong for each in raised.value.mistakes}


def test_a_plan_is_read_as_a_rectangle():
    house = House.model_validate(written(WEST))
    assert house.rooms["one"].plan == Rectangle(0, 0, 4, 5)
    assert house.model_dump(mode="json")["rooms"]["one"]["plan"] == [0, 0, 4, 5]


@pytest.mark.parametrize(
    "plan", [[0, 0, 4], [0, 0, 4, 0], [0, 0, 4, True], "left", {"x": 0}, [0, 0, 4, float("nan")]]
)
def test_what_is_no_rectangle_is_said_so(plan):
    with pytest.raises(ValidationError, match="north-west corner"):
        House.model_validate(written(plan))


def test_rooms_on_each_other_are_a_mistake_of_the_second():
    (field, wrong), *_ = mistakes(WEST, [3, 1, 4, 5]).items()
    assert field == "house.rooms.two.plan"
    assert wrong.en == "overlaps one, which takes up x 0 to 4 and y 0 to 5; rooms may only touch"
    assert wrong.fa.startswith("روی اتاق one می‌افتد که x از ۰ تا ۴")


def test_rooms_may_touch():
    assert outlines_of(parsed(WEST, EAST).house)["two"] == Rectangle(4, 0, 3, 5)


def test_a_room_without_a_plan_beside_one_that_has_is_a_mistake():
    (field,) = mistakes(WEST, None)
    assert field == "house.rooms.two.plan"


def test_a_door_turns_into_the_smaller_room():
    (door,) = plan_of(parsed(WEST, EAST, doors=DOOR)).openings
    assert door.walled
    assert door.begins.x == door.ends.x == 4
    # Who looks from the south to the north has the east on the right.
    assert door.begins.y > door.ends.y
    assert door.turns == "right"


def test_a_door_turns_out_of_a_room_with_more_doors():
    way_out = {"way_out": {"title": TITLE, "between": ["two", "outside"]}}
    inner = next(
        each for each in plan_of(parsed(WEST, EAST, doors=DOOR | way_out)).openings if each.name == "door"
    )
    assert inner.turns == "left"


def test_a_door_between_rooms_that_do_not_touch_lies_free():
    (door,) = plan_of(parsed(WEST, FAR, doors=DOOR)).openings
    assert not door.walled
    assert 0 < door.middle.x < 4


def test_a_window_without_an_outer_wall_of_its_side_lies_free():
    content = written(WEST, EAST)
    content["rooms"]["one"]["windows"] = {"window": {"faces": "east", "area_m2": 2}}
    (window,) = plan_of(
        Scenario.parse({"title": TITLE, "start": "2027-01-14T00:00", "house": content}, "made")
    ).openings
    assert not window.walled


def test_a_layout_puts_rooms_with_a_door_side_by_side():
    doors = {f"to_{name}": {"title": TITLE, "between": ["one", name]} for name in ("two", "three")}
    laid_out = outlines_of(parsed(None, None, None, doors=doors).house)
    assert laid_out["one"].shared(laid_out["two"])
    assert laid_out["one"].shared(laid_out["three"])
