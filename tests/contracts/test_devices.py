"""What every device of the catalogue must keep, whichever it is."""

import re

import pytest

from devices.command import ValueRefused
from devices.property import Access
from devices.registry import catalog
from devices.surroundings import Load, Surroundings

UNITS = {None, "°C", "%", "hPa", "lx", "W", "A", "V", "mV", "kWh", "lqi"}
PERSIAN = re.compile("[\u0600-\u06ff]")
ARABIC_LETTERS = re.compile("[يك]")

pytestmark = pytest.mark.parametrize("device", catalog().values(), ids=list(catalog()))


def texts(device):
    yield from (device.name, device.description)
    for each in device.properties.values():
        yield from (each.title, each.description)


def test_every_text_stands_in_both_languages(device):
    for text in texts(device):
        assert text.en.strip(), "English is missing"
        assert PERSIAN.search(text.fa), f"no Persian in {text.fa!r}"
        assert not ARABIC_LETTERS.search(text.fa), f"Arabic ي or ك in {text.fa!r}"


def test_properties_are_named_once_and_have_known_units(device):
    names = [each.name for trait in device.traits for each in trait.properties]
    assert len(names) == len(set(names))
    for each in device.properties.values():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", each.name)
        assert each.unit in UNITS, f"{each.name} has the unknown unit {each.unit}"


def test_ranges_and_choices_are_sound(device):
    for each in device.properties.values():
        assert Access.PUBLISHED in each.access
        if each.minimum is not None and each.maximum is not None:
            assert each.minimum < each.maximum
        if each.kind == "enum":
            assert each.initial in each.choices
        if each.kind == "binary":
            assert each.initial in (each.on, each.off)
        if each.kind == "numeric":
            assert each.clamp(each.initial) == each.initial, f"{each.name} begins outside its range"


def test_it_measures_when_the_world_has_moved_on(device):
    assert device.sample_s > 0
    assert device.sample_s % 60 == 0, "the world moves on once a minute: looking in between sees nothing new"


def test_memory_hides_no_property(device):
    for trait in device.traits:
        assert not set(trait.memory) & set(device.properties)


def test_it_senses_only_what_it_has_or_remembers(device):
    values = device.initial_values()
    for trait in device.traits:
        if trait.sense:
            sensed = trait.sense(values, Surroundings(now_ms=60_000))
            own = {each.name for each in trait.properties} | set(trait.memory)
            assert set(sensed) <= own


def test_commands_change_what_they_say(device):
    for name, command in device.commands.items():
        for wanted in command.accepts or (command.minimum, command.maximum):
            accepted = command.accept(wanted)
            after = obeyed(device, {name: accepted})
            assert after, f"setting {name} to {wanted} changes nothing"
            for changed, value in after.items():
                checked = device.commands[changed].accept(value)
                assert checked == value, f"{changed} became {value}, which it does not accept itself"


def test_nonsense_is_refused(device):
    for command in device.commands.values():
        for nonsense in ("nonsense", None, [], {}, float("nan"), 1e9):
            with pytest.raises(ValueRefused):
                command.accept(nonsense)


def test_hands_do_something_it_knows(device):
    reactions = {stimulus for trait in device.traits for stimulus in trait.react}
    known = reactions | {"plug", "unplug", "open", "close"}
    assert set(device.hands.values()) <= known


def test_energy_drawn_stays_in_the_room_or_lights_it(device):
    """What a device draws from the mains ends as heat: it cannot give less than it takes."""
    for state in (device.initial_values(), device.initial_values() | obeyed_all_on(device)):
        effect = device.effect(state, Load(power_w=100, heat_w=100))
        assert effect.heat_w >= effect.power_w >= 0
        assert effect.light_lm >= 0


def test_a_battery_is_there_exactly_where_it_is_needed(device):
    assert (device.power_source.value == "Battery") == (device.battery_mah > 0)
    assert (device.battery_mah > 0) == ("battery" in device.properties)


def obeyed(device, wanted):
    after = {}
    for trait in device.traits:
        own = {each.name: wanted[each.name] for each in trait.properties if each.name in wanted}
        if own:
            after |= dict(trait.obey(device.initial_values(), own) if trait.obey else own)
    return after


def obeyed_all_on(device):
    return {name: "ON" for name in device.commands if name == "state"}
