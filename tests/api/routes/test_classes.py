"""Classes over HTTP: who is let in by the code, and until when."""

from __future__ import annotations

import httpx
import pytest

from tests.api.running_lab import Lab


def new_class(teacher: httpx.Client, **fields: object) -> dict[str, str]:
    made = teacher.post("/api/classes", json={"name": "خانهٔ هوشمند", **fields})
    assert made.status_code == 201, made.text
    return made.json()


def come(lab: Lab, code: str, name: str = "مینا", pin: str = "1234") -> httpx.Response:
    return lab.stranger().post("/api/session", json={"class_code": code, "name": name, "pin": pin})


def told(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def test_a_closed_or_expired_code_lets_only_those_in_who_have_joined(lab: Lab) -> None:
    teacher = lab.instructor()
    made = new_class(teacher)
    path = f"/api/classes/{made['id']}"
    assert come(lab, made["code"]).status_code == 200
    for change in ({"code_open": False}, {"code_open": True, "code_expires_at": "1404/01/01"}):
        assert teacher.patch(path, json=change).status_code == 200
        assert told(come(lab, made["code"], "سارا")) == (403, "class_code_closed"), change
        assert come(lab, made["code"]).status_code == 200, change
    teacher.patch(path, json={"code_expires_at": None})
    assert come(lab, made["code"], "سارا").status_code == 200


def test_a_renewed_code_takes_the_place_of_the_one_before(lab: Lab) -> None:
    teacher = lab.instructor()
    old = new_class(teacher)
    new = teacher.post(f"/api/classes/{old['id']}/code", json={"expires_at": "1500/01/01 12:00"}).json()
    assert new["code_expires_at"] == "2121-03-21T08:30:00Z"
    assert told(come(lab, old["code"])) == (401, "unknown_class_code")
    assert come(lab, new["code"]).status_code == 200


def test_who_is_not_on_the_roster_waits_until_the_teacher_admits(lab: Lab) -> None:
    teacher = lab.instructor()
    made = new_class(teacher, admission="roster")
    students = f"/api/classes/{made['id']}/students"
    teacher.post(students, json={"name": "سارا", "number": "۴۰۱"})
    assert come(lab, made["code"], "سارا").status_code == 200, "the roster knows this name"
    assert told(come(lab, made["code"])) == (403, "waiting_for_teacher")
    assert told(come(lab, made["code"], pin="9999")) == (401, "wrong_credentials"), "the first PIN is kept"
    places = {each["name"]: (each["id"], each["place"]) for each in teacher.get(students).json()}
    assert [place for _, place in places.values()] == ["member", "waiting"]
    assert teacher.post(f"{students}/{places['مینا'][0]}/admit", json={}).json()["place"] == "member"
    assert come(lab, made["code"]).status_code == 200
    assert (teacher.get("/api/classes").json()[-1])["waiting"] == 0


def test_an_archived_class_is_out_of_the_way_and_comes_back_whole(lab: Lab) -> None:
    teacher = lab.instructor()
    made = new_class(teacher)
    come(lab, made["code"])
    assert teacher.post(f"/api/classes/{made['id']}/archive", json={}).json()["archived_at"]
    assert made["id"] not in [each["id"] for each in teacher.get("/api/classes").json()]
    assert [each["id"] for each in teacher.get("/api/classes?archived=true").json()] == [made["id"]]
    assert told(come(lab, made["code"], "سارا")) == (403, "class_code_closed")
    restored = teacher.post(f"/api/classes/{made['id']}/restore", json={}).json()
    assert (restored["archived_at"], restored["students"]) == (None, 1)


def test_a_class_is_changed_by_its_teacher_and_given_away_by_an_administrator(lab: Lab) -> None:
    teacher, colleague, administrator = lab.instructor(), lab.instructor(), lab.administrator()
    made = new_class(teacher)
    path = f"/api/classes/{made['id']}"
    assert teacher.patch(path, json={"name": " گروه  دو "}).json()["name"] == "گروه دو"
    assert told(colleague.patch(path, json={"name": "mine"})) == (404, "not_found")
    other = colleague.get("/api/session").json()["user"]["id"]
    assert told(teacher.patch(path, json={"instructor_id": other})) == (403, "forbidden")
    assert told(administrator.patch(path, json={"instructor_id": "nobody"})) == (422, "no_such_instructor")
    assert administrator.patch(path, json={"instructor_id": other}).status_code == 200
    assert colleague.get(path).json()["instructor_id"] == other
    assert told(teacher.get(path)) == (404, "not_found")


@pytest.mark.parametrize("change", [{"name": ""}, {"admission": "all"}, {"code_expires_at": "فردا"}])
def test_a_change_that_makes_no_sense_is_refused_by_field(lab: Lab, change: dict[str, str]) -> None:
    teacher = lab.instructor()
    refused = teacher.patch(f"/api/classes/{new_class(teacher)['id']}", json=change)
    assert refused.status_code == 422
    assert list(refused.json()["fields"]) == list(change)
