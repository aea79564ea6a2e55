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
