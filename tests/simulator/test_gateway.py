"""The house on a broker, in one process and without a clock on the wall."""

import json

import pytest

from simulator.broker.core import Broker, User
from simulator.broker.message import Message
from simulator.conventions import load_conventions
from simulator.engine import Engine
from simulator.gateway import Gateway
from simulator.port import CorePort
from simulator.scenario import load_scenario

SCENARIO = load_scenario("corridor-day").model_copy(update={"people": {}})
BASE = "lab/demo"


class Stage:
    def __init__(self):
        self.engine = Engine(SCENARIO)
        self.broker = Broker(clock_ms=lambda: self.engine.now_ms, authenticate=lambda name, password: None)
        self.gateway = Gateway(
            self.engine, load_conventions(SCENARIO.conventions), CorePort(self.broker, BASE)
        )
        self.heard = []
        self.student = self.broker.attach(User("student", BASE), "student", self.heard.append)

    def last(self, topic):
        payloads = [each.payload for each in self.heard if each.topic == f"{BASE}/{topic}"]
        return json.loads(payloads[-1]) if payloads else None


@pytest.fixture
def stage():
    stage = Stage()
    stage.gateway.start()
    stage.student.subscribe(f"{BASE}/#")
    return stage


def test_the_house_is_announced_before_time_begins(stage):
    assert stage.last("zigbee2mqtt/bridge/state") == {"state": "online"}
    names = [each["friendly_name"] for each in stage.last("zigbee2mqtt/bridge/devices")]
    assert "corridor_lamp" in names


def test_states_are_retained_for_those_who_come_later(stage):
    stage.engine.run_until(0)
    heard = []
    late = stage.broker.attach(User("late", BASE), "late", heard.append)
    late.subscribe(f"{BASE}/zigbee2mqtt/corridor_lamp")
    assert [json.loads(each.payload)["state"] for each in heard] == ["OFF"]


@pytest.mark.parametrize("payload", [b'{"state":"ON"}', b"ON", b'{"state":"TOGGLE"}', b'{"brightness":254}'])
def test_a_lamp_obeys(stage, payload):
    stage.engine.run_until(5000)
    stage.student.publish(Message(f"{BASE}/zigbee2mqtt/corridor_lamp/set", payload))
    assert stage.last("zigbee2mqtt/corridor_lamp")["state"] == "OFF", "the radio takes its time"
    stage.engine.run_until(5060)
    assert stage.last("zigbee2mqtt/corridor_lamp")["state"] == "ON"
    assert stage.engine.trace.signal("corridor_lamp.state").at(5060) == "ON"


def test_nonsense_is_answered_and_harms_nothing(stage):
    stage.student.publish(Message(f"{BASE}/zigbee2mqtt/corridor_lamp/set", b"\xff"))
    stage.engine.run_until(1000)
    assert stage.last("zigbee2mqtt/bridge/logging")["level"] == "error"


def test_home_assistant_is_greeted_when_it_comes_up(stage):
    stage.heard.clear()
    stage.student.publish(Message(f"{BASE}/homeassistant/status", b"online"))
    configs = [each for each in stage.heard if each.topic.endswith("/config")]
    assert len(configs) > 30


def test_an_orderly_stop_says_offline(stage):
    stage.gateway.stop()
    assert stage.last("zigbee2mqtt/bridge/state") == {"state": "offline"}
    stage.engine.run_until(1000)


def test_it_can_start_again(stage):
    stage.gateway.stop()
    stage.gateway.start()
    assert stage.last("zigbee2mqtt/bridge/state") == {"state": "online"}


def test_the_house_speaks_at_the_quality_of_service_of_its_scenario():
    engine = Engine(SCENARIO.model_copy(update={"qos": 1}))
    broker = Broker(clock_ms=lambda: engine.now_ms, authenticate=lambda name, password: None)
    heard = []
    broker.attach(User("student", BASE), "student", heard.append).subscribe(f"{BASE}/#", 2)
    Gateway(engine, load_conventions(SCENARIO.conventions), CorePort(broker, BASE)).start()
    engine.run_until(0)
    assert {each.qos for each in heard} == {1}, "announcements and reports alike"
