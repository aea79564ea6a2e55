"""Competencies are a file that a centre may edit; its mistakes are told by line."""

from pathlib import Path

import pytest

from exercises.competencies import SHIPPED, load_competencies
from exercises.exercise import all_exercises
from simulator.mistakes import FileMistaken

TIMERS = """
competencies:
  - id: timers
    title: {en: Timers, fa: تایمرها}
    can: {en: Restarts timers., fa: تایمر را از نو می‌شمارد.}
    exercises: [motion-light]
"""


def load(folder: Path, written: str):
    file = folder / "competencies.yaml"
    file.write_text(written, encoding="utf-8")
    return load_competencies(file, ["motion-light"])


def test_the_labs_own_names_only_exercises_that_there_are_and_every_exercise_shows_one():
    exercises = {exercise.id: exercise.unit for exercise in all_exercises()}
    shipped = load_competencies(SHIPPED, exercises)
    assert shipped.remarks == ()
    for exercise, unit in exercises.items():
        assert any(each.is_shown_by(exercise, unit) for each in shipped.all), exercise


def test_a_competency_is_shown_by_its_exercises_and_by_those_of_its_units(tmp_path):
    (timers,) = load(tmp_path, TIMERS + "    units: [u2]\n").all
    assert timers.is_shown_by("motion-light", "u4")
    assert timers.is_shown_by("reconnect", "u2")
    assert not timers.is_shown_by("hysteresis", "u4")


@pytest.mark.parametrize(
    ("change", "line", "field"),
    [
        (("id: timers", "id: Timers!"), 3, "competencies.0.id"),
        (("fa: تایمرها", 'fa: ""'), 4, "competencies.0.title"),
        (("exercises: [motion-light]", "exercises: []"), 3, "competencies.0"),
        (("exercises:", "exercise:"), 6, "competencies.0.exercise"),
        (("exercises:", "units: [u4, unit5]\n    exercises:"), 6, "competencies.0.units.1"),
    ],
)
def test_every_mistake_names_its_line(tmp_path, change, line, field):
    with pytest.raises(FileMistaken) as raised:
        load(tmp_path, TIMERS.replace(*change))
    assert (line, field) in [(each.line, each.field) for each in raised.value.mistakes]


def test_no_name_is_given_twice(tmp_path):
    with pytest.raises(FileMistaken) as raised:
        load(tmp_path, TIMERS + TIMERS.split("competencies:\n")[1])
    (mistake,) = raised.value.mistakes
    assert (mistake.line, mistake.field) == (7, "competencies.1.id")


def test_an_exercise_that_is_not_there_is_remarked_and_does_not_stop_the_rest(tmp_path):
    loaded = load(tmp_path, TIMERS.replace("[motion-light]", "[motion-light, motion-lihgt]"))
    assert [each.id for each in loaded.all] == ["timers"]
    (remark,) = loaded.remarks
    assert remark.line == 6
    assert "motion-light" in remark.says.en, "the nearest is named"
