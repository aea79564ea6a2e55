"""What every convention must keep with every device, and what Zigbee2MQTT and Home Assistant ask for."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.property import Access
from devices.registry import catalog
from simulator.actions import ReadProperties, SetProperties
from simulator.broker.message import Message
from simulator.conventions import convention_names, load_conventions
from simulator.house import House
from simulator.reports import Availability, Report

HOUSE = House.model_validate(
    {
        "title": {"en": "All", "fa": "همه"},
        "rooms": {"hall": {"title": {"en": "Hall", "fa": "هال"}, "area_m2": 20}},
        "devices": {
            f"device_{index}": {"model": model, "room": "hall"} for index, model in enumerate(catalog())
        },
    }
)
CONVENTIONS = load_conventions(convention_names())
ZIGBEE2MQTT, HOME_ASSISTANT = load_conventions(["zigbee2mqtt", "home_assistant"])
LAMP = next(name for name, each in HOUSE.installed.items() if each.device.model == "LED1623G12")
every_convention = pytest.mark.parametrize("convention", CONVENTIONS, ids=convention_names())
every_device = pytest.mark.parametrize("name", HOUSE.installed)


def report_of(name):
    values = {each: shown.initial for each, shown in HOUSE.installed[name].device.properties.items()}
    return Report(0, name, values, tuple(values))


@every_convention
def test_a_convention_is_named_as_its_file(convention):
    assert convention.name in convention_names()


@every_convention
def test_announcements_are_retained_valid_json_on_sound_topics(convention):
    messages = list(convention.announce(HOUSE, "lab/demo"))
    assert messages
    assert len({message.topic for message in messages}) == len(messages), "a topic is announced twice"
    for message in messages:
        assert message.retain
        assert not set("+#") & set(message.topic)
        assert not message.topic.startswith(("/", "lab/"))
        json.loads(message.payload)


@every_convention
@every_device
def test_reports_become_valid_json(convention, name):
    for said in (report_of(name), Availability(0, name, False)):
        for message in convention.translate(said, HOUSE):
            json.loads(message.payload)


@every_convention
@given(
    payload=st.binary() | st.text().map(str.encode),
    verb=st.sampled_from(["set", "get", "set/state", "status"]),
)
def test_no_payload_breaks_a_convention(convention, payload, verb):
    for topic in (f"zigbee2mqtt/{LAMP}/{verb}", f"zigbee2mqtt/nobody/{verb}", f"homeassistant/{verb}"):
        list(convention.receive(topic, payload, HOUSE, "lab/demo"))


def test_the_bridge_says_online_and_leaves_offline_as_its_will():
    will = ZIGBEE2MQTT.will(HOUSE)
    assert (will.topic, will.payload, will.retain) == (
        "zigbee2mqtt/bridge/state",
        b'{"state":"offline"}',
        True,
    )
    assert Message("zigbee2mqtt/bridge/state", b'{"state":"online"}', retain=True) in list(
        ZIGBEE2MQTT.announce(HOUSE, "lab/demo")
    )


def exposes_of(name):
    devices = next(
        json.loads(message.payload)
        for message in ZIGBEE2MQTT.announce(HOUSE, "lab/demo")
        if message.topic == "zigbee2mqtt/bridge/devices"
    )
    return next(each["definition"]["exposes"] for each in devices if each["friendly_name"] == name)


@every_device
def test_exposes_say_exactly_what_the_device_has(name):
    device = HOUSE.installed[name].device
    features = [feature for each in exposes_of(name) for feature in each.get("features", [each])]
    assert [feature["property"] for feature in features] == list(device.properties)
    for feature in features:
        shown = device.properties[feature["property"]]
        assert feature["type"] == shown.kind
        assert feature["access"] == int(shown.access)
        assert feature.get("unit") == shown.unit
        if shown.kind == "binary":
            assert {feature["value_on"], feature["value_off"]} == {shown.on, shown.off}
        if shown.kind == "enum":
            assert feature["values"] == list(shown.choices)
        if Access.SETTABLE in shown.access and shown.kind == "numeric":
            assert feature["value_min"] < feature["value_max"]


@every_device
def test_a_state_carries_every_value_under_its_own_name(name):
    said = report_of(name)
    (message,) = ZIGBEE2MQTT.translate(said, HOUSE)
    assert message.topic == f"zigbee2mqtt/{name}"
    assert message.retain
    assert json.loads(message.payload) == dict(said.values)


@every_device
def test_set_and_get_obey_access(name):
    for property_name, shown in HOUSE.installed[name].device.properties.items():
        command = HOUSE.installed[name].device.commands.get(property_name)
        good = (command.accepts[0] if command.accepts else command.minimum) if command else "ON"
        for verb, bit, action in (
            ("set", Access.SETTABLE, SetProperties),
            ("get", Access.GETTABLE, ReadProperties),
        ):
            topic = f"zigbee2mqtt/{name}/{verb}"
            (answer,) = ZIGBEE2MQTT.receive(
                topic, json.dumps({property_name: good}).encode(), HOUSE, "lab/demo"
            )
            if bit in shown.access:
                assert isinstance(answer, action), f"{verb} {property_name} should be possible"
            else:
                assert answer.topic == "zigbee2mqtt/bridge/logging", (
                    f"{verb} {property_name} should be refused"
                )
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
    ],
)
def test_the_ways_of_commanding_a_lamp(topic, payload, values):
    (action,) = ZIGBEE2MQTT.receive(f"zigbee2mqtt/{LAMP}/{topic}", payload, HOUSE, "lab/demo")
    assert action == SetProperties(LAMP, values)


@pytest.mark.parametrize(
    "payload", [b"", b"maybe", b"{", b"\xff\xfe", b"[1]", b"17", b'{"state":"MAYBE"}', b'{"colour":1}']
)
def test_nonsense_is_answered_with_an_error(payload):
    (answer,) = ZIGBEE2MQTT.receive(f"zigbee2mqtt/{LAMP}/set", payload, HOUSE, "lab/demo")
    assert answer.topic == "zigbee2mqtt/bridge/logging"


def discoveries(name):
    address = HOUSE.installed[name].address
    return [
        (message.topic.split("/"), json.loads(message.payload))
        for message in HOME_ASSISTANT.announce(HOUSE, "lab/demo")
        if address in message.topic
    ]


# What Home Assistant accepts: https://www.home-assistant.io/integrations/sensor/#device-class.
HOME_ASSISTANT_UNITS = {
    "temperature": {"°C"},
    "humidity": {"%"},
    "atmospheric_pressure": {"hPa"},
    "illuminance": {"lx"},
    "power": {"W"},
    "current": {"A"},
    "voltage": {"V", "mV"},
    "energy": {"kWh"},
    "battery": {"%"},
}


@every_device
def test_home_assistant_gets_an_entity_for_everything(name):
    device = HOUSE.installed[name].device
    groups = [trait for trait in device.traits if trait.expose]
    single = [each for trait in device.traits if not trait.expose for each in trait.properties]
    assert len(discoveries(name)) == len(groups) + len(single)


@every_device
def test_discovery_is_complete_and_its_units_fit(name):
    for (prefix, component, address, _, config), fields in discoveries(name):
        assert (prefix, config) == ("homeassistant", "config")
        assert component in ("sensor", "binary_sensor", "light", "switch", "climate")
        assert {"unique_id", "device", "availability", "origin"} <= set(fields)
        assert fields["device"]["identifiers"] == [f"zigbee2mqtt_{address}"]
        device_class = fields.get("device_class")
        if component == "sensor" and device_class:
            assert fields["unit_of_measurement"] in HOME_ASSISTANT_UNITS[device_class]
        topics = [value for key, value in fields.items() if key.endswith("_topic")]
        topics += [each["topic"] for each in fields["availability"]]
        assert topics
        assert all(topic.startswith("lab/demo/zigbee2mqtt/") for topic in topics)


@every_device
def test_home_assistant_commands_go_where_zigbee2mqtt_listens(name):
    for _, fields in discoveries(name):
        for key in ("command_topic", "mode_command_topic", "temperature_command_topic"):
            if key in fields:
                payload = b"heat" if key.startswith("mode") else b"21" if key.startswith("temp") else b"ON"
                relative = fields[key].removeprefix("lab/demo/")
                (action,) = ZIGBEE2MQTT.receive(relative, payload, HOUSE, "lab/demo")
                assert isinstance(action, SetProperties)


def test_unique_ids_are_unique():
    ids = [fields["unique_id"] for name in HOUSE.installed for _, fields in discoveries(name)]
    assert len(ids) == len(set(ids))


def test_home_assistant_coming_up_is_told_everything_again():
    again = list(HOME_ASSISTANT.receive("homeassistant/status", b"online", HOUSE, "lab/demo"))
    assert again == list(HOME_ASSISTANT.announce(HOUSE, "lab/demo"))
    assert not list(HOME_ASSISTANT.receive("homeassistant/status", b"offline", HOUSE, "lab/demo"))
