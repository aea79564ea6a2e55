"""Mistakes in the rules of an exercise: each is told with its line and field, in both languages."""

import shutil
from textwrap import indent

import pytest

from exercises.exercise import CATALOG, read_exercise
from simulator.mistakes import FileMistaken

FOLDER = CATALOG / "u4" / "motion-light"
ON = "says: {en: So., fa: چنین.}\nweight: 1\n"

RESPONSE = """
response:
  trigger: {rise: corridor_motion.occupancy}
  then:
    all:
      - corridor_lamp.state: "ON"
      - room.corridor.temperature: [10, 40]
  within: 5s
"""


@pytest.fixture
def told(tmp_path):
    """What is told of the exercise with these rules: line in the rule, field in the rule, words."""
    folder = shutil.copytree(FOLDER, tmp_path / "u4" / "motion-light")
    file = folder / "exercise.yaml"
    before, rest = file.read_text().split("rules:\n", 1)

    def read(*rules):
        items = [
            indent(f"id: rule_{number}\n{ON}{rule.strip()}", "    ") for number, rule in enumerate(rules)
        ]
        file.write_text(f"{before}rules:\n" + "".join(f"  -{item[3:]}\n" for item in items))
        with pytest.raises(FileMistaken) as mistaken:
            read_exercise(folder)
        first_line = file.read_text().splitlines().index("  - id: rule_0") + 3
        mistake = mistaken.value.mistakes[0]
        assert mistake.says.en != mistake.says.fa
        return mistake.line - first_line, mistake.field.removeprefix("rules.0."), mistake.wrong

    assert "proof:" in rest
    return read


@pytest.mark.parametrize(
    ("right", "wrong", "line", "field", "says"),
    [
        ("corridor_lamp.state", "corridor_lmp.state", 5, "corridor_lmp.state", "did you mean corridor_lamp?"),
        ('"ON"', "On", 5, "corridor_lamp.state", "On is unknown (did you mean ON?)"),
        ("[10, 40]", "[40, 10]", 6, "room.corridor.temperature", "from low to high"),
        ("[10, 40]", "[10, 40, 50]", 6, "room.corridor.temperature", "a band such as [20, 24]"),
        ("[10, 40]", "{abve: 5}", 6, "room.corridor.temperature", "did you mean above?"),
        ("[10, 40]", "{above: high}", 6, "room.corridor.temperature", "a number such as 21.5"),
        ("[10, 40]", "{above: $of_after}", 6, "room.corridor.temperature", "did you mean off_after?"),
        ("room.corridor", "room.coridor", 6, "room.coridor.temperature", "did you mean corridor?"),
        ("all:", "al:", 3, "then", "did you mean all?"),
        (
            "rise: corridor_motion.occupancy",
            "rises: corridor_motion.occupancy",
            2,
            "",
            "one of each, rise, fall",
        ),
        ("rise: corridor_motion.occupancy", "rise: corridor_motion", 2, "rise", "one path with its value"),
        ("rise: corridor_motion.occupancy", "changes: corridor_motion.ocupancy", 2, "changes", "occupancy"),
        ("within: 5s", "within: 5", 7, "within.1", "5s, 2m"),
        ("within: 5s", "within: [1s, soon]", 7, "within.1", "5s, 2m"),
        ("within: 5s", "within: 5s\n  until: 7s", 8, "until", "until is unknown"),
    ],
)
def test_in_a_condition_or_trigger(told, right, wrong, line, field, says):
    assert right in RESPONSE
    at_line, at_field, words = told(RESPONSE.replace(right, wrong, 1))
    assert at_line == line
    assert at_field.startswith("response.")
    assert at_field.endswith(field)
    assert says in words.en


@pytest.mark.parametrize(
    ("rule", "field", "says"),
    [
        (
            "always: {corridor_lamp.brightness: {above: 300}}",
            "always.corridor_lamp.brightness",
            "between 0 and 254",
        ),
        (
            "always: {corridor_lamp.brightness: bright}",
            "always.corridor_lamp.brightness",
            "should be a number",
        ),
        (
            "always: {corridor_lamp.state: {one_of: [ON, DIM]}}",
            "always.corridor_lamp.state",
            "DIM is unknown",
        ),
        ("always: {signal.visits: {above: 3}}", "always.signal.visits", "visits is unknown"),
        ("never: corridor_lamp", "never", "one path with its value"),
        ("mutual_exclusion: [corridor_lamp.state]", "mutual_exclusion", "fewer than 2"),
        (
            "bounded_existence: {trigger: {rise: corridor_lamp.state}}",
            "bounded_existence",
            "at_least or at_most",
        ),
        (
            "bounded_existence: {trigger: {rise: corridor_lamp.state}, at_least: 1, per: 1h}",
            "bounded_existence",
            "recurrence",
        ),
        ("recurrence: {every: 1h}", "recurrence", "either trigger or condition"),
        (
            "settles: {path: room.hall.temperature, band: [20, 22], within: 1h}",
            "settles.path",
            "hall is unknown",
        ),
        ("eventually: corridor_lamp.state\nscore: time", "", "score: time does not go with eventually"),
        ("eventually: corridor_lamp.state\nscore: half", "score", "triggers"),
        ("eventually: corridor_lamp.state\nscope: {}", "scope", "one of after, before"),
        ("eventually: corridor_lamp.state\nscope: {after: soon}", "scope.after", "5s, 2m"),
        ('eventually: corridor_lamp.state\nscope: {daily: ["8", "22:00"]}', "scope.daily.0", "07:30"),
        (
            "eventually: corridor_lamp.state\nscope: {while: corridor_lmp.state}",
            "corridor_lmp.state",
            "corridor_lamp",
        ),
        ("eventually: corridor_lamp.state\nrequires: [rule_9]", "requires", "rule_9 is unknown"),
        ("eventually: corridor_lamp.state\nrequires: [rule_0]", "requires", "in a circle"),
        ("eventualy: corridor_lamp.state", "eventualy", "did you mean eventually?"),
        ("eventually: corridor_lamp.state\nnever: corridor_lamp.state", "", "exactly one of"),
        (
            "eventually: corridor_lamp.state\ntells: {late: {en: '{by} {who}', fa: '{by}'}}",
            "",
            "who is unknown",
        ),
    ],
)
def test_in_an_operator_or_modifier(told, rule, field, says):
    _, at_field, words = told(rule)
    assert at_field.endswith(field)
    assert says in words.en


def test_rules_must_not_require_each_other(told):
    _, field, words = told(
        "eventually: corridor_lamp.state\nrequires: [rule_1]",
        "eventually: corridor_lamp.state\nrequires: [rule_0]",
    )
    assert field.endswith("requires")
    assert "حلقه" in words.fa
