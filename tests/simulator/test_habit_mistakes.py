"""Mistakes in what a scenario says of people: file, line, field, and what would be right."""

import pytest

from simulator.scenario import load_scenario
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
  pipes:
    water: {title: {en: Water, fa: آب}}
  devices:
    lamp: {model: LED1623G12, room: hall}
    contact: {model: MCCGQ11LM, room: hall, fitted_to: entrance}
start: 2027-01-14T00:00
people:
  ali:
    title: {en: Ali, fa: علی}
    complains: true
    presence:
      at_home: [1, 1, 1, 1, 1, 1, 1, 0.5, 0.1, 0.1, 0.1, 0.1, 0.2, 0.3, 0.3, 0.3, 0.5, 0.8, 1, 1, 1, 1, 1, 1]
      mobility: 0.1
      rooms:
        - {from: 07:00, rooms: {hall: 1}}
    habits:
      - {does: press, device: lamp, when: entering}
      - {does: set, device: lamp, set: {brightness: 90}, when: leaving}
      - {does: switch_off, device: lamp}
      - {does: open, fixture: hall_window, beyond: 900}
      - {does: cook, room: hall, fuel: electricity, lasts: [20m, 30m]}
      - {does: shower, room: hall, pipe: water, times_a_day: 1}
"""

# (what is replaced, by what, the line, the field under people.ali, what the sentence must hold)
MISTAKES = [
    ("does: press", "does: kick", 28, "habits.0.does", "'press'"),
    ("when: entering", "when: sunrise", 28, "habits.0.when", "'entering'"),
    ("press, device: lamp", "press, device: lump", 28, "habits.0.device", "did you mean lamp"),
    ("press, device: lamp, ", "press, ", 28, "habits.0.device", "press needs device"),
    ("when: entering", "hand: kick, when: entering", 28, "habits.0.hand", "press"),
    ("when: entering", "times_a_day: 3, when: entering", 28, "habits.0.times_a_day", "leave it out"),
    ("when: entering", "beyond: 3, when: entering", 28, "habits.0.beyond", "leave it out"),
    ("when: entering", "chance: 2, when: entering", 28, "habits.0.chance", "at most 1"),
    ("when: entering", "wen: entering", 28, "habits.0.wen", "did you mean when"),
    ("{brightness: 90}", "{brightnes: 90}", 29, "habits.1.set.brightnes", "did you mean brightness"),
    ("{brightness: 90}", "{brightness: 900}", 29, "habits.1.set.brightness", "from 0 to 254"),
    (", set: {brightness: 90}", "", 29, "habits.1.set", "set needs set"),
    ("switch_off, device: lamp", "switch_off, device: contact", 30, "habits.2.device", "cannot be switched"),
    ("fixture: hall_window", "fixture: hall_windo", 31, "habits.3.fixture", "did you mean hall_window"),
    ("fixture: hall_window", "fixture: water", 31, "habits.3.fixture", "possible are: entrance, hall_window"),
    (
        "open, fixture: hall_window",
        "shade, fixture: entrance",
        31,
        "habits.3.fixture",
        "possible are: hall_window",
    ),
    ("cook, room: hall", "cook, room: hal", 32, "habits.4.room", "did you mean hall"),
    ("cook, room: hall, ", "cook, ", 32, "habits.4.room", "cook needs room"),
    ("fuel: electricity", "fuel: wood", 32, "habits.4.fuel", "'gas'"),
    ("[20m, 30m]", "[30m, 20m]", 32, "habits.4.lasts", "at least before at most"),
    ("pipe: water", "pipe: gas", 33, "habits.5.pipe", "possible are: water"),
    ("pipe: water", "circuit: cellar", 33, "habits.5.circuit", "possible are: mains"),
    ("pipe: water", "fuel: gas", 33, "habits.5.fuel", "leave it out"),
    ("times_a_day: 1", "times_a_day: -1", 33, "habits.5.times_a_day", "at least 0"),
    ("[1, 1, 1, 1, 1, 1, 1, 0.5", "[0.5", 23, "presence.at_home", "fewer than 24"),
    ("[1, 1, 1, 1, 1, 1, 1, 0.5", "[1, 1, 1, 1, 1, 1, 1, 1.5", 23, "presence.at_home.7", "at most 1"),
    ("mobility: 0.1", "mobility: 0", 24, "presence.mobility", "more than 0"),
    ("rooms: {hall: 1}", "rooms: {hal: 1}", 26, "presence.rooms.0.rooms.hal", "did you mean hall"),
    ("rooms: {hall: 1}", "rooms: {hall: 0}", 26, "presence.rooms.0.rooms.hall", "more than 0"),
    ("from: 07:00", "from: 25:00", 26, "presence.rooms.0.from", "a time of day"),
    ("      rooms:\n        - {from: 07:00, rooms: {hall: 1}}\n", "", 19, "", "presence with rooms"),
    ("complains: true", "complains: loudly", 21, "complains", "true or false"),
]


def test_the_correct_file_is_taken(tmp_path):
    path = tmp_path / "test.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert len(load_scenario(path).people["ali"].habits) == 6


@pytest.mark.parametrize(("right", "wrong", "line", "field", "hint"), MISTAKES)
def test_a_mistake_names_file_line_field_and_what_would_be_right(tmp_path, right, wrong, line, field, hint):
    mistake = mistakes_in(tmp_path, GOOD, right, wrong)[0]
    assert (mistake.line, mistake.field) == (line, f"people.ali.{field}".rstrip("."))
    assert_says(mistake, hint)
