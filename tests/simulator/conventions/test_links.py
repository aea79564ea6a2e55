"""Connections follow reality: a Wi-Fi device that is unplugged loses its own, and its will is said."""

import json

import pytest

from simulator.actions import Handle
from simulator.broker.core import Broker, User
from simulator.broker.message import Message
from simulator.conventions import load_conventions
from simulator.engine import Engine
from simulator.gateway import Gateway
from simulator.port import CorePort
from simulator.scenario import Scenario

BASE = "lab/demo"
SCENARIO = {
    "title": {"en": "Plugs", "fa": "پریزها"},
    "start": "2027-01-14T00:00",
    "house": {
        "title": {"en": "Plugs", "fa": "پریزها"},
        "rooms": {"hall": {"title": {"en": "Hall", "fa": "هال"}, "area_m2": 20}},
        "devices": {
            "wifi_plug": {"model": "A1T", "room": "hall"},
            "zigbee_plug": {"model": "TS011F_plug_1", "room": "hall"},
        },
    },
}


class Stage:
    def __init__(self, *conventions):
        scenario = Scenario.parse({**SCENARIO, "conventions": conventions}, "test")
        self.engine = Engine(scenario)
        self.broker = Broker(clock_ms=lambda: self.engine.now_ms, authenticate=lambda name, password: None)
        self.heard = []
        student = self.broker.attach(User("student", BASE), "student", self.heard.append)
        student.subscribe(f"{BASE}/#")
        self.student = student
        self.gateway = Gateway(
            self.engine, load_conventions(scenario.conventions), CorePort(self.broker, BASE)
        )
        self.gateway.start()
        self.engine.run_until(0)

    def hand(self, device, action):
        self.engine.submit(Handle(device, action))
        self.engine.run_until(self.engine.now_ms + 1000)

    def said(self, topic):
        return [each.payload for each in self.heard if each.topic == f"{BASE}/{topic}"]


@pytest.fixture(params=["telemetry", "tasmota"])
def stage(request):
    return Stage("zigbee2mqtt", request.param), {
        "telemetry": ("wifi_plug/status", b"online", b"offline", "wifi_plug/telemetry"),
        "tasmota": ("tele/wifi_plug/LWT", b"Online", b"Offline", "tele/wifi_plug/STATE"),
    }[request.param]


def test_pulling_the_plug_says_the_will(stage):
    stage, (status, online, offline, _) = stage
    assert stage.said(status) == [online]
    stage.hand("wifi_plug", "unplug")
    assert stage.said(status) == [online, offline]


def test_plugging_in_again_connects_again_and_tells_everything(stage):
    stage, (status, online, offline, state) = stage
    stage.hand("wifi_plug", "unplug")
    before = len(stage.said(state))
    stage.hand("wifi_plug", "plug")
    assert stage.said(status) == [online, offline, online]
    assert len(stage.said(state)) > before


def test_a_plug_that_is_out_hears_nothing(stage):
    stage, _ = stage
    stage.hand("wifi_plug", "unplug")
    for topic in ("wifi_plug/commands", "cmnd/wifi_plug/Power"):
        stage.student.publish(Message(f"{BASE}/{topic}", b'{"state":"ON"}'))
    stage.engine.run_until(stage.engine.now_ms + 1000)
    assert stage.engine.trace.signal("wifi_plug.state").at(stage.engine.now_ms) == "OFF"


def test_a_plug_obeys_on_its_own_connection(stage):
    stage, _ = stage
    stage.student.publish(Message(f"{BASE}/wifi_plug/commands", b'{"state":"ON"}'))
    stage.student.publish(Message(f"{BASE}/cmnd/wifi_plug/Power", b"ON"))
    stage.engine.run_until(stage.engine.now_ms + 1000)
    assert stage.engine.trace.signal("wifi_plug.state").at(stage.engine.now_ms) == "ON"


def test_zigbee_devices_share_the_connection_of_their_bridge(stage):
    stage, _ = stage
    stage.hand("zigbee_plug", "unplug")
    assert [json.loads(each)["state"] for each in stage.said("zigbee2mqtt/zigbee_plug/availability")] == [
        "online",
        "offline",
    ]
    assert [json.loads(each)["state"] for each in stage.said("zigbee2mqtt/bridge/state")] == ["online"]


def test_an_orderly_stop_ends_every_connection(stage):
    stage, (status, online, offline, _) = stage
    stage.gateway.stop()
    assert stage.said(status) == [online, offline], "said once, by the device itself"
    stage.hand("wifi_plug", "unplug")
    stage.hand("wifi_plug", "plug")
    assert stage.said(status) == [online, offline], "nobody connects after the end"


def test_a_house_that_starts_with_a_plug_out_says_so():
    stage = Stage("telemetry")
    stage.gateway.stop()
    stage.hand("wifi_plug", "unplug")
    stage.heard.clear()
    stage.gateway.start()
    assert stage.said("wifi_plug/status")[-1] == b"offline"
    assert stage.said("zigbee_plug/status") == [b"online"]
