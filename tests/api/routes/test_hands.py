"""Hands in live houses over HTTP: what can be done is listed, all of it can be done, and nothing else."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from api.recordings import Recordings
from api.services.hands import as_action
from simulator.actions import Action, Break, Cause, Go, Handle, Mend, Touch
from tests.api.running_lab import Lab

NEW = {"exercise": "motion-light"}
DEVICE = "corridor_motion"


@pytest.fixture
def student(lab: Lab) -> httpx.Client:
    return lab.student()


@pytest.fixture
def path(student: httpx.Client) -> str:
    return f"/api/labs/{student.post('/api/labs', json=NEW).json()['id']}"


def test_all_that_is_listed_can_be_done(lab: Lab, student: httpx.Client, path: str) -> None:
    listed = student.get(f"{path}/actions").json()
    bodies = [deed["do"] for thing in listed["things"] for deed in thing["can"]]
    assert {thing["kind"] for thing in listed["things"]} == {"device", "fixture", "room", "person"}
    for body in bodies:
        assert student.post(f"{path}/actions", json=body).status_code == 202, body
    assert [asked for _, asked in lab.house.actions] == bodies
    assert all(as_action(body) for body in bodies)


def test_all_that_is_listed_has_words_in_both_languages(student: httpx.Client, path: str) -> None:
    for thing in student.get(f"{path}/actions").json()["things"]:
        for said in [thing["title"], *(deed["title"] for deed in thing["can"])]:
            assert said["en"], thing
            assert any("؀" <= letter <= "ۿ" for letter in said["fa"]), said


@pytest.mark.parametrize(
    ("asked", "action"),
    [
        ({"device": DEVICE, "action": "walk_in"}, Handle(DEVICE, "walk_in")),
        ({"fixture": "kitchen_window", "action": "open"}, Touch("kitchen_window", "open")),
        ({"room": "kitchen", "incident": "match"}, Cause("kitchen", "match")),
        ({"person": "maryam", "room": "outside"}, Go("maryam", "outside")),
        (
            {"device": DEVICE, "breaks": "offline", "with": {}, "announced": True},
            Break(DEVICE, "offline", {}, announced=True),
        ),
        ({"device": DEVICE, "mends": "offline"}, Mend(DEVICE, "offline")),
    ],
)
def test_the_house_is_asked_for_what_was_meant(
    lab: Lab, asked: dict[str, Any], action: Action, path: str
) -> None:
    assert lab.instructor().post(f"{path}/actions", json=asked).status_code == 202
    assert [asked for _, asked in lab.house.actions] == [asked]
    assert as_action(asked) == action


@pytest.mark.parametrize(
    ("asked", "code", "right"),
    [
        ({"device": "no_such_lamp", "action": "press"}, "unknown_in_house", DEVICE),
        ({"device": "kitchen_window", "action": "open"}, "unknown_in_house", DEVICE),
        ({"device": DEVICE, "action": "swallow"}, "cannot_be_done", "walk_in"),
        ({"person": "nobody", "room": "kitchen"}, "unknown_in_house", "maryam"),
        ({"person": "maryam", "room": "moon"}, "cannot_be_done", "outside"),
        ({"fixture": "no_such_window", "action": "open"}, "unknown_in_house", "kitchen_window"),
        ({"fixture": "kitchen_window", "action": "leak"}, "cannot_be_done", "unshade"),
        ({"room": "kitchen", "incident": "earthquake"}, "cannot_be_done", "match"),
        ({"room": "moon", "incident": "match"}, "unknown_in_house", "kitchen"),
        ({"device": "no_such_lamp", "breaks": "bias"}, "unknown_in_house", DEVICE),
        ({"device": DEVICE, "breaks": "hiccup"}, "fault_refused", "stuck_at"),
        ({"device": DEVICE, "breaks": "welded"}, "fault_refused", DEVICE),
        ({"device": DEVICE, "breaks": "delayed", "with": {"by": "soon"}}, "fault_refused", "90s"),
        ({"device": DEVICE, "mends": "hiccup"}, "cannot_be_done", "stuck_at"),
    ],
)
def test_a_refusal_says_what_would_be_right(
    lab: Lab, path: str, asked: dict[str, Any], code: str, right: str
) -> None:
    refused = lab.instructor().post(f"{path}/actions", json=asked)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    says = refused.json()["says"]
    assert right in says["en"]
    assert right in says["fa"]
    assert lab.house.actions == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "HandAtDevice.device"),
        ({"device": DEVICE}, "HandAtDevice.action"),
        ({"device": DEVICE, "set": {"state": "ON"}}, "HandAtDevice.set"),
        ({"fixture": "kitchen_window"}, "HandAtFixture.action"),
        ({"person": "maryam"}, "PersonGoes.room"),
        ({"device": DEVICE, "breaks": "bias", "loudly": True}, "FaultBegins.loudly"),
    ],
)
def test_only_the_form_that_was_meant_is_complained_of(
    lab: Lab, student: httpx.Client, path: str, asked: dict[str, Any], field: str
) -> None:
    refused = student.post(f"{path}/actions", json=asked)
    assert refused.status_code == 422
    assert field in refused.json()["fields"]
    assert all(name.split(".")[0] == field.split(".")[0] for name in refused.json()["fields"])


def test_faults_are_for_instructors(lab: Lab, student: httpx.Client, path: str) -> None:
    for asked in ({"device": DEVICE, "breaks": "offline"}, {"device": DEVICE, "mends": "offline"}):
        assert student.post(f"{path}/actions", json=asked).status_code == 403
    assert lab.house.actions == []
    assert student.get(f"{path}/actions").json()["faults"] == []


def test_instructors_see_which_device_can_have_which_fault(lab: Lab, path: str) -> None:
    listed = {each["fault"]: each for each in lab.instructor().get(f"{path}/actions").json()["faults"]}
    assert DEVICE in listed["offline"]["devices"]
    assert DEVICE not in listed["welded"]["devices"]
    assert "by" in listed["delayed"]["parameters"]["properties"]
    assert listed["offline"]["title"]["fa"] != listed["offline"]["title"]["en"]


def test_the_recording_is_told_without_hidden_faults_to_students(
    lab: Lab, student: httpx.Client, path: str
) -> None:
    assert student.get(f"{path}/recording").status_code == 404
    write = Recordings(lab.service.settings.data).begin(path.rsplit("/", 1)[1])
    told = ['{"title":{"en":"a","fa":"آ"}}\n', '{"at_ms":5,"device":"lamp","action":"press"}\n']
    secret = ['{"at_ms":6,"device":"lamp","breaks":"lost"}\n', '{"at_ms":7,"trace_sha256":"a"}\n']
    for line in [*told, *secret, '{"at_ms":8,']:
        write(line)
    assert student.get(f"{path}/recording").text == "".join(told)
    whole = lab.instructor().get(f"{path}/recording")
    assert whole.text == "".join([*told, *secret])
    assert whole.headers["content-type"].startswith("application/x-ndjson")


def test_others_recordings_and_hands_do_not_exist(lab: Lab, path: str) -> None:
    other = lab.student("سارا")
    for each in (f"{path}/recording", f"{path}/actions"):
        assert other.get(each).status_code == 404
