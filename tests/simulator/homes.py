"""A small house for tests about people: a kitchen, a bedroom and a bathroom around a hall."""

from simulator.engine import Engine
from simulator.scenario import Scenario

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


def both(word):
    return {"en": word, "fa": "آ"}


def room(word, **more):
    return {"title": both(word), "area_m2": 12, "outer_wall_m2": 10, **more}


HOUSE = {
    "title": both("House"),
    "rooms": {
        "hall": room("Hall"),
        "kitchen": room("Kitchen", windows={"kitchen_window": {"faces": "south", "area_m2": 2}}),
        "bedroom": room("Bedroom", windows={"bedroom_window": {"faces": "east", "area_m2": 2}}),
        "bathroom": room("Bathroom"),
    },
    "doors": {
        "entrance": {"title": both("Entrance"), "between": ["outside", "hall"], "stands": "closed"},
        "kitchen_door": {"title": both("Door"), "between": ["hall", "kitchen"]},
        "bedroom_door": {"title": both("Door"), "between": ["hall", "bedroom"]},
        "bathroom_door": {"title": both("Door"), "between": ["hall", "bathroom"]},
    },
    "pipes": {
        "cold_water": {"title": both("Water")},
        "gas": {"title": both("Gas"), "carries": "gas"},
    },
    "devices": {
        "kitchen_lamp": {"model": "LED1623G12", "room": "kitchen"},
        "kitchen_plug": {"model": "TS011F_plug_1", "room": "kitchen"},
        "bathroom_motion": {"model": "RTCGQ11LM", "room": "bathroom"},
        "climate": {"model": "WSDCGQ11LM", "room": "kitchen"},
        "contact": {"model": "MCCGQ11LM", "room": "kitchen", "fitted_to": "kitchen_window"},
    },
}
DAY_AT_HOME = [
    {"at": "06:00", "room": "kitchen", "spread": "0s"},
    {"at": "08:00", "room": "outside", "spread": "0s"},
    {"at": "16:00", "room": "kitchen", "spread": "0s"},
    {"at": "22:00", "room": "bedroom", "spread": "0s", "moves_every": "25m"},
]


def scenario(start="2027-01-14T00:00", seed=1, **person):
    """One person in the house; without a day of their own, that of DAY_AT_HOME."""
    if "presence" not in person:
        person = {"day": DAY_AT_HOME, **person}
    return Scenario.parse(
        {
            "title": both("Test"),
            "start": start,
            "seed": seed,
            "house": HOUSE,
            "conventions": ["zigbee2mqtt"],
            "people": {"ali": {"title": both("Ali"), **person}},
        },
        "test",
    )


def run(scenario, until_ms=DAY):
    """The engine after it ran so long."""
    engine = Engine(scenario)
    engine.run_until(until_ms)
    return engine


def told(engine, path, source="people"):
    """(hour, value) of each event of a path that somebody caused."""
    return [
        (round(each.at_ms / HOUR, 1), each.value)
        for each in engine.trace.events_of(path)
        if each.source == source
    ]
