"""The students of a class over HTTP: put on the roster, removed and put back, given a new PIN."""

from __future__ import annotations

import httpx
import pytest

from api.routes.access import COOKIE
from tests.api.running_lab import Lab


class Class:
    """A class with its teacher."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.teacher = lab.instructor()
        made = self.teacher.post("/api/classes", json={"name": "خانهٔ هوشمند"}).json()
        self.code, self.students = made["code"], f"/api/classes/{made['id']}/students"

    def come(self, name: str = "مینا", pin: str = "1234") -> httpx.Client:
        client = self.lab.stranger()
        self.answer = client.post("/api/session", json={"class_code": self.code, "name": name, "pin": pin})
        return client

    def told(self) -> tuple[int, str]:
        return self.answer.status_code, self.answer.json().get("code", "")

    def path_of(self, name: str) -> str:
        (found,) = (each for each in self.teacher.get(self.students).json() if each["name"] == name)
        return f"{self.students}/{found['id']}"


@pytest.fixture
def classroom(lab: Lab) -> Class:
    return Class(lab)


def test_a_place_on_the_roster_is_taken_with_its_pin_or_by_who_comes_first(classroom: Class) -> None:
    classroom.teacher.post(classroom.students, json={"name": "سارا", "number": " ۴۰۱ ", "pin": "۴۳۲۱"})
    classroom.teacher.post(classroom.students, json={"name": "علی"})
    classroom.come("سارا", "1234")
    assert classroom.told() == (401, "wrong_credentials")
    classroom.come("سارا", "4321")
    assert classroom.told() == (200, "")
    classroom.come("علی", "1111")
    classroom.come("علی", "2222")
    assert classroom.told() == (401, "wrong_credentials"), "the PIN of the first sign-in is kept"
    first, second = sorted(classroom.teacher.get(classroom.students).json(), key=lambda each: each["name"])
    assert (first["name"], first["number"], first["place"]) == ("سارا", "401", "member")
    assert (second["name"], second["number"], second["place"]) == ("علی", None, "member")


def test_a_removed_student_is_out_until_put_back(classroom: Class) -> None:
    student = classroom.come()
    path = classroom.path_of("مینا")
    assert classroom.teacher.delete(path).status_code == 204
    assert student.get("/api/session").status_code == 401, "the sign-in ends with the place"
    classroom.come()
    assert classroom.told() == (403, "removed_from_class")
    assert classroom.teacher.get(classroom.students).json() == []
    (removed,) = classroom.teacher.get(f"{classroom.students}?removed=true").json()
    assert removed["removed_at"]
    assert classroom.teacher.post(f"{path}/restore", json={}).json()["removed_at"] is None
    classroom.come()
    assert classroom.told() == (200, "")


def test_a_password_leads_nowhere_once_one_is_in_no_class(classroom: Class) -> None:
    secret = {"username": "mina", "password": "a long secret"}
    assert classroom.come().put("/api/me/password", json=secret).status_code == 204
    classroom.teacher.delete(classroom.path_of("مینا"))
    refused = classroom.lab.stranger().post("/api/session", json=secret)
    assert (refused.status_code, refused.json()["code"]) == (403, "removed_from_class")


def test_a_one_time_pin_is_good_once_and_asks_for_another(classroom: Class) -> None:
    before = classroom.come()
    pin = classroom.teacher.post(f"{classroom.path_of('مینا')}/pin", json={}).json()["pin"]
    assert before.get("/api/session").status_code == 401, "the sign-ins of before end"
    classroom.come()
    assert classroom.told() == (401, "wrong_credentials"), "the forgotten PIN is worth nothing"
    student = classroom.come(pin=pin)
    assert classroom.answer.json()["user"]["must_change_secret"]
    classroom.come(pin=pin)
    assert classroom.told() == (401, "no_pin")
    assert student.put("/api/me/pin", json={"pin": "۵۶۷۸"}).status_code == 204
    assert not student.get("/api/session").json()["user"]["must_change_secret"]
    classroom.come(pin="5678")
    assert classroom.told() == (200, "")


def test_a_student_is_renamed_and_keeps_everything(classroom: Class) -> None:
    before = classroom.come().get("/api/session").json()["user"]["id"]
    classroom.come("سارا")
    path = classroom.path_of("مینا")
    taken = classroom.teacher.patch(path, json={"name": "سارا"})
    assert (taken.status_code, taken.json()["code"]) == (409, "student_name_taken")
    changed = classroom.teacher.patch(path, json={"name": "مینا رضایی", "number": "77"}).json()
    assert (changed["name"], changed["number"]) == ("مینا رضایی", "77")
    assert classroom.come("مینا رضایی").get("/api/session").json()["user"]["id"] == before


def test_every_change_is_in_the_audit_log(classroom: Class) -> None:
    classroom.come()
    path = classroom.path_of("مینا")
    classroom.teacher.patch(path, json={"number": "7"})
    classroom.teacher.post(f"{path}/pin", json={})
    classroom.teacher.delete(path)
    classroom.teacher.post(f"{path}/restore", json={})
    class_path = classroom.students.removesuffix("/students")
    told = classroom.teacher.get(f"{class_path}/audit").json()
    actions = [each["action"] for each in told if each["action"].startswith("student.")]
    assert sorted(actions) == [
        "student.changed",
        "student.pin_reset",
        "student.removed",
        "student.restored",
    ]


def test_changing_the_pin_takes_the_present_one_and_ends_the_other_sign_ins(classroom: Class) -> None:
    here, there = classroom.come(), classroom.come()
    wrong = here.put("/api/me/pin", json={"pin": "5678", "current_pin": "0000"})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong_present_pin")
    assert here.put("/api/me/pin", json={"pin": "5678", "current_pin": "1234"}).status_code == 204
    assert here.get("/api/session").status_code == 200
    assert there.get("/api/session").status_code == 401
    assert here.cookies[COOKIE] != there.cookies[COOKIE]


def test_the_present_pin_cannot_be_guessed_from_a_stolen_sign_in(classroom: Class) -> None:
    student = classroom.come()
    for number in range(10):
        student.put("/api/me/pin", json={"pin": "5678", "current_pin": f"000{number}"})
    stopped = student.put("/api/me/pin", json={"pin": "5678", "current_pin": "1234"})
    assert (stopped.status_code, stopped.json()["code"]) == (429, "too_many_attempts")
