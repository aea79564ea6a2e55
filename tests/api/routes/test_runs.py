"""Programs in live houses over HTTP: started once, followed, stopped, and nobody else's business."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx

from api.clock import utc_now
from api.run_logs import RunLogs
from api.services.run_watching import RunFollower
from api.store.houses import LiveLab
from api.store.runs import WantedRun
from tests.api.running_lab import Lab

PROGRAM = {"files": {"main.py": "print('سلام')\n"}}
ENDING = {"code": "program_ended", "says": {"en": "It ended.", "fa": "پایان یافت."}, "mistakes": []}


def lab_of(student: httpx.Client) -> str:
    made = student.post("/api/labs", json={"exercise": "motion-light"}).json()
    return f"/api/labs/{made['id']}/run"


def start(student: httpx.Client, path: str, **options: Any) -> httpx.Response:
    return student.post(path, json=PROGRAM, **options)


def end(lab: Lab, run: str) -> None:
    """What the house process does when a program is over."""
    writer = RunLogs(lab.service.settings.data).begin(run)
    writer.add({"stream": "stdout", "text": "سلام\n", "at": "2027-01-14T08:00:00"})
    writer.add({"stream": "stderr", "text": "Oh\n", "at": "2027-01-14T08:00:01"})
    writer.add({"ended": ENDING})
    with lab.service.sessions.begin() as session:
        row = session.get_one(WantedRun, run)
        row.ending, row.ended_at = ENDING, utc_now()


def test_a_program_is_wanted_and_the_house_is_told(lab: Lab) -> None:
    student = lab.student()
    path = lab_of(student)
    nudges = lab.house.nudges
    answer = start(student, path)
    assert answer.status_code == 201
    assert lab.house.nudges == nudges + 1
    shown = student.get(f"{path}/{answer.json()['id']}").json()
    assert (shown["state"], shown["output"], shown["ending"]) == ("starting", [], None)
    assert student.get(path).json() == shown, "a page that is loaded again finds it"


def test_a_house_where_nothing_ever_ran_says_so(lab: Lab) -> None:
    student = lab.student()
    assert student.get(lab_of(student)).json() is None


def test_a_double_click_is_one_run(lab: Lab) -> None:
    student = lab.student()
    path = lab_of(student)
    one, other = (start(student, path, headers={"Idempotency-Key": "click"}) for _ in range(2))
    assert one.json() == other.json()


def test_one_program_a_house_unless_it_takes_the_other_s_place(lab: Lab) -> None:
    student = lab.student()
    path = lab_of(student)
    first = start(student, path).json()["id"]
    refused = start(student, path)
    assert (refused.status_code, refused.json()["code"]) == (409, "run_going_on")
    assert refused.json()["fields"]["run"] == first
    second = start(student, f"{path}?replace=true").json()["id"]
    assert student.get(path).json()["id"] == second
    assert student.get(f"{path}/{first}").status_code == 404


def test_a_program_that_is_over_makes_room(lab: Lab) -> None:
    student = lab.student()
    path = lab_of(student)
    end(lab, start(student, path).json()["id"])
    assert start(student, path).status_code == 201


def test_a_stop_is_asked_for_and_may_be_asked_for_twice(lab: Lab) -> None:
    student = lab.student()
    path = lab_of(student)
    run = f"{path}/{start(student, path).json()['id']}"
    assert [student.delete(run).status_code for _ in range(2)] == [204, 204]
    assert student.get(run).json()["state"] == "stopping"


def test_what_was_printed_is_there_after_the_end(lab: Lab) -> None:
    student = lab.student()
    path = lab_of(student)
    run = start(student, path).json()["id"]
    end(lab, run)
    shown = student.get(f"{path}/{run}").json()
    assert shown["state"] == "ended"
    assert [(each["stream"], each["text"]) for each in shown["output"]] == [
        ("stdout", "سلام\n"),
        ("stderr", "Oh\n"),
    ]
    assert shown["ending"]["says"]["fa"] == "پایان یافت."


def test_events_tell_everything_in_order_and_go_on_where_the_listener_was(lab: Lab) -> None:
    student = lab.student()
    path = lab_of(student)
    run = start(student, path).json()["id"]
    end(lab, run)
    whole = events(student, f"{path}/{run}/events")
    assert [name for name, _ in whole] == ["output", "output", "ended"]
    rest = events(student, f"{path}/{run}/events", {"Last-Event-ID": "1"})
    assert [data.get("text") for _, data in rest] == ["Oh\n", None]
    assert whole[-1][1] == ENDING


def test_who_follows_a_program_whose_place_was_taken_is_told(lab: Lab) -> None:
    student = lab.student()
    path = lab_of(student)
    first = start(student, path).json()["id"]
    logs = RunLogs(lab.service.settings.data)

    async def story() -> list[str]:
        follower = RunFollower(lab.service.sessions, logs, first, lambda: None)
        start(student, f"{path}?replace=true")
        return [event["event"] async for event in follower.follow()]

    assert asyncio.run(story()) == ["ended"]


def events(
    student: httpx.Client, path: str, headers: dict[str, str] | None = None
) -> list[tuple[str, dict[str, Any]]]:
    told, name = [], ""
    with student.stream("GET", path, headers=headers, timeout=30) as stream:
        for line in stream.iter_lines():
            field, _, value = line.partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                told.append((name, json.loads(value)))
    return told


def test_others_see_nothing_of_it_but_the_instructor_does(lab: Lab) -> None:
    student = lab.student()
    path = lab_of(student)
    run = f"{path}/{start(student, path).json()['id']}"
    other = lab.student("سارا")
    assert start(other, path).status_code == 404
    for address in (path, run, f"{run}/events"):
        assert other.get(address).status_code == 404
        assert lab.stranger().get(address).status_code == 401
    assert other.delete(run).status_code == 404
    assert lab.instructor().get(run).status_code == 200


def test_a_run_of_another_house_is_not_found(lab: Lab) -> None:
    student, other = lab.student(), lab.student("سارا")
    run = start(student, lab_of(student)).json()["id"]
    assert other.get(f"{lab_of(other)}/{run}").status_code == 404


def test_a_machine_carries_so_many_programs_and_no_more(lab: Lab) -> None:
    with lab.service.sessions.begin() as session:
        for number in range(lab.service.settings.runs):
            name = f"lab-{number}"
            session.add(LiveLab(id=name, exercise=name, speed=1.0, paused=False, created_at=utc_now()))
            session.flush()
            session.add(WantedRun(id=f"run-{number}", lab_id=name, created_at=utc_now()))
    student = lab.student()
    refused = start(student, lab_of(student))
    assert (refused.status_code, refused.json()["code"]) == (503, "too_many_runs")


def test_what_cannot_be_a_program_is_refused(lab: Lab) -> None:
    student = lab.student()
    path = lab_of(student)
    assert student.post(path, json={"files": {}}).json()["code"] == "nothing_submitted"
    assert student.post(path, json={"files": {"../a.py": ""}}).json()["code"] == "bad_file_name"


def test_a_program_may_come_as_a_form(lab: Lab) -> None:
    student = lab.student()
    files = {"files": ("main.py", b"print(1)")}
    answer = student.post(lab_of(student), files=files, headers={"Origin": lab.url})
    assert answer.status_code == 201


def test_nothing_is_started_in_a_house_that_is_away(lab: Lab) -> None:
    student = lab.student()
    path = lab_of(student)
    lab.house.connected = False
    refused = start(student, path)
    assert (refused.status_code, refused.json()["code"]) == (503, "house_away")
    assert student.get(path).json() is None
