"""What Home Assistant is told of each device, whichever convention carries it."""

import json

import pytest

from simulator.actions import SetProperties
from simulator.conventions import load_conventions
from simulator.device_state import COLOR
from tests.simulator.conventions.home_assistant_rules import (
    BINARY_SENSOR_CLASSES,
    REQUIRED,
    SENSOR_UNITS,
    STATE_CLASSES,
)
from tests.simulator.conventions.house import (
    BASE,
    EVERYTHING,
    announced,
    house_of,
    initial_report,
    render,
    scope_of,
)

ENTITIES, DEVICES = load_conventions(["home_assistant", "home_assistant_devices"])
JSON_LIGHT = ("state", "brightness", "color_temp", "color_mode")
"""What Home Assistant looks for by itself in the state of a light with the JSON schema."""
CARRIERS = [("zigbee2mqtt", "telemetry"), ("tasmota", "telemetry"), ("telemetry",)]
every_carrying = pytest.mark.parametrize("carriers", CARRIERS, ids="-".join)


def configurations(scope):
    """(device, component, object id, fields) of everything that is announced, entity by entity."""
    by_node = {
        scope.carriers[name].wiring(EVERYTHING.installed[name], scope).node: name for name in scope.carriers
    }
    for message in announced(ENTITIES, scope):
        prefix, component, node, object_id, last = message.topic.split("/")
        assert (prefix, last) == ("homeassistant", "config")
        yield by_node[node], component, object_id, json.loads(message.payload)


def of_model(model, *carriers):
    scope = scope_of(*(carriers or CARRIERS[0]), house=house_of([model]))
    node = scope.carriers["device_0"].wiring(scope.house.installed["device_0"], scope).node
    return {
        "/".join(message.topic.replace(f"/{node}", "").split("/")[1:3]): json.loads(message.payload)
        for message in announced(ENTITIES, scope)
    }


@every_carrying
def test_each_configuration_is_complete(carriers):
    for _, component, _, fields in configurations(scope_of(*carriers)):
        assert REQUIRED[component] <= set(fields), fields
        assert {"device", "origin"} <= set(fields)
        if component != "device_automation":
            assert {"unique_id", "availability"} <= set(fields)


@every_carrying
def test_units_fit_their_device_class_and_state_class(carriers):
    for name, component, object_id, fields in configurations(scope_of(*carriers)):
        device_class, where = fields.get("device_class"), f"{object_id} of {name}"
        if component == "binary_sensor":
            assert device_class is None or device_class in BINARY_SENSOR_CLASSES, where
        elif component in ("sensor", "number") and device_class not in (None, "enum"):
            assert fields.get("unit_of_measurement") in SENSOR_UNITS[device_class], where
            if "state_class" in fields:
                assert fields["state_class"] in STATE_CLASSES[device_class], where
        elif component == "sensor" and device_class == "enum":
            assert fields["options"], where
            assert not {"state_class", "unit_of_measurement"} & set(fields), where


@every_carrying
def test_every_property_reaches_an_entity(carriers):
    scope = scope_of(*carriers)
    told = {}
    for name, _, _, fields in configurations(scope):
        told.setdefault(name, []).append(json.dumps({**fields, "device": None, "unique_id": None}))
    for name, carrier in scope.carriers.items():
        installed = EVERYTHING.installed[name]
        wiring = carrier.wiring(installed, scope)
        for shown in installed.device.properties.values():
            is_in_json = any('"schema": "json"' in each for each in told[name])
            if is_in_json and (shown.composite or shown.name in JSON_LIGHT):
                continue
            template = wiring.read(COLOR if shown.composite else shown.name)[1]
            inner = json.dumps(template.removeprefix("{{ ").removesuffix(" }}"))[1:-1]
            assert any(inner in each for each in told[name]), f"{shown.name} of {installed.device.model}"


@every_carrying
def test_topics_are_those_of_the_carrier(carriers):
    scope = scope_of(*carriers)
    for name, _, _, fields in configurations(scope):
        topics = [value for key, value in fields.items() if key == "topic" or key.endswith("_topic")]
        topics += [each["topic"] for each in fields.get("availability", ())]
        for topic in topics:
            assert topic.startswith(f"{BASE}/"), topic
            assert name in topic.split("/") or topic.endswith("bridge/state"), topic


@every_carrying
def test_availability_is_where_the_wills_are(carriers):
    scope = scope_of(*carriers)
    wills = {
        f"{BASE}/{link.will.topic}": link.will.payload.decode()
        for carrier in set(scope.carriers.values())
        for link in carrier.links(scope)
    }
    for name, carrier in scope.carriers.items():
        availability = carrier.wiring(EVERYTHING.installed[name], scope).availability
        (own,) = [each for each in availability if each["topic"] in wills]
        word = wills[own["topic"]]
        if "value_template" in own:
            word = render(own["value_template"], value_json=json.loads(word))
        assert word == own.get("payload_not_available", "offline")


@every_carrying
def test_what_home_assistant_sends_is_understood(carriers):
    scope = scope_of(*carriers)
    for name, component, object_id, fields in configurations(scope):
        for topic, payload in commands(component, fields):
            answers = list(
                scope.carriers[name].receive(topic.removeprefix(f"{BASE}/"), payload.encode(), scope)
            )
            assert len(answers) == 1, f"{payload} on {topic}: {answers}"
            assert isinstance(answers[0], SetProperties), f"{payload} on {topic} of {object_id}: {answers}"


def commands(component, fields):
    """What Home Assistant would publish with such a configuration: (topic, payload)."""
    if component == "light" and fields.get("schema") == "json":
        return [(fields["command_topic"], json.dumps({"state": "ON"}))]
    sent = [
        (fields["command_topic"], fields[key])
        for key in fields
        if key.startswith("payload_") and "command_topic" in fields and fields[key] is not None
    ]
    for key, value in (
        ("mode_command", fields.get("modes", ["off"])[-1]),
        ("temperature_command", fields.get("min_temp")),
        ("temperature_low_command", fields.get("min_temp")),
        ("temperature_high_command", fields.get("max_temp")),
        ("fan_mode_command", fields.get("fan_modes", ["on"])[-1]),
        ("preset_mode_command", fields.get("preset_modes", ["on"])[-1]),
        ("percentage_command", fields.get("speed_range_max")),
        ("set_position", 40),
        ("tilt_command", 40),
        ("brightness_command", 40),
        ("color_temp_command", fields.get("min_mireds")),
        ("rgb_command", "255,128,0"),
    ):
        if f"{key}_topic" in fields:
            template = fields.get(f"{key}_template", "{{ value }}")
            sent.append((fields[f"{key}_topic"], render(template, value=value, position=value)))
    values = {"number": fields.get("min", 1), "select": (fields.get("options") or [""])[0]}
    if component in values:
        template = fields.get("command_template", "{{ value }}")
        sent.append((fields["command_topic"], render(template, value=values[component])))
    return sent


@every_carrying
def test_what_a_device_says_is_understood(carriers):
    """States are among the words that the configuration announces."""
    scope = scope_of(*carriers)
    said = {
        name: {
            f"{BASE}/{message.topic}": message.payload
            for message in carrier.translate(initial_report(EVERYTHING.installed[name]), scope)
        }
        for name, carrier in scope.carriers.items()
    }
    for name, component, object_id, fields in configurations(scope):
        words = {
            "binary_sensor": [fields.get("payload_on"), fields.get("payload_off")],
            "switch": [fields.get(f"state_{each}", fields.get(f"payload_{each}")) for each in ("on", "off")],
            "lock": [fields.get("state_locked"), fields.get("state_unlocked")],
            "valve": [fields.get("state_open"), fields.get("state_closed")],
            "cover": ["OPEN", "CLOSE", "STOP"],
        }.get(component)
        if words and "state_topic" in fields:
            value = json.loads(said[name][fields["state_topic"]])
            state = render(fields["value_template"], value_json=value)
            assert state in [str(word) for word in words], f"{object_id} of {name} is {state}"


@every_carrying
def test_unique_ids_are_unique(carriers):
    ids = [each["unique_id"] for *_, each in configurations(scope_of(*carriers)) if "unique_id" in each]
    assert len(ids) == len(set(ids))


@every_carrying
def test_the_whole_device_form_announces_the_same_entities(carriers):
    scope = scope_of(*carriers)
    one_by_one = {}
    for name, component, _, fields in configurations(scope):
        shared = {"device", "origin", "availability", "availability_mode"}
        own = {key: value for key, value in fields.items() if key not in shared}
        one_by_one.setdefault(name, []).append({"platform": component, **own})
    together = [json.loads(message.payload) for message in announced(DEVICES, scope)]
    assert [each["device"]["name"] for each in together] == list(scope.carriers)
    for each in together:
        assert list(each["components"].values()) == one_by_one[each["device"]["name"]]
        assert each["origin"]["name"]


def test_home_assistant_coming_up_is_told_everything_again():
    scope = scope_of("zigbee2mqtt", "home_assistant")
    assert ENTITIES.receive("homeassistant/status", b"online", scope) == announced(ENTITIES, scope)
    assert not ENTITIES.receive("homeassistant/status", b"offline", scope)


@pytest.mark.parametrize(
    ("model", "entity"),
    [
        ("WSDCGQ11LM", "sensor/temperature"),
        ("MCCGQ11LM", "binary_sensor/contact"),
        ("TS011F_plug_1", "switch/switch"),
        ("LED1623G12", "light/light"),
        ("TRVZB", "climate/climate"),
    ],
)
def test_what_a_device_becomes(model, entity):
    assert entity in of_model(model)


def test_a_plug_of_tasmota_is_a_switch_on_its_own_topics():
    fields = next(
        fields
        for _, component, _, fields in configurations(scope_of("tasmota", "telemetry"))
        if component == "switch" and "tele" in fields["state_topic"]
    )
    assert fields["availability"][0]["payload_not_available"] == "Offline"
