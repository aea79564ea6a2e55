"""What every device of the catalogue must keep, whichever it is."""

import math
import re

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devices.command import ValueRefused
from devices.device import Change, FixtureKind, PowerSource, Radio
from devices.icons import ICONS
from devices.property import Access
from devices.registry import catalog
from devices.schema import payload_schema
from devices.surroundings import Fixture, Indoors, Load, Outdoors, Surroundings
from simulator.device_state import state
from simulator.reports import Report
from tests.devices.working import AtWork

UNITS = {
    None,
    *("°C", "%", "hPa", "lx", "lqi", "mired", "°", "dB"),
    *("W", "kW", "A", "V", "mV", "kWh", "Wh", "Hz", "VA", "var"),
    *("ppm", "ppb", "µg/m³", "%LEL", "LEL", "%/m"),
    *("l", "L", "L/min", "l/min", "L/h", "m³", "m³/h", "bar", "mm", "mm/h", "m", "m/s", "km/h", "W/m²"),
    *("s", "min", "h", "rpm", "kPa", "µS/cm", "g", "kg", "IRT", "IRR"),
}
PERSIAN = re.compile("[\u0600-\u06ff]")
ARABIC_LETTERS = re.compile("[يك]")
NEVER_SHOWN = {("brightness", 0): "off keeps the level", ("silence", True): "nothing makes a noise"}
"""What can be commanded and does not become so, and why."""
DRIVEN = {"open", "shade", "locked", "pumped_l_min"}

pytestmark = pytest.mark.parametrize("device", catalog().values(), ids=list(catalog()))


def between(low, high):
    return st.floats(low, high, allow_nan=False)


rooms = st.builds(
    Indoors,
    temperature_c=between(-20, 60),
    humidity_percent=between(0, 100),
    illuminance_lx=between(0, 100_000),
    co2_ppm=between(350, 20_000),
    voc_ppb=between(0, 20_000),
    pm25_ug_m3=between(0, 3_000),
    smoke_percent_m=between(0, 100),
    co_ppm=between(0, 5_000),
    gas_percent_lel=between(0, 100),
    sound_db=between(0, 130),
    people=st.integers(0, 40),
    is_wet=st.booleans(),
)
weathers = st.builds(
    Outdoors,
    temperature_c=between(-40, 55),
    humidity_percent=between(0, 100),
    pressure_hpa=between(600, 1060),
    irradiance_w_m2=between(0, 1300),
    illuminance_lx=between(0, 130_000),
    wind_m_s=between(0, 60),
    wind_from_degrees=between(0, 360),
    rain_mm_h=between(0, 200),
    pm25_ug_m3=between(0, 5_000),
)
fixtures = st.builds(
    Fixture,
    open_share=between(0, 1),
    is_locked=st.booleans(),
    flow_l_min=between(0, 500),
    total_l=between(0, 1e7),
    pressure_bar=between(0, 12),
    level_percent=between(0, 100),
    moisture_percent=between(0, 60),
    temperature_c=between(-20, 95),
    power_w=between(-20_000, 20_000),
    imported_kwh=between(0, 1e6),
    exported_kwh=between(0, 1e6),
    registers_kwh=st.lists(between(0, 1e6), max_size=4).map(tuple),
)
around_it = st.fixed_dictionaries(
    {"room": rooms, "outdoors": weathers, "fixture": fixtures, "charge": between(0, 1)},
    optional={
        "mains_v": st.just(0.0) | between(180, 260),
        "load": st.builds(Load, power_w=between(0, 3000), heat_w=between(0, 3000)),
    },
)


def texts(device):
    yield from (device.name, device.description)
    for each in device.properties.values():
        yield from (each.title, each.description)


def acceptable(command):
    if command.kind == "numeric":
        return between(command.minimum, command.maximum)
    return st.sampled_from(command.accepts)


def steps(device):
    """What may happen to a device: surroundings change, time passes, a program commands, a hand acts."""
    kinds = [
        st.tuples(st.just("feel"), around_it),
        st.tuples(st.just("wait"), st.sampled_from([0.5, 3, 45, 900])),
    ]
    if device.commands:
        one_of_them = st.sampled_from(sorted(device.commands))
        kinds.append(
            one_of_them.flatmap(
                lambda name: st.tuples(
                    st.just("command"), st.fixed_dictionaries({name: acceptable(device.commands[name])})
                )
            )
        )
    reactions = sorted({stimulus for trait in device.traits for stimulus in trait.react})
    if reactions:
        kinds.append(st.tuples(st.just("happen"), st.sampled_from(reactions)))
    return st.lists(st.one_of(kinds), max_size=8)


def take(work, step):
    what, how = step
    if what == "feel":
        work.feel(**how)
        work.load = work.around.load
    else:
        getattr(work, what)(how)


def payload_of(device, values):
    """The state that conventions publish; of what a device measures it never tells more than its range."""
    told = {}
    for name, each in device.properties.items():
        is_measured = each.kind == "numeric" and Access.SETTABLE not in each.access
        told[name] = each.clamp(values[name]) if is_measured else values[name]
    return state(Report(0, "it", told, tuple(told)), device)


def test_every_text_stands_in_both_languages(device):
    for text in texts(device):
        assert text.en.strip(), "English is missing"
        assert PERSIAN.search(text.fa), f"no Persian in {text.fa!r}"
        assert not ARABIC_LETTERS.search(text.fa), f"Arabic ي or ك in {text.fa!r}"


def test_it_has_a_picture_for_the_plan(device):
    assert device.icon in ICONS, f"{device.icon} is not in devices/icons.py"


def test_properties_are_named_once_and_have_known_units(device):
    names = [each.name for trait in device.traits for each in trait.properties]
    assert len(names) == len(set(names)), f"named twice: {sorted({n for n in names if names.count(n) > 1})}"
    for each in device.properties.values():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", each.name)
        assert each.unit in UNITS, f"{each.name} has the unknown unit {each.unit}"


def test_ranges_and_choices_are_sound(device):
    for each in device.properties.values():
        assert Access.PUBLISHED in each.access
        if each.minimum is not None and each.maximum is not None:
            assert each.minimum < each.maximum
        if Access.SETTABLE in each.access and each.kind == "numeric":
            assert None not in (each.minimum, each.maximum), f"{each.name} is settable without a range"
        if each.momentary:
            assert (each.kind, each.initial) == ("enum", ""), "what happens is a word, and nothing in between"
        elif each.kind == "enum":
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


def test_it_remembers_only_where_it_looks_around(device):
    """What only rides along is felt when the device speaks; a trait that keeps account must be watched."""
    for trait in device.traits:
        if trait.memory and trait.sense:
            assert any(each.reporting for each in trait.properties), f"{set(trait.memory)} would go stale"


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
                if changed in device.commands:
                    checked = device.commands[changed].accept(value)
                    assert checked == value, f"{changed} became {value}, which it does not accept itself"


def test_what_is_commanded_becomes_so(device):
    """At once, or after as long as a motor takes; words that name a movement only begin one."""
    for name, command in device.commands.items():
        shown_as = device.properties[name]
        values = command.accepts or (command.minimum, command.maximum)
        for wanted in values:
            if wanted in (shown_as.toggle, "STOP") or (name, wanted) in NEVER_SHOWN:
                continue
            work = AtWork(device)
            work.command({name: wanted})
            work.wait(120)
            assert work.values[name] == wanted, f"{name} was set to {wanted} and is {work.values[name]}"


def test_nonsense_is_refused(device):
    for command in device.commands.values():
        for nonsense in ("nonsense", None, [], {}, float("nan"), 1e9):
            with pytest.raises(ValueRefused):
                command.accept(nonsense)


def test_hands_do_something_it_knows(device):
    reactions = {stimulus for trait in device.traits for stimulus in trait.react}
    known = reactions | {"plug", "unplug", "open", "close"}
    assert set(device.hands.values()) <= known


def test_it_drives_only_what_it_is_fitted_to(device):
    driven = device.driven(device.initial_values())
    assert set(driven) <= DRIVEN
    assert not driven or device.fits is not None, "it drives something, but is fitted to nothing"


def test_a_battery_is_there_exactly_where_it_is_needed(device):
    assert (device.power_source is PowerSource.BATTERY) == (device.battery_mah > 0)
    assert (device.battery_mah > 0) == ("battery" in device.properties)


def test_link_quality_belongs_to_what_has_a_radio(device):
    assert device.radio is Radio.WIRED or "linkquality" in device.properties
    assert device.radio is not Radio.WIRED or "linkquality" not in device.properties


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_happens_its_payload_keeps_the_schema_and_energy_is_kept(device, data):
    schema = jsonschema_rs.Draft202012Validator(payload_schema(device))
    work = AtWork(device)
    for step in [("wait", 0), *data.draw(steps(device))]:
        take(work, step)
        payload = payload_of(device, work.values)
        assert not [f"{list(each.instance_path)}: {each.message}" for each in schema.iter_errors(payload)]
        assert_real(work.effect)
        assert_real(device.effect(work.values, Load(power_w=40, heat_w=1200)))
        for name, value in device.driven(work.values).items():
            assert value >= 0
            assert value <= 1 or name == "pumped_l_min"


def assert_real(effect):
    assert all(math.isfinite(flow) for flow in effect)
    scale = max(1.0, *(abs(flow) for flow in effect))
    assert abs(effect.unaccounted_w) < 1e-9 * scale, f"{effect.unaccounted_w} W come from nowhere: {effect}"
    never_negative = (
        "light_lm",
        "fuel_w",
        "sun_w",
        "water_l_min",
        "fresh_air_m3_h",
        "cleaned_air_m3_h",
        "sound_db",
    )
    for name in never_negative:
        assert getattr(effect, name) >= 0, f"{name} is {getattr(effect, name)}"


def obeyed(device, wanted):
    after = {}
    for trait in device.traits:
        own = {each.name: wanted[each.name] for each in trait.properties if each.name in wanted}
        if own:
            given = trait.obey(device.initial_values(), own) if trait.obey else own
            after |= given.values if isinstance(given, Change) else dict(given)
    return after


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(here=around_it, there=around_it)
def test_what_it_senses_moves_only_with_what_it_says_that_it_follows(device, here, there):
    """So a device may rest as long as nothing of that moves; what is done to its door it notices at once."""
    here, there = (Surroundings(now_ms=60_000, **each) for each in (here, there))
    values = device.initial_values()
    for trait in watching(device):
        elsewhere = here._replace(
            room=unlike(here.room, there.room, "room", trait.follows),
            outdoors=unlike(here.outdoors, there.outdoors, "outdoors", trait.follows),
        )
        if device.fits not in (None, FixtureKind.OPENING):
            apart = unlike(here.fixture, there.fixture, "fixture", trait.follows)
            elsewhere = elsewhere._replace(fixture=apart)
        assert trait.sense(values, here) == trait.sense(values, elsewhere), f"it follows {[*trait.follows]}"


def test_what_it_follows_can_be_felt(device):
    felt = {"room": Indoors._fields, "outdoors": Outdoors._fields, "fixture": Fixture._fields}
    for trait in watching(device):
        for path, tolerance in trait.follows.items():
            where, quantity = path.split(".")
            assert quantity in felt[where], path
            assert tolerance >= 0
        assert trait.patience is None or trait.patience(device.initial_values()) > 0


def watching(device):
    """The traits that say what they follow, of those that tell something for its own sake."""
    tell = [trait for trait in device.traits if any(each.reporting for each in trait.properties)]
    return [trait for trait in tell if trait.sense and trait.follows is not None]


def unlike(here, there, where, followed):
    """As it is `there`, but for what is followed."""
    kept = {name: getattr(here, name) for name in here._fields if f"{where}.{name}" in followed}
    if "imported_kwh" in kept:
        kept["registers_kwh"] = here.registers_kwh  # which are parts of it
    return there._replace(**kept)
