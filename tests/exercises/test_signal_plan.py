"""The `signals` table of an exercise: how it is read, and how a mistake in it is named."""

import shutil

import pytest
from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML

from exercises.exercise import CATALOG, load_exercise, read_exercise
from exercises.references import Known, wrong_in_signals
from exercises.signal_plan import SignalPlans
from simulator.mistakes import FileMistaken
from simulator.trace import Trace

FOLDER = CATALOG / "u4" / "motion-light"
PLANS = TypeAdapter(SignalPlans)

RULE = """
  - id: calm
    always: {signal.switches: {at_most: 2}}
    weight: 10
    says: {en: The lamp does not flicker., fa: چراغ پیاپی خاموش و روشن نمی‌شود.}
"""
SWITCHES = "switches: {count: {of: {changes: corridor_lamp.state}, within: $off_after}}"


@pytest.fixture
def write(tmp_path):
    """Write a copy of the exercise with these lines in its table, and a rule that reads `signal.switches`."""

    def write(*lines, rule=RULE):
        folder = tmp_path / "motion-light"
        shutil.copytree(FOLDER, folder)
        file = folder / "exercise.yaml"
        table = "\nsignals:\n" + "".join(f"  {line}\n" for line in lines) + "\nrules:"
        written = file.read_text(encoding="utf-8").replace("\nrules:", table, 1)
        file.write_text(written.replace("\nlanes:", rule + "\nlanes:", 1), encoding="utf-8")
        return folder

    return write


def lamp(*switches_s):
    trace = Trace()
    trace.record(0, "house", "corridor_lamp.state", "OFF")
    for number, at_s in enumerate(switches_s):
        trace.record(at_s * 1000, "house", "corridor_lamp.state", "OFF" if number % 2 else "ON")
    trace.end_ms = 24 * 3_600_000
    return trace


def test_rules_and_pictures_read_signals_of_the_table(write):
    lane = "\n  - {role: yours, path: signal.switches, label: {en: Switches, fa: کلیدزدن}}\n"
    folder = write(SWITCHES)
    file = folder / "exercise.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("\nlanes:", "\nlanes:" + lane, 1), encoding="utf-8"
    )
    exercise = read_exercise(folder)
    found = {f.rule: f for f in exercise.evaluate(lamp(10, 20, 30), {"off_after": 120})}
    assert found["calm"].outcome == "violated"
    assert "signal.switches was 3" in found["calm"].says.en
    assert exercise.evaluate(lamp(10, 20, 500), {"off_after": 120})[-1].outcome == "satisfied"
    assert exercise.lanes_of(lamp(10), {"off_after": 120})[0].segments[1] == (10.0, 130.0, 1)


def test_parameters_stand_in_topics_and_paths_too(write):
    exercise = read_exercise(write(SWITCHES, 'told: {published: "lamp/$off_after"}'))
    filled = exercise.filled_with({"off_after": 120})
    assert filled.signals["told"].derived.topic == "lamp/120"


@pytest.fixture(scope="module")
def scenario():
    return load_exercise(FOLDER).scenario


def mistakes(table, scenario):
    plans = PLANS.validate_python(YAML(typ="safe").load(table))
    wrong = wrong_in_signals(plans, Known(scenario, ["off_after"], list(plans)))
    return [(".".join(map(str, place)), text) for place, text in wrong]


@pytest.mark.parametrize(
    ("table", "field", "says"),
    [
        ("it: {count: {of: {changes: corridor_lmp.state}}}", "signals.it", "corridor_lamp"),
        ("it: {holds: {corridor_lamp.state: on}}", "signals.it", "possible are: ON, OFF"),
        ("it: {delayed: {of: signal.its, by: 1m}}", "signals.it.delayed.of", "did you mean it"),
        ("it: {delayed: {of: signal.it, by: 1m}}", "signals.it", "made of itself"),
        ("it: {delayed: {of: corridor_lamp.state, by: $of_after}}", "signals.it.delayed.by", "off_after"),
        ("it: {scaled: {of: house.power, by: $of_after}}", "signals.it.scaled.by", "off_after"),
        ("a: {holds: {signal.b: true}}\nb: {holds: {signal.a: true}}", "signals.", "made of itself"),
    ],
)
def test_what_is_not_there_is_named_with_its_place_and_what_would_be_right(table, field, says, scenario):
    ((place, wrong),) = mistakes(table, scenario)
    assert place.startswith(field)
    assert says in wrong.en
    assert wrong.fa


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("it: {sausage: 3}", "sausage"),
        ("it: {}", "should have exactly one of: bill"),
        ("it: {connected: state, holds: {a.b: 1}}", "should have exactly one of: bill"),
        ('it: {published: "a/#/b"}', "should be a topic"),
        ("it: {mean: {of: a.b, within: 1m, every: 0s}}", "greater than 0"),
        ("It: {connected: state}", "pattern"),
    ],
)
def test_what_is_no_signal_is_refused(table, says):
    with pytest.raises(ValidationError, match=says):
        PLANS.validate_python(YAML(typ="safe").load(table))


def test_a_rule_that_names_no_signal_of_the_table_is_told_the_nearest_and_the_line(write):
    with pytest.raises(FileMistaken, match="did you mean switches") as mistaken:
        read_exercise(write(SWITCHES, rule=RULE.replace("signal.switches", "signal.swtches")))
    assert mistaken.value.mistakes[0].line is not None
