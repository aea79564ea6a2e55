"""Page tokens over HTTP: whom they are given to, and what they say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.clock import utc_now
from api.page_tokens import LIFETIME, PageAccess
from api.services.classes import create_class
from api.settings import Settings
from api.store.classes import Classroom
from api.store.houses import MqttCredential
from api.store.people import User
from tests.api.running_lab import Lab

NEW = {"exercise": "motion-light"}


def access_of(lab: Lab, answer: dict[str, str]) -> PageAccess | None:
    return lab.service.page_tokens.read(answer["username"], answer["token"])


def test_an_owners_page_stands_for_the_labs_own_token(lab: Lab) -> None:
    student = lab.student()
    made = student.post("/api/labs", json=NEW).json()
    answer = student.post(f"/api/labs/{made['id']}/page-token", json={}).json()
    with lab.service.sessions() as session:
        stored = session.get_one(MqttCredential, made["id"]).token_hash
    assert access_of(lab, answer) == PageAccess(made["id"], in_place_of=stored)
    assert answer["username"] == made["mqtt"]["username"]
    assert answer["topics"] == [f"lab/{made['id']}/#"]
    assert answer["may_publish"] is True
    assert answer["ws_url"] == made["ws_url"]


def test_it_expires_soon(lab: Lab) -> None:
    student = lab.student()
    made = student.post("/api/labs", json=NEW).json()
    answer = student.post(f"/api/labs/{made['id']}/page-token", json={}).json()
    assert timedelta(minutes=2) == LIFETIME
    assert utc_now().isoformat() < answer["expires_at"] <= (utc_now() + LIFETIME).isoformat()


def test_the_address_is_the_one_by_which_the_page_was_reached(lab: Lab) -> None:
    student = lab.student()
    shown = student.post("/api/labs", json=NEW, headers={"Host": "192.168.1.20:8000"}).json()
    assert shown["ws_url"] == "ws://192.168.1.20:8000/mqtt"
    proxied = {"Host": "lab.school.ir", "X-Forwarded-Proto": "https"}
    answer = student.post(f"/api/labs/{shown['id']}/page-token", json={}, headers=proxied).json()
    assert answer["ws_url"] == "wss://lab.school.ir/mqtt"


def test_students_get_none_for_the_labs_of_others(lab: Lab) -> None:
    made = lab.student("مینا").post("/api/labs", json=NEW).json()["id"]
    for name in (made, "demo", "no-such"):
        assert lab.student("سارا").post(f"/api/labs/{name}/page-token", json={}).status_code == 404


def test_an_instructor_watches_a_student_taught(lab: Lab) -> None:
    made = lab.student().post("/api/labs", json=NEW).json()["id"]
    answer = lab.instructor().post(f"/api/labs/{made}/page-token", json={}).json()
    access = access_of(lab, answer)
    assert access == PageAccess(answer["username"], watches=(f"lab/{made}",))
    assert answer["username"].startswith("watch-")
    assert answer["may_publish"] is False


def test_an_instructor_owns_the_own_lab(lab: Lab) -> None:
    instructor = lab.instructor()
    made = instructor.post("/api/labs", json=NEW).json()["id"]
    assert instructor.post(f"/api/labs/{made}/page-token", json={}).json()["may_publish"] is True


def test_the_demo_lab_may_be_watched_by_instructors(lab: Lab) -> None:
    answer = lab.instructor().post("/api/labs/demo/page-token", json={}).json()
    assert answer["topics"] == ["lab/demo/#"]


def class_of_a_colleague(lab: Lab) -> Classroom:
    """The class of an instructor who came after the first one."""
    with lab.service.sessions.begin() as session:
        colleague = User(id="colleague", role="instructor", name="همکار", created_at=utc_now())
        session.add(colleague)
        session.flush()
        made = create_class(session, colleague, "کلاس همکار", utc_now())
    with lab.service.sessions() as session:
        return session.get_one(Classroom, made.id)


def test_the_students_of_a_colleague_are_not_watched(lab: Lab) -> None:
    instructor, theirs, student = lab.instructor(), class_of_a_colleague(lab), lab.stranger()
    body = {"class_code": theirs.code, "name": "مینا", "pin": "1234"}
    assert student.post("/api/session", json=body).status_code == 200
    made = student.post("/api/labs", json=NEW).json()["id"]
    assert instructor.post(f"/api/labs/{made}/page-token", json={}).status_code == 404
    assert instructor.post(f"/api/classes/{theirs.id}/watch-token", json={}).status_code == 404


def test_a_class_is_watched_whole(lab: Lab) -> None:
    made = sorted(
        lab.student(name).post("/api/labs", json=NEW).json()["base"] for name in ("مینا", "سارا", "ندا")
    )
    instructor = lab.instructor()
    (classroom,) = instructor.get("/api/classes").json()
    answer = instructor.post(f"/api/classes/{classroom['id']}/watch-token", json={}).json()
    assert answer["topics"] == [f"{base}/#" for base in made]
    assert answer["may_publish"] is False
    assert access_of(lab, answer) == PageAccess(answer["username"], watched_class=classroom["id"])


@pytest.fixture
def elsewhere(lab: Lab) -> Lab:
    """A lab whose broker is elsewhere; nobody asks for it in these tests."""
    there = Settings(data=lab.service.settings.data, broker_url="mqtt://admin:secret@broker.example")
    object.__setattr__(lab.service, "settings", there)
    return lab


def test_a_broker_elsewhere_is_given_the_labs_own_token(elsewhere: Lab) -> None:
    student = elsewhere.student()
    made = student.post("/api/labs", json=NEW).json()
    answer = student.post(f"/api/labs/{made['id']}/page-token", json={}).json()
    assert (answer["token"], answer["expires_at"]) == (made["mqtt"]["token"], None)


def test_a_broker_elsewhere_has_no_watchers(elsewhere: Lab) -> None:
    made = elsewhere.student().post("/api/labs", json=NEW).json()["id"]
    refused = elsewhere.instructor().post(f"/api/labs/{made}/page-token", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "no_watchers_elsewhere")
