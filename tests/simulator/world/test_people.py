"""Where people go and what they move."""

import pytest

from simulator.randomness import Stream
from simulator.scenario import load_scenario
from simulator.world.people import plan_day
from simulator.world.ways import Entered, Moved, Settled, Swung, Ways

SCENARIO = load_scenario("corridor-day")
WAYS = Ways(SCENARIO.house)
DAY_MS = 86_400_000


def plan(seed, name="maryam"):
    person = SCENARIO.people[name]
    return plan_day(person, 0, person.day[-1].room, WAYS, Stream(seed, f"people.{name}/0"))


def test_one_walks_through_the_corridor():
    assert [room for _, room in WAYS.route("kitchen", "bedroom")] == ["corridor", "bedroom"]
    assert WAYS.route("kitchen", "kitchen") == []
    assert WAYS.route("kitchen", "outside") == [("kitchen_door", "corridor"), ("entrance", "outside")]


@pytest.mark.parametrize("seed", range(10))
def test_a_day_is_in_order_and_ends_where_it_should(seed):
    steps = plan(seed)
    assert [step.at_ms for step in steps] == sorted(step.at_ms for step in steps)
    assert [step.room for step in steps if isinstance(step, Entered)][-1] == "bedroom"
    assert all(0 <= step.at_ms < DAY_MS + 60_000 for step in steps)


@pytest.mark.parametrize("seed", range(10))
def test_nobody_moves_or_settles_where_nobody_is(seed):
    where = "bedroom"
    for step in plan(seed):
        if isinstance(step, Entered):
            where = step.room
        elif isinstance(step, Moved | Settled) and step.room != where:
            pytest.fail(f"{step}, but she is in {where}")


def test_one_settles_after_every_walk_and_sleeps_where_one_moves_rarely():
    settled = [step for step in plan(1) if isinstance(step, Settled)]
    assert settled[0].at_ms == 0, "at midnight they go on with what they did"
    assert settled[-1].room == "bedroom"
    assert settled[-1].moves_every_ms == SCENARIO.people["maryam"].day[-1].moves_every


def test_a_closed_door_is_opened_and_closed_again():
    swings = [step for step in plan(1) if isinstance(step, Swung)]
    assert swings
    assert {step.door for step in swings} == {"entrance"}
    assert sum(step.is_open for step in swings) * 2 == len(swings)


def test_the_same_seed_gives_the_same_day_and_another_seed_another():
    assert plan(1) == plan(1)
    assert plan(1) != plan(2)
