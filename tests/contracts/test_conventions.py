"""What every convention must keep with every device that it fits, of today's catalogue and of tomorrow's."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.command import Command
from devices.property import Access
from simulator.actions import ReadProperties, SetProperties
from simulator.broker.message import Message
from simulator.broker.topics import check_topic
from simulator.convention import Carrier, Scope
from simulator.conventions import convention_names, load_conventions
from simulator.device_state import parts_of
from simulator.reports import Availability, Report
from tests.simulator.conventions.house import BASE, EVERYTHING, announced, initial_report, read_value, render

CONVENTIONS = load_conventions(convention_names())
CARRIERS = [each for each in CONVENTIONS if isinstance(each, Carrier)]
SCOPES = {each.name: Scope.of(EVERYTHING, [each], BASE) for each in CARRIERS}
PAIRS = [(each, name) for each in CARRIERS for name in SCOPES[each.name].carriers]
WORDS = (b"online", b"offline", b"Online", b"Offline", b"ON", b"OFF")

every_convention = pytest.mark.parametrize("convention", CONVENTIONS, ids=convention_names())
every_carrier = pytest.mark.parametrize("carrier", CARRIERS, ids=[each.name for each in CARRIERS])
every_pair = pytest.mark.parametrize(
    ("carrier", "name"),
    PAIRS,
    ids=[f"{each.name}-{EVERYTHING.installed[name].device.model}" for each, name in PAIRS],
)


def scope_of(convention):
    """A house in which a convention has everything to say that it can."""
    return SCOPES.get(convention.name) or Scope.of(EVERYTHING, [convention, *CARRIERS], BASE)


def is_sound(message):
    check_topic(message.topic)
    assert not message.topic.startswith(("/", "lab/")), "topics are relative to the lab's base"
    assert message.payload in WORDS or json.loads(message.payload) is not None
    return True


@every_convention
def test_a_convention_is_named_as_its_file(convention):
    assert convention.name in convention_names()


@every_convention
def test_announcements_are_retained_and_sound_and_none_replaces_another(convention):
    messages = announced(convention, scope_of(convention))
    assert messages
    assert len({message.topic for message in messages}) == len(messages), "a topic is announced twice"
    for message in messages:
        assert message.retain, f"who comes later never learns {message.topic}"
        assert is_sound(message)


@every_convention
def test_connections_are_named_differently_and_their_wills_are_kept(convention):
    scope = scope_of(convention)
    links = list(convention.links(scope))
    assert len({link.name for link in links}) == len(links)
    for link in links:
        assert link.will is None or (link.will.retain and is_sound(link.will))
        assert link.device is None or link.device in scope.carriers


@every_carrier
def test_who_goes_in_good_order_says_what_the_will_would_say(carrier):
    scope = SCOPES[carrier.name]
    for link in carrier.links(scope):
        assert link.will in list(carrier.farewell(link, scope))


@every_carrier
def test_what_does_not_fit_is_not_spoken_of(carrier):
    scope = SCOPES[carrier.name]
    strangers = {name for name, each in EVERYTHING.installed.items() if not carrier.fits(each.device)}
    assert not strangers & set(scope.carriers)
    for message in announced(carrier, scope):
        assert not strangers & set(message.topic.split("/"))
        for name in strangers:
            assert f'"{name}"'.encode() not in message.payload


def test_by_default_every_device_is_carried():
    scope = Scope.of(EVERYTHING, load_conventions(("zigbee2mqtt", "home_assistant", "telemetry")), BASE)
    assert list(scope.carriers) == list(EVERYTHING.installed)


@every_pair
def test_a_report_becomes_sound_messages_that_are_kept_but_for_what_just_happened(carrier, name):
    scope = SCOPES[carrier.name]
    messages = list(carrier.translate(initial_report(EVERYTHING.installed[name]), scope))
    assert any(message.retain for message in messages)
    assert all(is_sound(message) for message in messages)
    for online in (True, False):
        assert all(map(is_sound, carrier.translate(Availability(0, name, online), scope)))


@every_pair
def test_every_value_that_is_told_can_be_read_where_the_wiring_says(carrier, name):
    installed = EVERYTHING.installed[name]
    for shown in installed.device.properties.values():
        if shown.composite is None and not shown.momentary:
            for value in samples(shown):
                assert_shown(carrier, name, {shown.name: value})


@every_pair
def test_what_is_set_comes_back_as_an_action_and_then_as_a_value(carrier, name):
    installed, scope = EVERYTHING.installed[name], SCOPES[carrier.name]
    for command in installed.device.commands.values():
        shown = installed.device.properties[command.name]
        if shown.composite is not None:
            continue
        topic, template = carrier.wiring(installed, scope).command(shown.name)
        for value in samples(shown, full=100 if carrier.name == "tasmota" else None):
            word = json.dumps(value).strip('"')
            payload = render(template, value=word) if template else word
            answers = list(carrier.receive(topic.removeprefix(f"{BASE}/"), payload.encode(), scope))
            assert len(answers) == 1, f"{payload} on {topic} gives {answers}"
            (action,) = answers
            assert isinstance(action, SetProperties), f"{payload} on {topic} should set {shown.name}"
            assert list(action.values) == [shown.name]
            assert Command.of(shown).accept(action.values[shown.name]) == action.values[shown.name]
            if Access.PUBLISHED in shown.access and not shown.momentary:
                assert_shown(carrier, name, dict(action.values))


@every_pair
def test_objects_are_set_part_by_part(carrier, name):
    installed, scope = EVERYTHING.installed[name], SCOPES[carrier.name]
    topic = carrier.wiring(installed, scope).json_topic
    settable = [installed.device.properties[each] for each in installed.device.commands]
    for key in sorted({each.composite.key for each in settable if each.composite}) if topic else ():
        asked = {each.feature or each.name: samples(each)[-1] for each in parts_of(key, installed.device)}
        payload = json.dumps({key: asked}).encode()
        (action,) = carrier.receive(topic.removeprefix(f"{BASE}/"), payload, scope)
        assert set(action.values) <= {each.name for each in settable if each.composite}
        report = initial_report(installed, **action.values)
        told = json.loads(list(carrier.translate(report, scope))[-1].payload)[key]
        assert {part: told[part] for part in asked} == asked


def samples(shown, full=None):
    """Values that a property can have; of numbers the least, the most and one between."""
    if shown.kind == "binary":
        return [shown.on, shown.off]
    if shown.kind == "enum":
        return list(shown.choices)
    if shown.kind == "text":
        return ["words"]
    low = 0 if shown.minimum is None else shown.minimum
    high = low + 100 if shown.maximum is None else shown.maximum
    if full and shown.name == "brightness":
        low, high = 0, full
    return [low, round(low + (high - low) / 2), high]


def assert_shown(carrier, name, values):
    """A device that tells these values is read so, in the units of the carrier."""
    installed, scope = EVERYTHING.installed[name], SCOPES[carrier.name]
    report = initial_report(installed, **values)
    messages = {message.topic: message.payload for message in carrier.translate(report, scope)}
    for property_name, value in values.items():
        topic, template = carrier.wiring(installed, scope).read(property_name)
        relative = topic.removeprefix(f"{BASE}/")
        assert relative in messages, f"{property_name} of {installed.device.model} is told nowhere"
        if carrier.name == "tasmota" and property_name in ("linkquality", "brightness"):
            continue
        assert read_value(template, messages[relative]) == str(value)


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
names = st.sampled_from(
    sorted({name for each in EVERYTHING.installed.values() for name in each.device.properties} | {"color"})
) | st.text(max_size=5)
objects = st.dictionaries(
    names, st.recursive(scalars, lambda each: st.lists(each) | st.dictionaries(names, each), max_leaves=4)
)
payloads = (
    st.binary()
    | st.text().map(str.encode)
    | objects.map(lambda each: json.dumps(each).encode())
    | st.just(b"[" * 5000)
)
levels = st.sampled_from(
    [
        "set",
        "get",
        "state",
        "Power",
        "Power0",
        "POWER9",
        "Dimmer",
        "Color",
        "HSBColor",
        "CT",
        "Status",
        "Backlog",
        "x²",
    ]
)


@every_carrier
@given(data=st.data())
def test_no_payload_breaks_a_convention(carrier, data):
    scope = SCOPES[carrier.name]
    name = data.draw(st.sampled_from([*scope.carriers, "nobody"]))
    level, payload = data.draw(levels), data.draw(payloads)
    for topic in (
        f"zigbee2mqtt/{name}/{level}",
        f"zigbee2mqtt/{name}/set/{level}",
        f"zigbee2mqtt/bridge/request/{level}",
        f"{name}/commands",
        f"cmnd/{name}/{level}",
    ):
        for answer in carrier.receive(topic, payload, scope):
            assert isinstance(answer, SetProperties | ReadProperties) or is_sound(answer)


@given(payload=st.binary())
def test_no_payload_breaks_discovery(payload):
    for convention in CONVENTIONS:
        if not isinstance(convention, Carrier):
            scope = scope_of(convention)
            answers = list(convention.receive("homeassistant/status", payload, scope))
            assert answers == ([] if payload != b"online" else announced(convention, scope))


@every_pair
def test_what_happened_is_told_once_and_not_kept(carrier, name):
    installed, scope = EVERYTHING.installed[name], SCOPES[carrier.name]
    for shown in installed.device.properties.values():
        if shown.momentary and shown.kind == "enum":
            happening = initial_report(installed, **{shown.name: shown.choices[0]})
            after = Report(1, name, happening.values, ("linkquality",))
            word = f'"{shown.choices[0]}"'.encode().lower()
            said = [each for each in carrier.translate(happening, scope) if word in each.payload.lower()]
            assert [each.retain for each in said] == [False]
            kept = [each for each in carrier.translate(after, scope) if word in each.payload.lower()]
            assert kept == []


def test_messages_have_no_properties_of_mqtt_5_so_that_every_client_reads_them():
    for carrier, name in PAIRS:
        for message in carrier.translate(initial_report(EVERYTHING.installed[name]), SCOPES[carrier.name]):
            assert message == Message(message.topic, message.payload, retain=message.retain)
