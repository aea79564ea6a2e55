"""The people of a house at work."""

import pytest

from simulator.actions import Go
from simulator.engine import Engine
from tests.simulator.homes import DAY, HOUR, MINUTE, run, scenario

AT_WORK = [1.0] * 7 + [0.5] + [0.0] * 8 + [0.5] + [1.0] * 7
PRESENCE = {
    "at_home": AT_WORK,
    "rooms": [
        {"from": "22:00", "rooms": {"bedroom": 1}, "moves_every": "25m", "stays": "8h"},
        {"from": "06:30", "rooms": {"kitchen": 2, "hall": 1}, "stays": "20m"},
    ],
}


@pytest.mark.parametrize("seed", range(1, 5))
def test_who_lives_by_chance_sleeps_works_and_comes_home(seed):
    engine = run(scenario(seed=seed, presence=PRESENCE))
    where = engine.trace.signal("people.ali.room")
    assert where.at(3 * HOUR) == "bedroom"
    assert where.at(12 * HOUR) == "outside"
    assert where.at(20 * HOUR) in ("kitchen", "hall")
    assert where.at(23 * HOUR) == "bedroom"
    assert "open" in engine.trace.signal("house.entrance").values, "they open the door on their way"


def test_days_follow_one_another():
    engine = run(scenario(presence=PRESENCE), 3 * DAY)
    where = engine.trace.signal("people.ali.room")
    assert [where.at(day * DAY + 12 * HOUR) for day in range(3)] == ["outside"] * 3
    assert [where.at(day * DAY + 23 * HOUR) for day in range(3)] == ["bedroom"] * 3


def test_who_sleeps_gives_less_and_who_is_out_nothing():
    written, by_chance = run(scenario(), 3 * HOUR), run(scenario(presence=PRESENCE), 3 * HOUR)
    resting, asleep = (each.world.indoors("bedroom").co2_ppm for each in (written, by_chance))
    outdoors = 420
    assert (asleep - outdoors) / (resting - outdoors) == pytest.approx(0.7, abs=0.03)


def test_one_can_be_sent_and_stays_there():
    engine = Engine(scenario(presence={**PRESENCE, "at_home": [1.0] * 24}))
    engine.run_until(3 * HOUR)
    engine.submit(Go("ali", "bathroom"))
    engine.run_until(3 * HOUR + 30 * MINUTE)
    assert engine.trace.signal("people.ali.room").at(engine.now_ms) == "bathroom"


def test_the_life_of_one_changes_nothing_for_another():
    alone = run(scenario(presence=PRESENCE)).trace
    content = scenario(presence=PRESENCE)
    other = content.people["ali"].model_copy(update={"complains": True})
    together = run(content.model_copy(update={"people": {**content.people, "aaa": other}})).trace
    path = "people.ali.room"
    assert alone.events_of(path) == together.events_of(path)
