"""The account's password, and the instructor's classes."""

from __future__ import annotations

from tests.api.running_lab import Lab

PASSWORD = {"username": "ostad", "password": "a long secret"}


def test_changing_a_password_takes_the_present_one(lab: Lab) -> None:
    instructor = lab.instructor()
    assert instructor.put("/api/me/password", json=PASSWORD).status_code == 204
    without = instructor.put("/api/me/password", json={"password": "another secret"})
    assert (without.status_code, without.json()["code"]) == (403, "wrong_present_password")
    change = {"password": "another secret", "current_password": PASSWORD["password"]}
    assert instructor.put("/api/me/password", json=change).status_code == 204
    new = {"username": "ostad", "password": "another secret"}
    assert lab.stranger().post("/api/session", json=new).status_code == 200


def test_user_name_must_be_free(lab: Lab) -> None:
    lab.instructor().put("/api/me/password", json=PASSWORD)
    taken = lab.student().put("/api/me/password", json=PASSWORD)
    assert (taken.status_code, taken.json()["code"]) == (409, "username_taken")


def test_password_needs_a_user_name_first(lab: Lab) -> None:
    missing = lab.student().put("/api/me/password", json={"password": "a long secret"})
    assert (missing.status_code, missing.json()["code"]) == (422, "username_missing")


def test_short_password_is_refused_by_field_in_both_languages(lab: Lab) -> None:
    refused = lab.student().put("/api/me/password", json={"username": "mina", "password": "short"})
    assert refused.status_code == 422
    assert refused.json()["fields"] == {
        "password": {"en": "is too short: at least 8", "fa": "کوتاه است: دست‌کم ۸ نویسه"}
    }


def test_instructor_makes_a_class_that_students_join(lab: Lab) -> None:
    instructor = lab.instructor()
    made = instructor.post("/api/classes", json={"name": "اینترنت اشیا"})
    assert made.status_code == 201
    body = {"class_code": made.json()["code"], "name": "مینا", "pin": "1234"}
    assert lab.stranger().post("/api/session", json=body).status_code == 200
    students = {each["name"]: each["students"] for each in instructor.get("/api/classes").json()}
    assert students["اینترنت اشیا"] == 1


def test_same_name_in_two_classes_is_two_students(lab: Lab) -> None:
    code = lab.instructor().post("/api/classes", json={"name": "second"}).json()["code"]
    here = lab.student("مینا").get("/api/session").json()["user"]["id"]
    body = {"class_code": code, "name": "مینا", "pin": "5678"}
    there = lab.stranger().post("/api/session", json=body).json()["user"]["id"]
    assert here != there


def test_classes_are_for_instructors(lab: Lab) -> None:
    student = lab.student()
    for refused in (student.get("/api/classes"), student.post("/api/classes", json={"name": "mine"})):
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
