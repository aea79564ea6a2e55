"""Zigbee2MQTT's own topics: states, commands, groups, buttons, colours and the bridge."""

import json

import pytest

from devices.property import Access
from simulator.actions import ReadProperties, SetProperties
from simulator.broker.message import Message
from simulator.conventions import load_conventions
from tests.simulator.conventions.house import EVERYTHING, announced, house_of, initial_report, scope_of

(ZIGBEE2MQTT,) = load_conventions(["zigbee2mqtt"])
SCOPE = scope_of("zigbee2mqtt")
LAMPS = house_of(
    ["LED1623G12", "LED1623G12", "TS011F_plug_1", "WXKG11LM"],
    groups={"lamps": ["device_0", "device_1"], "all": ["device_0", "device_2"]},
)
LAMP = "device_0"
every_device = pytest.mark.parametrize("name", SCOPE.carriers)


def scope(told=None):
    return scope_of("zigbee2mqtt", house=LAMPS, told=told)


def received(topic, payload):
    return list(ZIGBEE2MQTT.receive(f"zigbee2mqtt/{topic}", payload, scope()))


def translated(report, told=None):
    return {each.topic: json.loads(each.payload) for each in ZIGBEE2MQTT.translate(report, scope(told))}


def exposes_of(name):
    devices = next(
        json.loads(message.payload)
        for message in announced(ZIGBEE2MQTT, SCOPE)
        if message.topic == "zigbee2mqtt/bridge/devices"
    )
    return next(each["definition"]["exposes"] for each in devices if each["friendly_name"] == name)


def test_the_bridge_says_online_and_leaves_offline_as_its_will():
    (link,) = ZIGBEE2MQTT.links(SCOPE)
    assert link.will == Message("zigbee2mqtt/bridge/state", b'{"state":"offline"}', retain=True)
    online = Message("zigbee2mqtt/bridge/state", b'{"state":"online"}', retain=True)
    assert online in announced(ZIGBEE2MQTT, SCOPE)


def test_a_house_without_zigbee_has_no_bridge():
    assert not list(ZIGBEE2MQTT.links(scope_of("zigbee2mqtt", house=house_of(["A1T"]))))


@every_device
def test_exposes_say_exactly_what_the_device_has(name):
    device = EVERYTHING.installed[name].device
    features = [feature for each in exposes_of(name) for feature in flat(each)]
    assert len(features) == len(device.properties)
    for feature, shown in zip(features, device.properties.values(), strict=True):
        assert feature["property"] == (shown.feature if shown.composite else shown.name)
        assert feature["type"] == shown.kind
        assert feature["access"] == int(shown.access)
        assert feature.get("unit") == shown.unit
        if shown.kind == "binary":
            assert {feature["value_on"], feature["value_off"]} == {shown.on, shown.off}
        if shown.kind == "enum":
            assert feature["values"] == list(shown.choices)
        if Access.SETTABLE in shown.access and shown.kind == "numeric":
            assert feature["value_min"] < feature["value_max"]


def flat(expose):
    return [part for each in expose["features"] for part in flat(each)] if "features" in expose else [expose]


def test_a_colour_is_one_composite_of_two_numbers():
    (light,) = [each for each in exposes_of(name_of("GL-C-008")) if each["type"] == "light"]
    (color,) = [each for each in light["features"] if each["type"] == "composite"]
    assert (color["name"], color["property"]) == ("color_xy", "color")
    assert [each["name"] for each in color["features"]] == ["x", "y"]


def name_of(model):
    return next(name for name, each in EVERYTHING.installed.items() if each.device.model == model)


def test_a_colour_is_shown_in_both_forms():
    name = name_of("GL-C-008")
    report = initial_report(EVERYTHING.installed[name], color_x=0.64, color_y=0.33)
    content = json.loads(next(iter(ZIGBEE2MQTT.translate(report, SCOPE))).payload)
    assert content["color"] == {"x": 0.64, "y": 0.33, "hue": 0, "saturation": 100}
    assert content["color_mode"] == "xy"


@pytest.mark.parametrize(
    "color",
    [
        {"x": 0.64, "y": 0.33},
        {"hue": 0, "saturation": 100},
        {"h": 0, "s": 100},
        {"r": 255, "g": 0, "b": 0},
        {"hex": "#FF0000"},
        "#ff0000",
    ],
)
def test_the_ways_of_asking_for_red(color):
    topic = f"zigbee2mqtt/{name_of('GL-C-008')}/set"
    (action,) = ZIGBEE2MQTT.receive(topic, json.dumps({"color": color}).encode(), SCOPE)
    assert action.values == pytest.approx({"color_x": 0.64, "color_y": 0.33}, abs=0.001)


@pytest.mark.parametrize(
    "color", [1, None, "red", {"x": 0.3}, {"x": "a", "y": 1}, {"x": 2, "y": 2}, [0.3, 0.3]]
)
def test_what_is_no_colour_is_answered_with_an_error(color):
    topic = f"zigbee2mqtt/{name_of('GL-C-008')}/set"
    (answer,) = ZIGBEE2MQTT.receive(topic, json.dumps({"color": color}).encode(), SCOPE)
    assert "expected an object with x, y" in json.loads(answer.payload)["message"]


@every_device
def test_set_and_get_obey_access(name):
    device = EVERYTHING.installed[name].device
    for shown in device.properties.values():
        command = device.commands.get(shown.name)
        good = (command.accepts[0] if command.accepts else command.minimum) if command else "ON"
        for verb, bit, action in (
            ("set", Access.SETTABLE, SetProperties),
            ("get", Access.GETTABLE, ReadProperties),
        ):
            payload = json.dumps({shown.name: good}).encode()
            (answer,) = ZIGBEE2MQTT.receive(f"zigbee2mqtt/{name}/{verb}", payload, SCOPE)
            if bit in shown.access:
                assert isinstance(answer, action), f"{verb} {shown.name} should be possible"
            else:
                assert answer.topic == "zigbee2mqtt/bridge/logging", f"{verb} {shown.name} should be refused"
                assert json.loads(answer.payload)["level"] == "error"


@pytest.mark.parametrize(
    ("topic", "payload", "values"),
    [
        ("set", b'{"state":"ON"}', {"state": "ON"}),
        ("set", b"ON", {"state": "ON"}),
        ("set", b"off", {"state": "OFF"}),
        ("set", b'"TOGGLE"', {"state": "TOGGLE"}),
        ("set/state", b"ON", {"state": "ON"}),
        ("set/brightness", b"100", {"brightness": 100}),
        ("set", b'{"state":"on","brightness":12}', {"state": "ON", "brightness": 12}),
        ("set", b'{"state":"ON","transition":3}', {"state": "ON"}),
    ],
)
def test_the_ways_of_commanding_a_lamp(topic, payload, values):
    assert received(f"{LAMP}/{topic}", payload) == [SetProperties(LAMP, values)]


@pytest.mark.parametrize(
    "payload", [b"", b"maybe", b"{", b"\xff\xfe", b"[1]", b"17", b'{"state":"MAYBE"}', b'{"colour":1}']
)
def test_nonsense_is_answered_with_an_error(payload):
    (answer,) = received(f"{LAMP}/set", payload)
    assert answer.topic == "zigbee2mqtt/bridge/logging"


def test_a_press_is_told_once_and_then_over():
    button = LAMPS.installed["device_3"]
    (press,) = ZIGBEE2MQTT.translate(initial_report(button, action="double"), scope())
    (after,) = ZIGBEE2MQTT.translate(initial_report(button, action=""), scope())
    assert json.loads(press.payload)["action"] == "double"
    assert json.loads(after.payload)["action"] == ""
    assert (press.retain, after.retain) == (False, True), "who comes later is told of no press"


def test_groups_are_listed_with_their_members():
    (listed,) = [
        json.loads(each.payload)
        for each in announced(ZIGBEE2MQTT, scope())
        if each.topic == "zigbee2mqtt/bridge/groups"
    ]
    assert [each["friendly_name"] for each in listed] == ["all", "lamps"]
    addresses = [each["ieee_address"] for each in listed[1]["members"]]
    assert addresses == [LAMPS.installed[name].address for name in ("device_0", "device_1")]


def test_a_house_without_groups_does_not_speak_of_them():
    assert "zigbee2mqtt/bridge/groups" not in [each.topic for each in announced(ZIGBEE2MQTT, SCOPE)]


def test_a_group_is_told_as_one():
    assert received("lamps/set", b'{"state":"ON","brightness":9}') == [
        SetProperties(name, {"state": "ON", "brightness": 9}) for name in ("device_0", "device_1")
    ]
    assert received("lamps/get", b'{"state":""}') == [
        ReadProperties(name, ("state",)) for name in ("device_0", "device_1")
    ]


def test_each_member_of_a_group_takes_what_it_understands():
    assert received("all/set", b'{"state":"ON","brightness":9}') == [
        SetProperties("device_0", {"state": "ON", "brightness": 9}),
        SetProperties("device_2", {"state": "ON"}),
    ]
    (answer,) = received("all/set", b'{"position":9}')
    assert "no member understands it" in json.loads(answer.payload)["message"]


def test_a_group_is_on_as_long_as_one_of_it_is():
    on = initial_report(LAMPS.installed["device_1"], state="ON")
    off = initial_report(LAMPS.installed["device_0"], state="OFF", brightness=7)
    shown = translated(off, {"device_1": on})
    assert shown["zigbee2mqtt/lamps"] == {"state": "ON", "brightness": 7}
    assert translated(off)["zigbee2mqtt/lamps"] == {"state": "OFF", "brightness": 7}


@pytest.mark.parametrize(
    ("request_name", "payload", "data"),
    [
        ("health_check", b"", {"healthy": True}),
        ("permit_join", b'{"time":60}', {"time": 60}),
        ("permit_join", b"60", {"time": 60}),
    ],
)
def test_the_bridge_answers(request_name, payload, data):
    (answer,) = received(f"bridge/request/{request_name}", payload)
    assert answer.topic == f"zigbee2mqtt/bridge/response/{request_name}"
    assert json.loads(answer.payload) == {"data": data, "status": "ok"}
    assert not answer.retain


def test_an_answer_carries_the_transaction_of_its_request():
    (answer,) = received("bridge/request/health_check", b'{"transaction":"x1"}')
    assert json.loads(answer.payload)["transaction"] == "x1"


@pytest.mark.parametrize("name", ["device/remove", "group/add", "restart", "permit_join"])
def test_what_would_change_the_house_is_refused(name):
    (answer,) = received(f"bridge/request/{name}", b'{"id":"device_0"}')
    assert answer.topic == f"zigbee2mqtt/bridge/response/{name}"
    assert json.loads(answer.payload)["status"] == "error"
