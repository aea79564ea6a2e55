"""Answers to questions about one's own house."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from pydantic import ValidationError

from exercises.grading import Seed, Terms, grade_submission
from exercises.quiz.clock_time import ClockTime
from exercises.quiz.lived import LivedDay
from exercises.quiz.reading import Measurement
from simulator.trace import Trace
from tests.exercises.kinds.conftest import findings_of

pytestmark = pytest.mark.confined


@pytest.fixture(scope="module")
def lesson(lesson_of):
    return lesson_of("answers")


@pytest.fixture(scope="module")
def right(lesson):
    """Sara's right answers, as her program reads them off her house."""
    return json.loads(lesson.proof("solution.py")["answers.json"])["answers"]


def graded(lesson, answers, student="sara"):
    return lesson.grade({"answers.json": json.dumps({"answers": answers})}, student)


def test_a_neighbours_readings_are_no_use(lesson, right):
    assert graded(lesson, right).score == 100
    for neighbour in ("reza", "ali", "zahra"):
        found = findings_of(graded(lesson, right, student=neighbour))
        assert found["temperature"] == "violated"
        assert found["says_again"] == "satisfied", "what is the same for all may be known by all"


@pytest.mark.parametrize(
    "write",
    [str, lambda x: f"{x} °C", lambda x: str(x).translate(PERSIAN), lambda x: str(x).replace(".", ",")],
)
def test_numbers_may_be_typed_as_people_do(lesson, right, write):
    answers = {**right, "temperature": write(right["temperature"])}
    assert findings_of(graded(lesson, answers))["temperature"] == "satisfied"


PERSIAN = str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫")


def test_a_wrong_number_is_told_how_far_off_it_is_but_never_the_right_one(lesson, right):
    for off, says in ((0.1, "A little too high."), (4, "Too high."), (-15, "Far too low.")):
        verdict = graded(lesson, {**right, "temperature": right["temperature"] + off})
        finding = next(each for each in verdict.findings if each.rule == "temperature")
        assert (finding.outcome, finding.says.en) == ("violated", says)
        assert finding.hint is not None
        assert str(right["temperature"]) not in verdict.model_dump_json()


def test_what_was_not_answered_is_said_to_be_missing(lesson, right):
    verdict = graded(lesson, {"says_again": "پیام ماندگار"})
    assert findings_of(verdict) == {
        "temperature": "inconclusive",
        "mean": "inconclusive",
        "climate_sensors": "inconclusive",
        "says_again": "satisfied",
    }
    assert verdict.findings[0].says.fa == "به این پرسش پاسخی داده نشده است."


def test_a_filter_is_judged_by_what_it_matches(lesson, right):
    for written, outcome in {
        "zigbee2mqtt/+": "satisfied",
        "lab/sara/zigbee2mqtt/+": "satisfied",
        "+/+": "satisfied",
        "+/#": "violated",
        "zigbee2mqtt/#": "violated",
        "zigbee2mqtt/+lamp": "violated",
        "": "violated",
    }.items():
        found = findings_of(graded(lesson, {**right, "climate_sensors": written}))
        assert found["climate_sensors"] == outcome, written


def test_yaml_and_json_are_read_alike(lesson, right):
    written = "\n".join(f"{name}: {json.dumps(value)}" for name, value in right.items())
    assert lesson.grade({"answers.yaml": written}).score == 100
    assert lesson.grade({"answers.json": json.dumps(right)}).score == 100


@pytest.mark.parametrize(
    ("name", "content", "code", "part"),
    [
        ("answers.json", '{"answers": {\n"mean": 3,,}}', "answers_unreadable", "line 2"),
        ("answers.yaml", "a: b\n  c: [", "answers_unreadable", "line 2"),
        ("answers.json", "[1, 2]", "answers_unreadable", "answers.json"),
        ("answers.json", '{"answers": {"other": 1}}', "no_answers", '"temperature"'),
        ("answers.json", "[" * 60_000, "answers_unreadable", "answers.json"),
        ("readings.csv", "1,2", "no_answers", "answers.json"),
    ],
)
def test_what_cannot_be_read_is_invalid_and_says_where(lesson, name, content, code, part):
    verdict = lesson.grade({name: content})
    assert (verdict.status, verdict.reason.code) == ("invalid", code)
    assert part in verdict.reason.says.en


def test_a_check_would_be_a_free_guess_so_there_is_none(lesson, right):
    verdict = grade_submission(
        lesson.exercise,
        {"answers.json": json.dumps({"answers": right}).encode()},
        student="sara",
        base="lab/sara",
        seeds=(Seed(1),),
        grader=lesson.grader,
        terms=Terms(is_check=True),
    )
    assert (verdict.status, verdict.score, verdict.reason.code) == ("invalid", 0, "not_checked")


def test_the_right_answers_can_be_told_to_those_whom_the_exercise_tells_them(lesson, right):
    from exercises.kinds.answers import lived_day

    own = lesson.exercise.filled_with(lesson.exercise.parameters_for("sara"))
    answers = own.right_answers(lived_day(own, own.lab_seed("sara"), "lab/sara"))
    assert answers["temperature"] == right["temperature"]
    assert answers["mean"] == pytest.approx(right["mean"], abs=1e-3)


def lived(**paths):
    """A day with these signals: path (two underscores for the dot) to {second: value}."""
    trace = Trace()
    events = sorted(
        (at_s, path.replace("__", "."), value)
        for path, values in paths.items()
        for at_s, value in values.items()
    )
    for at_s, path, value in events:
        trace.record(at_s * 1000, "house", path, value)
    trace.end_ms = 3_600_000
    return LivedDay(trace, datetime.fromisoformat("2027-01-14T08:00"))


DAY = lived(
    t__temperature={0: 20.0, 600: 22.0, 1800: 21.0},
    t__battery={1200: 90},
    lamp__state={0: "OFF", 60: "ON", 120: "OFF", 1900: "ON"},
)


@pytest.mark.parametrize(
    ("measurement", "value"),
    [
        ({"value": "t.temperature", "at": "08:15"}, 22.0),
        ({"mean": "t.temperature"}, (20 + 22 + 22 + 21) / 4),
        ({"time_mean": "t.temperature"}, (600 * 20 + 1200 * 22 + 1800 * 21) / 3600),
        ({"time_mean": "t.temperature", "from": "08:05", "to": "08:20"}, (300 * 20 + 600 * 22) / 900),
        ({"smallest": "t.temperature", "from": "08:05"}, 21.0),
        ({"largest": "t.temperature", "to": "08:10"}, 20.0),
        ({"messages": "t.temperature"}, 4),
        ({"times": {"lamp.state": "ON"}}, 2),
        ({"times": {"lamp.state": "ON"}, "from": "08:10"}, 1),
        ({"fixed": 7}, 7),
        ({"mean": "t.temperature", "from": "08:50"}, None),
        ({"value": "t.unknown", "at": "08:15"}, None),
    ],
)  # fmt: skip
def test_right_values_are_read_off_the_house(measurement, value):
    found = Measurement.model_validate(measurement).of(DAY)
    assert found == (value if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"mean": "a.b", "messages": "a.b"},
        {"value": "a.b"},
        {"mean": "a.b", "from": "25:00"},
        {"mean": "a.b", "at": "08:00"},
    ],
)
def test_a_measurement_has_one_way_and_its_time(wrong):
    with pytest.raises(ValidationError):
        Measurement.model_validate(wrong)


def test_a_clock_time_with_a_parameter_is_read_once_that_is_filled_in():
    assert ClockTime.parse("$hour:30").written == "$hour:30"
    assert ClockTime("09:30").milliseconds(DAY.start, day=2) == (24 + 1.5) * 3_600_000
