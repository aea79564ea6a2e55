"""Tasmota's topics and payloads, with a metering plug, a weather station and lamps of every kind."""

import json
from dataclasses import replace

import pytest

from devices.device import Radio
from devices.registry import find
from simulator.actions import SetProperties
from simulator.broker.message import Message
from simulator.convention import Scope
from simulator.conventions import load_conventions
from simulator.house import Installed
from tests.simulator.conventions.house import announced, house_of, initial_report, scope_of

(TASMOTA,) = load_conventions(["tasmota"])
HOUSE = house_of(["A1T", "WS90", "LED1623G12"])
PLUG, STATION = "device_0", "device_1"


def scope(told=None):
    return scope_of("tasmota", house=HOUSE, told=told)


def with_wifi(model):
    """A house with a Zigbee model of which there is a Wi-Fi twin."""
    house = house_of([model])
    device = replace(find(model), radio=Radio.WIFI)
    house.installed["device_0"] = Installed("device_0", device, house.devices["device_0"])
    return Scope(house, "lab/demo", {"device_0": TASMOTA}), house.installed["device_0"]


def translated(report, where=None):
    return {each.topic: each.payload for each in TASMOTA.translate(report, where or scope())}


def received(command, payload, told=None, where=None):
    return list(TASMOTA.receive(f"cmnd/device_0/{command}", payload, where or scope(told)))


def test_only_wifi_devices_that_it_knows_all_of_run_tasmota():
    assert list(scope().carriers) == [PLUG, STATION]
    assert not TASMOTA.fits(find("zhimi.humidifier.ca4")), "it has no place for a target humidity"


def test_each_device_has_its_own_connection_and_will():
    assert [(each.device, each.will) for each in TASMOTA.links(scope())] == [
        (name, Message(f"tele/{name}/LWT", b"Offline", retain=True)) for name in (PLUG, STATION)
    ]


def test_a_device_introduces_itself_in_the_words_of_tasmota():
    said = {
        each.topic: json.loads(each.payload) for each in announced(TASMOTA, scope()) if b"{" in each.payload
    }
    mac = HOUSE.installed[PLUG].mac
    config = said[f"tasmota/discovery/{mac}/config"]
    assert config["mac"] == mac
    assert config["t"] == PLUG
    assert config["rl"] == [1, 0, 0, 0, 0, 0, 0, 0]
    assert (config["onln"], config["ofln"], config["ver"]) == ("Online", "Offline", 1)
    assert set(said[f"tasmota/discovery/{mac}/sensors"]["sn"]["ENERGY"]) == {
        "Power",
        "Current",
        "Voltage",
        "Total",
    }


def test_a_relay_that_moved_is_told_in_three_places():
    said = translated(initial_report(HOUSE.installed[PLUG], state="ON"))
    assert said["stat/device_0/RESULT"] == b'{"POWER":"ON"}'
    assert said["stat/device_0/POWER"] == b"ON"
    assert json.loads(said["tele/device_0/STATE"])["POWER"] == "ON"


def test_a_measurement_is_told_with_the_sensors_only():
    said = translated(initial_report(HOUSE.installed[PLUG], power=12.5))
    assert json.loads(said["tele/device_0/SENSOR"])["ENERGY"]["Power"] == 12.5
    assert "stat/device_0/RESULT" not in said


def test_units_stand_beside_the_sensors():
    (content,) = [
        json.loads(payload)
        for topic, payload in translated(initial_report(HOUSE.installed[STATION], temperature=3.5)).items()
        if topic.endswith("SENSOR")
    ]
    assert content["SHT3X"]["Temperature"] == 3.5
    assert (content["TempUnit"], content["PressureUnit"]) == ("C", "hPa")


@pytest.mark.parametrize(
    ("command", "payload", "value"),
    [
        ("Power", b"ON", "ON"),
        ("POWER1", b"off", "OFF"),
        ("power", b"1", "ON"),
        ("Power0", b"0", "OFF"),
        ("Power", b"TOGGLE", "TOGGLE"),
        ("Power", b"2", "TOGGLE"),
    ],
)
def test_the_ways_of_moving_a_relay(command, payload, value):
    assert received(command, payload) == [SetProperties(PLUG, {"state": value})]


@pytest.mark.parametrize("payload", [b"", b"?"])
def test_a_command_without_a_parameter_is_a_question(payload):
    told = {PLUG: initial_report(HOUSE.installed[PLUG], state="ON")}
    assert received("Power", payload, told) == [
        Message("stat/device_0/RESULT", b'{"POWER":"ON"}'),
        Message("stat/device_0/POWER", b"ON"),
    ]


@pytest.mark.parametrize(
    ("command", "payload", "answer"),
    [
        ("Power", b"perhaps", "Error"),
        ("Power2", b"ON", "Unknown"),
        ("Dimmer", b"50", "Unknown"),
        ("Coffee", b"1", "Unknown"),
    ],
)
def test_nonsense_is_answered(command, payload, answer):
    (said,) = received(command, payload)
    assert (said.topic, json.loads(said.payload)) == ("stat/device_0/RESULT", {"Command": answer})


def test_home_assistant_may_ask_for_sensors_and_state():
    told = {PLUG: initial_report(HOUSE.installed[PLUG])}
    (sensors,) = received("STATUS", b"10", told)
    assert "ENERGY" in json.loads(sensors.payload)["StatusSNS"]
    (state,) = received("Status", b"11", told)
    assert json.loads(state.payload)["StatusSTS"]["POWER"] == "OFF"


def test_a_dimmer_counts_in_percent():
    where, lamp = with_wifi("LED1623G12")
    assert received("Dimmer", b"50", where=where) == [SetProperties("device_0", {"brightness": 127})]
    said = translated(initial_report(lamp, brightness=127), where)
    assert json.loads(said["stat/device_0/RESULT"]) == {"Dimmer": 50}


def test_several_commands_are_one_backlog():
    where, _ = with_wifi("LED1623G12")
    payload = b"NoDelay;Fade2 0;NoDelay;Speed2 1;NoDelay;Power1 ON;NoDelay;Dimmer 100"
    assert received("Backlog", payload, where=where) == [
        SetProperties("device_0", {"state": "ON", "brightness": 254})
    ]
    (answer,) = received("Backlog", b"Power ON; Coffee 2", where=where)
    assert json.loads(answer.payload) == {"Command": "Unknown"}


def test_a_coloured_lamp_takes_and_tells_colours():
    where, lamp = with_wifi("GL-C-008")
    for command, payload in (("Color", b"#ff0000"), ("Color2", b"255,0,0="), ("HSBColor", b"0,100,100")):
        (action,) = received(command, payload, where=where)
        assert action.values["color_x"] == pytest.approx(0.64, abs=0.001)
    said = translated(initial_report(lamp, color_x=0.64, color_y=0.33), where)
    result = json.loads(said["stat/device_0/RESULT"])
    assert result["Color"] == "255,0,0"
    assert result["HSBColor"] == "0,100,100"
    config = next(json.loads(each.payload) for each in announced(TASMOTA, where) if "config" in each.topic)
    assert (config["rl"][0], config["lt_st"]) == (2, 5)


def test_a_contact_is_a_switch_and_a_button_has_actions():
    where, contact = with_wifi("MCCGQ11LM")
    said = translated(initial_report(contact, contact=False), where)
    assert json.loads(said["tele/device_0/SENSOR"])["Switch1"] == "ON"
    where, button = with_wifi("WXKG11LM")
    said = translated(initial_report(button, action="double"), where)
    assert said["stat/device_0/BUTTON1"] == b'{"ACTION":"DOUBLE"}'
