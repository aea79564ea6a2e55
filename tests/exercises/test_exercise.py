"""Exercises and their files: what they give, and how a mistake in them is named."""

import shutil

import pytest

from exercises.exercise import CATALOG, UnknownExercise, all_exercises, load_exercise, read_exercise
from simulator.mistakes import FileMistaken
from simulator.trace import Trace

FOLDER = CATALOG / "u4" / "motion-light"


@pytest.fixture(scope="module")
def exercise():
    return load_exercise("motion-light")


def test_an_exercise_is_found_by_id_or_by_folder(exercise):
    assert exercise.number == 13
    assert load_exercise(FOLDER) == exercise
    assert [each.id for each in all_exercises()].count("motion-light") == 1


def test_an_unknown_exercise_names_the_nearest():
    with pytest.raises(UnknownExercise) as missing:
        load_exercise("motion-lihgt")
    assert "motion-light" in missing.value.says.en
    assert "motion-light" in missing.value.says.fa


def test_a_students_parameters_are_the_same_every_time_and_their_own(exercise):
    assert exercise.parameters_for("sara") == exercise.parameters_for("sara")
    assert len({exercise.parameters_for(f"student{number}")["off_after"] for number in range(50)}) > 5


def test_a_new_version_draws_anew(exercise):
    newer = exercise.model_copy(update={"version": 2})
    students = [f"student{number}" for number in range(20)]
    assert [exercise.parameters_for(each) for each in students] != [
        newer.parameters_for(each) for each in students
    ]


def test_text_and_starter_have_the_students_own_numbers(exercise):
    text = exercise.text_for({"off_after": 180}, "lab/sara")
    assert "180 seconds" in text.en
    assert "۱۸۰ ثانیه" in text.fa
    assert "lab/sara/zigbee2mqtt/corridor_motion" in text.en
    assert "lab/sara/zigbee2mqtt/corridor_motion" in text.fa
    for language in ("en", "fa"):
        starter = exercise.starter({"off_after": 180}, "lab/sara", language)
        assert 'os.environ.get("PARAM_OFF_AFTER", "180")' in starter
        assert 'os.environ.get("LAB_BASE", "lab/sara")' in starter
        compile(starter, "starter.py", "exec")


def test_findings_and_lanes_come_from_a_trace(exercise):
    trace = Trace()
    trace.end_ms = exercise.duration_ms
    findings = exercise.evaluate(trace, {"off_after": 180})
    assert [finding.outcome for finding in findings] == ["inconclusive"] * len(exercise.rules)
    assert [lane.role for lane in exercise.lanes_of(trace, {"off_after": 180})] == [
        "happened",
        "expected",
        "yours",
    ]


@pytest.fixture
def copied(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "u4" / "motion-light")


def line_with(file, part):
    return next(number for number, line in enumerate(file.read_text().splitlines(), start=1) if part in line)


MOTION = "{each: {corridor_motion.occupancy: true}}"
LAMP_ON = '{corridor_lamp.state: "ON"}'


@pytest.mark.parametrize(
    ("right", "wrong", "at", "says"),
    [
        ("weight: 15", "weight: heavy", "weight: heavy", "a number"),
        ("min_triggers: 10", "min_trigger: 10", "min_trigger: 10", "did you mean min_triggers"),
        (LAMP_ON, LAMP_ON.replace("_lamp", "_lmp"), "then: {corridor_lmp", "corridor_lamp"),
        (MOTION, MOTION.replace("occupancy", "ocupancy"), "ocupancy", "occupancy"),
        (LAMP_ON, LAMP_ON.replace('"ON"', "on"), "then: {corridor_lamp.state: on}", "ON"),
        ("within: 5s\n", "within: 5 seconds\n", "within: 5 seconds", "5s, 2m"),
        ("during: [5s, $off_after]", "during: [5s, $of_after]", "$of_after", "off_after"),
        (MOTION, MOTION.replace("each", "every"), "trigger: {every", "one of each, rise, fall"),
        ("breaks: [goes_off]", "breaks: [go_off]", "breaks: [go_off]", "goes_off"),
        ("difficulty: 2", "difficulty: 7", "difficulty: 7", "at most 3"),
        ("scenario: corridor-day", "scenario: coridor-day", "scenario: coridor-day", "corridor-day"),
        ("  - id: restarts", "  - id: lights", "", "twice"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_line_and_what_would_be_right(copied, right, wrong, at, says):
    file = copied / "exercise.yaml"
    assert right in file.read_text()
    file.write_text(file.read_text().replace(right, wrong, 1))
    with pytest.raises(FileMistaken) as mistaken:
        read_exercise(copied)
    told = mistaken.value.mistakes[0]
    assert told.file == str(file)
    assert says in told.says.en
    if at:
        assert told.line == line_with(file, at)


@pytest.mark.parametrize("missing", ["text.en.md", "text.fa.md"])
def test_the_task_has_to_be_there_in_both_languages(copied, missing):
    (copied / missing).unlink()
    with pytest.raises(FileMistaken, match=missing):
        read_exercise(copied)


OWN_LAMP = """parameters:
  - name: lamp
    label: {en: Your lamp, fa: چراغ شما}
    choices: [corridor_lamp, living_lamp]
  - name: off_after"""


def test_paths_of_rules_may_be_the_students_own(copied):
    file = copied / "exercise.yaml"
    written = file.read_text().replace("parameters:\n  - name: off_after", OWN_LAMP)
    file.write_text(written.replace("corridor_lamp.state", "$lamp.state"))
    exercise = read_exercise(copied)
    own = exercise.filled_with({"lamp": "living_lamp", "off_after": 180})
    trace = Trace()
    for at_ms, path, value in (
        (0, "corridor_motion.occupancy", False),
        (0, "living_lamp.state", "OFF"),
        (60_000, "corridor_motion.occupancy", True),
        (61_000, "living_lamp.state", "ON"),
    ):
        trace.record(at_ms, "house", path, value)
    trace.end_ms = exercise.duration_ms
    lights = own.evaluate(trace, {"lamp": "living_lamp", "off_after": 180})[0]
    assert (lights.rule, lights.met) == ("lights", lights.occasions)
    assert lights.occasions >= 1


@pytest.mark.parametrize(
    ("lamp", "says"),
    [("corridor_lamp, living_lmp", "living_lamp"), ("corridor_lamp, corridor_motion", "state")],
)
def test_every_value_of_a_parameter_has_to_fit_the_house(copied, lamp, says):
    file = copied / "exercise.yaml"
    own = OWN_LAMP.replace("corridor_lamp, living_lamp", lamp)
    written = file.read_text().replace("parameters:\n  - name: off_after", own)
    file.write_text(written.replace("corridor_lamp.state", "$lamp.state"))
    with pytest.raises(FileMistaken) as mistaken:
        read_exercise(copied)
    assert says in mistaken.value.says.en


def test_the_scenario_may_be_the_students_own(exercise):
    """`set` gives values to the scenario's own parameters, as `khaneh run --set` does."""
    written = {"scenario_name": "summer-villa", "scenario_values": {"weather": "$mine"}}
    asked = exercise.model_copy(update=written)
    own = [asked.filled_with({"mine": choice}).scenario for choice in ["usual", "heat_wave"]]
    assert own[0] != own[1]


def test_a_value_that_the_scenario_does_not_know_is_named(copied):
    file = copied / "exercise.yaml"
    written = file.read_text().replace("scenario: corridor-day", "scenario: summer-villa\nset: {colour: red}")
    file.write_text(written)
    with pytest.raises(FileMistaken, match="colour"):
        read_exercise(copied)
