"""Scenario files: what they may say, and how a mistake is named."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from simulator.mistakes import FileMissing, FileMistaken, WrongValue
from simulator.quantities import duration_ms, time_of_day_ms
from simulator.scenario import Scenario, load_scenario, scenario_names, scenario_schema
from tests.simulator.spoilt import assert_says, mistakes_in

GOOD = """\
title: {en: Test, fa: آزمون}
house:
  title: {en: Hut, fa: کلبه}
  rooms:
    hall:
      title: {en: Hall, fa: هال}
      area_m2: 10
      windows:
        hall_window: {faces: south, area_m2: 1}
  doors:
    entrance: {title: {en: Door, fa: در}, between: [hall, outside], stands: closed}
  devices:
    lamp: {model: LED1623G12, room: hall}
    contact: {model: MCCGQ11LM, room: hall, fitted_to: entrance}
start: 2027-01-14T00:00
duration: 2h
people:
  ali:
    title: {en: Ali, fa: علی}
    day:
      - {at: 08:00, room: hall}
script:
  - {at: 07:30, device: lamp, set: {state: ON}}
  - {at: 07:40, device: contact, hand: open}
  - {at: 07:50, person: ali, go: outside}
"""

# (what is replaced, by what, the line, the field, what the sentence must hold)
MISTAKES = [
    ("area_m2: 10", "area: 10", 7, "house.rooms.hall.area", "did you mean area_m2"),
    ("area_m2: 10", "area_m2: big", 7, "house.rooms.hall.area_m2", "a number"),
    ("area_m2: 10", "area_m2: -1", 7, "house.rooms.hall.area_m2", "more than 0"),
    ("      area_m2: 10\n", "", 5, "house.rooms.hall.area_m2", "required"),
    ("faces: south", "faces: up", 9, "house.rooms.hall.windows.hall_window.faces", "'south'"),
    ("title: {en: Hall, fa: هال}", "title: {en: Hall}", 6, "house.rooms.hall.title.fa", "required"),
    (
        "between: [hall, outside]",
        "between: [hal, outside]",
        11,
        "house.doors.entrance.between",
        "did you mean hall",
    ),
    ("between: [hall, outside]", "between: [hall]", 11, "house.doors.entrance.between.1", "required"),
    ("model: LED1623G12", "model: LED1623", 13, "house.devices.lamp.model", "did you mean LED1623G12"),
    (
        "LED1623G12, room: hall",
        "LED1623G12, room: cellar",
        13,
        "house.devices.lamp.room",
        "possible are: hall",
    ),
    (
        "fitted_to: entrance",
        "fitted_to: entrace",
        14,
        "house.devices.contact.fitted_to",
        "did you mean entrance",
    ),
    ("lamp: {model", "room: {model", 13, "house.devices.room", "the name room is taken"),
    ("hall_window", "entrance", 9, "house.rooms.hall.windows.entrance", "the name entrance is taken"),
    ("lamp: {model", "Lamp: {model", 13, "house.devices.Lamp.[key]", "small letters"),
    ("start: 2027-01-14T00:00", "start: tomorrow", 15, "start", "a date such as"),
    ("duration: 2h", "duration: 2", 16, "duration", "a duration such as"),
    ("duration: 2h", "durration: 2h", 16, "durration", "did you mean duration"),
    ("at: 08:00", "at: 25:00", 21, "people.ali.day.0.at", "a time of day"),
    (
        "room: hall}\nscript",
        "room: garden}\nscript",
        21,
        "people.ali.day.0.room",
        "possible are: hall, outside",
    ),
    ("device: lamp", "device: lump", 23, "script.0.device", "did you mean lamp"),
    ("set: {state: ON}", "set: {stat: ON}", 23, "script.0.set.stat", "did you mean state"),
    ("set: {state: ON}", "set: {state: MAYBE}", 23, "script.0.set.state", "expected ON or OFF"),
    ("hand: open", "hand: kick", 24, "script.1.hand", "close, open"),
    ("person: ali", "person: aly", 25, "script.2.person", "did you mean ali"),
    ("go: outside", "go: mars", 25, "script.2.go", "outside"),
    (", go: outside", "", 25, "script.2", "person and go"),
    (
        "model: MCCGQ11LM, room: hall, fitted_to: entrance",
        "model: MCCGQ11LM, room: hall",
        14,
        "house.devices.contact.fitted_to",
        "name one of: entrance, hall_window",
    ),
    (
        "LED1623G12, room: hall",
        "LED1623G12, room: hall, fitted_to: entrance",
        13,
        "house.devices.lamp.fitted_to",
        "leave fitted_to out",
    ),
    (
        "LED1623G12, room: hall",
        "LED1623G12, room: hall, circuit: kitchen",
        13,
        "house.devices.lamp.circuit",
        "possible are: mains",
    ),
    (
        "device: contact, hand: open",
        "fixture: entrence, hand: open",
        24,
        "script.1.fixture",
        "did you mean entrance",
    ),
    ("device: contact, hand: open", "fixture: entrance, hand: opn", 24, "script.1.hand", "did you mean open"),
    ("device: contact, hand: open", "room: hall, incident: xyz", 24, "script.1.incident", "possible are"),
    ("at: 07:40, device", "device", 24, "script.1", "should say when"),
    ("at: 07:40, device", "every: 0.5s, device", 24, "script.1.every", "at least"),
    (
        "at: 07:40, device",
        "when: {path: Hall.Temp, above: 3}, device",
        24,
        "script.1.when.path",
        "small letters",
    ),
    (
        "device: contact, hand: open",
        "device: contact, breaks: offlin",
        24,
        "script.1.breaks",
        "did you mean offline",
    ),
    (
        "device: contact, hand: open",
        "device: contact, breaks: flapping, with: {away: 2m}",
        24,
        "script.1.with.away",
        "did you mean away_for",
    ),
    (
        "device: contact, hand: open",
        "device: contact, mends: offlin",
        24,
        "script.1.mends",
        "did you mean offline",
    ),
    (
        "LED1623G12, room: hall",
        "LED1623G12, room: hall, values: {brightnes: 3}",
        13,
        "house.devices.lamp.values.brightnes",
        "did you mean brightness",
    ),
    ("duration: 2h", "weather: {kind: hot}", 16, "weather.kind", "'heat_wave'"),
    ("duration: 2h", "weather: {warmer_by_k: 90}", 16, "weather.warmer_by_k", "at most 30"),
    ("duration: 2h", "conventions: [zigbee]", 16, "conventions.0", "did you mean zigbee2mqtt"),
    ("duration: 2h", "seed: -3", 16, "seed", "at least 0"),
    ("duration: 2h", "duration: 2h\nduration: 3h", 17, "duration", "further up"),
    ("duration: 2h", "duration: [", None, "–", "YAML"),
]


def write(tmp_path, text):
    path = tmp_path / "test.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_correct_file_is_taken(tmp_path):
    scenario = load_scenario(write(tmp_path, GOOD))
    assert scenario.duration_ms == 7_200_000
    assert list(scenario.house.installed) == ["contact", "lamp"]
    assert scenario.with_seed(9).seed == 9


@pytest.mark.parametrize(("right", "wrong", "line", "field", "hint"), MISTAKES)
def test_a_mistake_names_file_line_field_and_what_would_be_right(tmp_path, right, wrong, line, field, hint):
    mistake = mistakes_in(tmp_path, GOOD, right, wrong)[0]
    if line is not None:
        assert mistake.line == line
    assert (mistake.field or "–") == field
    assert_says(mistake, hint)


def test_every_mistake_of_a_file_is_named_at_once(tmp_path):
    text = GOOD.replace("area_m2: 10", "area_m2: big").replace("duration: 2h", "duration: 2")
    with pytest.raises(FileMistaken) as caught:
        load_scenario(write(tmp_path, text))
    assert len(caught.value.mistakes) == 2


def test_a_house_in_its_own_file_has_its_own_lines(tmp_path):
    (tmp_path / "hut.yaml").write_text("title: {en: Hut, fa: کلبه}\nrooms: 3\n", encoding="utf-8")
    head, rest = GOOD.split("house:\n")
    text = f"{head}house: hut.yaml\nstart{rest.split('start', 1)[1]}"
    with pytest.raises(FileMistaken, match=r"hut\.yaml, line 2, rooms"):
        load_scenario(write(tmp_path, text))


def test_an_unknown_house_names_the_nearest(tmp_path):
    with pytest.raises(FileMistaken, match="did you mean birjand-flat"):
        Scenario.parse({"title": {"en": "T", "fa": "آ"}, "house": "birjand-falt"}, "here")


@pytest.mark.parametrize("name", ["../hut.yaml", "{above}/hut.yaml", "{above}/hut", "../hut"])
@pytest.mark.parametrize("written", ["house: {name}", "include: [{name}]", "weather: {{file: {name}}}"])
def test_a_file_names_no_file_outside_its_own_folder(tmp_path, name, written):
    (tmp_path / "hut.yaml").write_text("title: {en: Hut, fa: کلبه}\n", encoding="utf-8")
    (tmp_path / "inner").mkdir()
    name = name.format(above=tmp_path.as_posix())
    field = written.format(name=name)
    with pytest.raises(FileMistaken, match=re.escape(f"{name} is unknown")):
        load_scenario(write(tmp_path / "inner", GOOD.replace("house:", f"{field}\n\nhome:")))


def test_a_missing_file_names_what_there_is():
    with pytest.raises(FileMissing, match="winter-day"):
        load_scenario("nowhere")


@pytest.mark.parametrize("content", ["", "just words", "- a\n- b\n", "\x00"])
def test_what_is_no_mapping_is_refused(tmp_path, content):
    with pytest.raises(FileMistaken):
        load_scenario(write(tmp_path, content))


def test_a_mapping_without_a_file_has_no_lines():
    content = YAML(typ="safe").load(GOOD)
    content["house"]["devices"]["lamp"]["room"] = "cellar"
    with pytest.raises(FileMistaken) as caught:
        Scenario.parse(content, "exercise")
    assert caught.value.mistakes[0].line is None


def test_the_labs_own_scenarios_are_found_by_name():
    """What must be true of each of them is in tests/contracts/."""
    assert "winter-day" in scenario_names()
    assert load_scenario("winter-day").title.en == "A winter day in Birjand"


def test_the_schema_knows_every_field_and_is_json():
    schema = scenario_schema()
    json.dumps(schema)
    assert {"title", "house", "start", "duration", "seed", "people", "script"} <= set(schema["properties"])


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_durations_add_up(hours, minutes, seconds):
    assert duration_ms(f"{hours}h{minutes}m{seconds}s") == ((hours * 60 + minutes) * 60 + seconds) * 1000


@given(st.text())
def test_any_text_is_a_duration_and_a_time_or_refused(text):
    for read in (duration_ms, time_of_day_ms):
        try:
            milliseconds = read(text)
        except WrongValue:
            continue
        assert milliseconds >= 0
