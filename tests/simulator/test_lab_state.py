"""What a live house shows of itself: everything once, then what changes, and no hidden fault."""

import json

import pytest

from simulator.actions import Break, Cause, Go, Handle, Mend, SetProperties, Touch
from simulator.engine import Engine
from simulator.lab_state import LabState
from simulator.reports import Report
from tests.simulator.homes import MINUTE, scenario


class House:
    """An engine, and what it shows."""

    def __init__(self):
        self.engine = Engine(scenario(start="2027-01-14T07:00"))
        self.said = []
        self.state = LabState(self.engine, self.said.append)
        self.engine.run_until(0)
        self.shown = {each.topic: json.loads(each.payload) for each in self.state.greet()}
        self.said.clear()

    def do(self, *actions, for_ms=0):
        for action in actions:
            self.engine.submit(action)
        self.engine.run_until(self.engine.now_ms + for_ms)
        self.state.look()
        told, self.said[:] = [(each.topic, json.loads(each.payload)) for each in self.said], []
        self.shown.update(told)
        return told

    def now(self, topic):
        return self.shown[f"_lab/{topic}"]


@pytest.fixture
def house():
    return House()


def test_everything_is_there_from_the_start(house):
    assert house.now("people/ali/room") == "kitchen"
    assert house.now("room/kitchen/people") == 1
    assert house.now("room/kitchen/incident") is None
    assert house.now("house/entrance") == "closed"
    assert house.now("house/kitchen_window") == "closed"
    assert house.now("house/entrance/locked") is False
    assert house.now("house/mains_breaker") == "on"
    assert house.now("house/cold_water/open_share") == 1
    assert house.now("kitchen_lamp/state") == "OFF"
    assert house.now("contact/contact") is True
    assert house.now("climate/fault") is None
    assert house.now("climate/online") is True


def test_measurements_are_left_to_the_conventions(house):
    assert "_lab/climate/temperature" not in house.shown
    assert "_lab/kitchen_plug/power" not in house.shown


@pytest.mark.parametrize(
    ("action", "topic", "value"),
    [
        (Touch("kitchen_window", "open"), "house/kitchen_window", "open"),
        (Touch("kitchen_window", "open"), "contact/contact", False),
        (Touch("entrance", "lock"), "house/entrance/locked", True),
        (Touch("cold_water", "close"), "house/cold_water/open_share", 0),
        (Touch("mains", "switch_off"), "house/mains_breaker", "off"),
        (Handle("kitchen_plug", "unplug"), "kitchen_plug/online", False),
        (SetProperties("kitchen_lamp", {"state": "ON"}), "kitchen_lamp/state", "ON"),
        (Cause("kitchen", "match"), "room/kitchen/incident", "match"),
        (Go("ali", "bathroom"), "people/ali/room", "bathroom"),
        (Break("climate", "bias", announced=True), "climate/fault", "bias"),
    ],
)
def test_what_changes_is_told(house, action, topic, value):
    house.do(action, for_ms=MINUTE // 2)
    assert house.now(topic) == value


def test_what_stays_is_not_told_again(house):
    house.do(Touch("entrance", "lock"))
    assert house.do(Touch("entrance", "lock")) == []
    assert house.do(Touch("entrance", "unlock")) == [("_lab/house/entrance/locked", False)]


def test_an_incident_ends(house):
    house.do(Cause("kitchen", "match"), Cause("kitchen", "spill"), for_ms=MINUTE // 2)
    assert house.now("room/kitchen/incident") == "match, spill"
    house.do(for_ms=2 * MINUTE)
    assert house.now("room/kitchen/incident") == "spill"
    house.do(for_ms=60 * MINUTE)
    assert house.now("room/kitchen/incident") is None


def test_a_hidden_fault_is_never_shown(house):
    said = house.do(Break("climate", "bias", {"by": 20}), Break("kitchen_lamp", "jammed"), for_ms=30 * MINUTE)
    assert not [topic for topic, _ in said if topic.endswith("/fault")]


def test_of_two_faults_only_the_announced_one_is_shown(house):
    house.do(Break("climate", "bias"))
    house.do(Break("climate", "noise", announced=True))
    assert house.now("climate/fault") == "noise"
    house.do(Break("climate", "drift"), Mend("climate", "bias"))
    assert house.now("climate/fault") == "noise"
    house.do(Mend("climate", "noise"))
    assert house.now("climate/fault") is None


def test_a_fault_that_was_announced_may_come_again_unannounced(house):
    house.do(Break("climate", "bias", announced=True))
    house.do(Mend("climate", "bias"))
    assert house.do(Break("climate", "bias")) == []


def test_a_device_that_strangers_imitate_shows_nothing_of_them(house):
    house.state._hear(Report(0, "kitchen_lamp", {"state": "ON"}, ("state",), like="kitchen_lamp"))
    assert house.said == []
