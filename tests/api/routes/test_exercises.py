"""The exercises as a student gets them."""

from __future__ import annotations

import re

from exercises.exercise import all_exercises
from tests.api.running_lab import Lab


def test_list_has_every_exercise_in_the_order_of_the_course(lab: Lab) -> None:
    listed = lab.student().get("/api/exercises").json()
    assert [each["id"] for each in listed] == [exercise.id for exercise in all_exercises()]
    for each in listed:
        assert each["title"]["en"]
        assert each["title"]["fa"]
        assert (each["attempts"], each["best_score"]) == (0, None)


def test_one_exercise_comes_with_the_students_own_parameters_everywhere(lab: Lab) -> None:
    student = lab.student()
    user = student.get("/api/session").json()["user"]["id"]
    for exercise in all_exercises():
        shown = student.get(f"/api/exercises/{exercise.id}").json()
        own = exercise.parameters_for(user)
        assert {each["name"]: each["value"] for each in shown["parameters"]} == own
        assert shown["base"] in shown["text"]["fa"] + shown["starter"]
        assert not any("{" in rule["says"]["en"] for rule in shown["rules"]), "a place was left unfilled"


def test_base_is_that_of_the_students_lab(lab: Lab) -> None:
    student = lab.student()
    exercise = all_exercises()[0].id
    base = student.get(f"/api/exercises/{exercise}").json()["base"]
    assert student.post("/api/labs", json={"exercise": exercise}).json()["base"] == base


def test_unknown_exercise_is_not_found(lab: Lab) -> None:
    assert lab.student().get("/api/exercises/no-such").status_code == 404


def test_starter_speaks_the_language_asked_for(lab: Lab) -> None:
    student = lab.student()
    in_persian = student.get("/api/exercises/motion-light", headers={"Accept-Language": "fa"}).json()
    in_english = student.get("/api/exercises/motion-light", headers={"Accept-Language": "en-GB"}).json()
    assert re.search("[\u0600-\u06ff]", in_persian["starter"])
    assert not re.search("[\u0600-\u06ff]", in_english["starter"])
