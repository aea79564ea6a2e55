"""What faults look like on MQTT, in every convention."""

import json

import pytest

from simulator.broker.core import Broker, User
from simulator.conventions import load_conventions
from simulator.engine import Engine
from simulator.faults import fault_names
from simulator.gateway import Gateway
from simulator.port import CorePort
from tests.contracts.test_faults import EXAMPLES
from tests.simulator.faults.hut import HOUR, MINUTE, hut

BASE = "lab/demo"


def listen(name, convention, minutes=30):
    """(time, topic, payload) of everything that is said while a device has the fault."""
    device, parameters = EXAMPLES[name]
    fault = {"device": device, "fault": name, "at": "01:00", "lasts": f"{minutes}m", **parameters}
    engine, heard = Engine(hut(faults=[fault])), []
    broker = Broker(clock_ms=lambda: engine.now_ms, authenticate=lambda name, password: None)
    Gateway(engine, load_conventions([convention]), CorePort(broker, BASE)).start()
    student = broker.attach(
        User("student", BASE), "student", lambda each: heard.append((engine.now_ms, each.topic, each.payload))
    )
    student.subscribe(f"{BASE}/#")
    engine.run_until(HOUR + (minutes + 10) * MINUTE)
    return [(at_ms, topic.removeprefix(f"{BASE}/"), payload) for at_ms, topic, payload in heard]


@pytest.mark.parametrize("convention", ["zigbee2mqtt", "tasmota", "telemetry"])
@pytest.mark.parametrize("name", fault_names())
def test_every_convention_can_say_it_and_none_gives_it_away(name, convention):
    heard = listen(name, convention)
    assert not [said for said in heard if "fault" in said[1] or b"fault" in said[2]]
    assert not [said for said in heard if "_lab" in said[1]]


def test_a_missing_value_is_null():
    values = [
        json.loads(payload)["temperature"]
        for at_ms, topic, payload in listen("dropout", "zigbee2mqtt", minutes=120)
        if topic == "zigbee2mqtt/thermometer" and HOUR + MINUTE < at_ms < 3 * HOUR
    ]
    assert values
    assert not any(values)


def test_a_rogue_speaks_on_a_topic_of_its_own_and_is_not_in_the_list():
    heard = listen("rogue_device", "zigbee2mqtt")
    rogue = [json.loads(payload) for _, topic, payload in heard if topic == "zigbee2mqtt/plug_2"]
    assert len(rogue) == 4
    assert all({"state", "power", "energy"} <= set(said) for said in rogue)
    devices = [payload for _, topic, payload in heard if topic == "zigbee2mqtt/bridge/devices"]
    assert not any(b"plug_2" in payload for payload in devices)
