"""Motors and locks in a house: what they are fitted to moves with them, and others at it notice."""

from simulator.actions import SetProperties
from simulator.engine import Engine
from simulator.scenario import Scenario

HOUSE = {
    "title": {"en": "Study", "fa": "اتاق کار"},
    "rooms": {
        "study": {
            "title": {"en": "Study", "fa": "اتاق کار"},
            "area_m2": 12,
            "outer_wall_m2": 10,
            "windows": {"pane": {"faces": "south", "area_m2": 3}},
        }
    },
    "devices": {
        "blind": {"model": "E1757", "room": "study", "fitted_to": "pane"},
        "contact": {"model": "MCCGQ11LM", "room": "study", "fitted_to": "pane"},
        "opener": {"model": "YY-LT500", "room": "study", "fitted_to": "pane"},
    },
}


def engine():
    fields = {"title": {"en": "Day", "fa": "روز"}, "house": HOUSE, "seed": 1, "start": "2027-06-14T11:00"}
    return Engine(Scenario.model_validate(fields))


def told(engine, path):
    return [(event.at_ms, event.value) for event in engine.trace.events if event.path == path]


def test_a_window_that_a_motor_opens_is_noticed_by_its_contact():
    house = engine()
    house.submit(SetProperties("opener", {"state": "OPEN"}))
    house.run_until(120_000)
    assert [value for _, value in told(house, "contact.contact")] == [True, False]
    assert [value for _, value in told(house, "house.pane")][-1] == "open"
    positions = [value for _, value in told(house, "opener.position")]
    assert positions == sorted(positions)
    assert positions[-1] == 100


def test_a_blind_darkens_the_room_as_it_comes_down():
    house = engine()
    house.run_until(60_000)
    bright = house.world.indoors("study").illuminance_lx
    house.submit(SetProperties("blind", {"state": "CLOSE"}))
    house.run_until(180_000)
    assert house.world.indoors("study").illuminance_lx < bright / 3


def test_what_was_commanded_is_the_students_and_what_follows_is_the_houses():
    house = engine()
    house.run_until(60_000)
    house.submit(SetProperties("blind", {"position": 50}))
    house.run_until(120_000)
    sources = [event.source for event in house.trace.events if event.path == "blind.position"]
    assert sources[1] == "student"
    assert set(sources[2:]) == {"house"}
