"""Live houses over HTTP: made once, seen by their owner alone, paced and touched."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from api.house_link import HouseClock
from api.recordings import Recordings
from api.security import token_matches
from api.store.houses import LiveLab, MqttCredential
from tests.api.running_lab import Lab

NEW = {"exercise": "motion-light"}


def test_a_lab_is_made_once_and_shows_its_token_once(lab: Lab) -> None:
    student = lab.student()
    first, second = student.post("/api/labs", json=NEW), student.post("/api/labs", json=NEW)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["mqtt"]["token"]
    assert second.json() == {**first.json(), "mqtt": {**first.json()["mqtt"], "token": None}}
    assert lab.house.nudges == 2
    assert lab.house.woken == [first.json()["id"]] * 2


def test_only_a_hash_of_the_token_is_kept(lab: Lab) -> None:
    made = lab.student().post("/api/labs", json=NEW).json()
    with lab.service.sessions() as session:
        stored = session.get_one(MqttCredential, made["mqtt"]["username"])
    assert made["mqtt"]["token"] not in stored.token_hash
    assert token_matches(made["mqtt"]["token"], stored.token_hash)


def test_two_students_have_two_labs(lab: Lab) -> None:
    one, other = (lab.student(name).post("/api/labs", json=NEW).json() for name in ("مینا", "سارا"))
    assert one["base"] != other["base"]
    assert one["base"] == f"lab/{one['id']}"


def test_one_house_tells_whose_it_is(lab: Lab) -> None:
    path = f"/api/labs/{lab.student('مینا').post('/api/labs', json=NEW).json()['id']}"
    assert lab.student("مینا").get(path).json()["owner"]["name"] == "مینا"
    assert lab.instructor().get("/api/labs/demo").json()["owner"] is None


def test_address_is_the_one_by_which_the_page_was_reached(lab: Lab) -> None:
    shown = lab.student().post("/api/labs", json=NEW, headers={"Host": "192.168.1.20:8000"}).json()
    assert shown["mqtt"]["host"] == "192.168.1.20"
    assert shown["mqtt"]["port"] == lab.service.settings.mqtt_port


def test_pace_is_kept_as_wanted(lab: Lab) -> None:
    student = lab.student()
    path = f"/api/labs/{student.post('/api/labs', json=NEW).json()['id']}"
    assert student.patch(path, json={"speed": 20}).json()["speed"] == 20
    changed = student.patch(path, json={"paused": True}).json()
    assert (changed["speed"], changed["paused"]) == (20, True)
    assert student.get(path).json()["paused"] is True
    assert lab.house.nudges == 3


def test_programs_from_outside_are_shown(lab: Lab) -> None:
    student = lab.student()
    path = f"/api/labs/{student.post('/api/labs', json=NEW).json()['id']}"
    lab.house.outsiders = 2
    assert student.get(path).json()["outside_clients"] == 2


def test_the_speed_that_is_reached_is_what_the_house_says(lab: Lab) -> None:
    student = lab.student()
    path = f"/api/labs/{student.post('/api/labs', json=NEW).json()['id']}"
    assert student.get(path).json()["reached_speed"] is None
    lab.house.clock = HouseClock("2027-01-14T08:00:00.000", 640.0)
    shown = student.get(path).json()
    assert (shown["speed"], shown["reached_speed"]) == (1, 640)
    assert shown["simulated_at"] == "2027-01-14T08:00:00.000"


@pytest.mark.parametrize("speed", [0.1, 1, 1000])
def test_any_speed_to_a_thousand_is_taken(lab: Lab, speed: float) -> None:
    student = lab.student()
    path = f"/api/labs/{student.post('/api/labs', json=NEW).json()['id']}"
    assert student.patch(path, json={"speed": speed}).json()["speed"] == speed


def test_a_refused_speed_says_what_would_be_right(lab: Lab) -> None:
    student = lab.student()
    path = f"/api/labs/{student.post('/api/labs', json=NEW).json()['id']}"
    refused = student.patch(path, json={"speed": 5000}).json()
    assert "1000" in refused["fields"]["speed"]["en"]
    assert "۱۰۰۰" in refused["fields"]["speed"]["fa"]


@pytest.mark.parametrize("change", [{"speed": 0}, {"speed": 1e9}, {"speed": "fast"}, {"pased": True}])
def test_a_pace_that_cannot_be_is_refused(lab: Lab, change: dict[str, object]) -> None:
    student = lab.student()
    path = f"/api/labs/{student.post('/api/labs', json=NEW).json()['id']}"
    assert student.patch(path, json=change).status_code == 422
    assert student.get(path).json()["speed"] == 1


def test_new_token_replaces_the_old_one(lab: Lab) -> None:
    student = lab.student()
    made = student.post("/api/labs", json=NEW).json()
    renewed = student.post(f"/api/labs/{made['id']}/token", json={}).json()["mqtt"]["token"]
    with lab.service.sessions() as session:
        (stored,) = session.scalars(select(MqttCredential).where(MqttCredential.lab_id == made["id"]))
    assert token_matches(renewed, stored.token_hash)
    assert not token_matches(made["mqtt"]["token"], stored.token_hash)


def test_ending_a_lab_ends_its_credentials(lab: Lab) -> None:
    student = lab.student()
    made = student.post("/api/labs", json=NEW).json()["id"]
    assert student.delete(f"/api/labs/{made}").status_code == 204
    assert student.get(f"/api/labs/{made}").status_code == 404
    with lab.service.sessions() as session:
        assert session.get(LiveLab, made) is None
        assert session.get(MqttCredential, made) is None


def test_others_labs_do_not_exist(lab: Lab) -> None:
    made = lab.student("مینا").post("/api/labs", json=NEW).json()["id"]
    other = lab.student("سارا")
    for name in (made, "demo", "no-such"):
        path = f"/api/labs/{name}"
        answers = [
            other.get(path),
            other.patch(path, json={"paused": True}),
            other.delete(path),
            other.post(f"{path}/token", json={}),
            other.post(f"{path}/reset", json={}),
            other.post(f"{path}/actions", json={"device": "corridor_motion", "action": "press"}),
        ]
        assert [answer.status_code for answer in answers] == [404] * 6
    assert lab.instructor().get(f"/api/labs/{made}").status_code == 200
    assert lab.instructor().get("/api/labs/demo").status_code == 200


def test_whoever_asks_for_a_house_wakes_it_and_is_told_that_it_slept(lab: Lab) -> None:
    student = lab.student()
    path = f"/api/labs/{student.post('/api/labs', json=NEW).json()['id']}"
    assert student.get(path).json()["asleep"] is False, "a house that was never heard is coming up"
    lab.house.clock, lab.house.awake = HouseClock("2027-01-14T08:00:00.000", 1.0), False
    for ask in (
        lambda: student.get(path),
        lambda: student.patch(path, json={"speed": 2}),
        lambda: student.get(f"{path}/actions"),
        lambda: student.post(f"{path}/actions", json={"device": "corridor_motion", "action": "walk_in"}),
        lambda: student.post(f"{path}/page-token", json={}),
        lambda: lab.instructor().get(path),
    ):
        lab.house.woken.clear()
        assert ask().is_success
        assert lab.house.woken == [path.rsplit("/", 1)[1]]
    assert student.get(path).json()["asleep"] is True


def test_reset_begins_the_scenario_anew_under_the_same_token(lab: Lab) -> None:
    student = lab.student()
    made = student.post("/api/labs", json=NEW).json()
    path = f"/api/labs/{made['id']}"
    student.patch(path, json={"speed": 20})
    Recordings(lab.service.settings.data).begin(made["id"])("what was done\n")
    lab.house.nudges = 0
    again = student.post(f"{path}/reset", json={}).json()
    assert (again["beginning"], again["speed"], lab.house.nudges) == (made["beginning"] + 1, 20, 1)
    assert student.get(f"{path}/recording").status_code == 404, "the recording begins anew"
    with lab.service.sessions() as session:
        stored = session.get_one(MqttCredential, made["id"])
    assert token_matches(made["mqtt"]["token"], stored.token_hash)


def test_a_teacher_looks_on_and_helps_but_takes_nothing(lab: Lab) -> None:
    made = lab.student().post("/api/labs", json=NEW).json()
    path, teacher = f"/api/labs/{made['id']}", lab.instructor()
    assert teacher.patch(path, json={"paused": True}).json()["paused"] is True
    asked = {"device": "corridor_motion", "action": "walk_in"}
    assert teacher.post(f"{path}/actions", json=asked).status_code == 202
    assert teacher.get(path).json()["mqtt"]["token"] is None
    assert teacher.post(f"{path}/page-token", json={}).json()["may_publish"] is False
    refused = [
        teacher.post(f"{path}/token", json={}),
        teacher.post(f"{path}/reset", json={}),
        teacher.delete(path),
    ]
    assert [answer.status_code for answer in refused] == [403] * 3
    with lab.service.sessions() as session:
        stored = session.get_one(MqttCredential, made["id"])
    assert token_matches(made["mqtt"]["token"], stored.token_hash)


def test_houses_are_listed_for_their_owner_and_for_who_teaches_the_class(lab: Lab) -> None:
    students = {name: lab.student(name) for name in ("مینا", "سارا")}
    made = [student.post("/api/labs", json=NEW).json() for student in students.values()]
    teacher = lab.instructor()
    class_id = next(iter(teacher.get("/api/classes").json()))["id"]
    lab.house.woken.clear()
    assert [each["id"] for each in students["مینا"].get("/api/labs").json()] == [made[0]["id"]]
    assert teacher.get("/api/labs").json() == [], "one's own, and no others, without a class"
    first = teacher.get("/api/labs", params={"class_id": class_id, "limit": 1})
    rest = teacher.get(first.links["next"]["url"])
    listed = [*first.json(), *rest.json()]
    assert [(each["id"], each["owner"]["name"]) for each in listed] == [
        (house["id"], name) for house, name in zip(made, students, strict=True)
    ]
    assert "next" not in rest.links
    assert [each["mqtt"]["token"] for each in listed] == [None, None]
    assert students["سارا"].get("/api/labs", params={"class_id": class_id}).status_code == 404
    assert lab.house.woken == [], "a list wakes no house"


def test_a_lab_needs_an_exercise_that_exists(lab: Lab) -> None:
    assert lab.student().post("/api/labs", json={"exercise": "no-such"}).status_code == 404
