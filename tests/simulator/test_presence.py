"""A radar in a room that people come into and leave."""

from simulator.actions import Go, Handle
from simulator.engine import Engine
from simulator.scenario import Scenario

FIELDS = {
    "title": {"en": "Visit", "fa": "دیدار"},
    "seed": 1,
    "start": "2027-01-14T11:00",
    "people": {
        "sara": {
            "title": {"en": "Sara", "fa": "سارا"},
            "day": [{"at": "00:00", "room": "hall", "moves_every": "9h"}],
        }
    },
    "house": {
        "title": {"en": "Two rooms", "fa": "دو اتاق"},
        "rooms": {
            "hall": {"title": {"en": "Hall", "fa": "هال"}, "area_m2": 12},
            "study": {"title": {"en": "Study", "fa": "اتاق کار"}, "area_m2": 12},
        },
        "doors": {"way": {"title": {"en": "Way", "fa": "در"}, "between": ["hall", "study"]}},
        "devices": {"radar": {"model": "SNZB-06P", "room": "study"}},
    },
}


def test_it_sees_who_comes_in_at_once_and_gives_up_a_minute_after_they_left():
    engine = Engine(Scenario.model_validate(FIELDS))
    engine.run_until(100_000)
    engine.submit(Go("sara", "study"))
    engine.run_until(1_000_000)
    engine.submit(Go("sara", "hall"))
    engine.run_until(2_000_000)
    entered, left = (
        event.at_ms for event in engine.trace.events if event.path == "people.sara.room" and event.at_ms > 0
    )
    seen = [(event.at_ms, event.value) for event in engine.trace.events if event.path == "radar.occupancy"]
    assert seen[1] == (entered, True)
    assert (left + 60_000, False) in seen


def test_it_tells_once_an_hour_that_somebody_busy_is_still_there():
    engine = Engine(Scenario.model_validate(FIELDS))
    engine.submit(Go("sara", "study"))
    engine.run_until(60_000)
    for at_ms in range(60_000, 3_000_000, 20_000):
        engine.submit(Handle("radar", "walk_in"))
        engine.run_until(at_ms)
    seen = [event for event in engine.trace.events_of("radar.occupancy") if event.value is True]
    assert len(seen) == 1
