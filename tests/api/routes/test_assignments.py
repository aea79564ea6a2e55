"""From giving an assignment to handing in for it, over HTTP."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from api.clock import utc_now
from tests.api.private_exercise import published
from tests.api.running_lab import Lab

EXERCISE = "motion-light"
PROGRAM = {"files": {"main.py": "print('سلام')\n"}}


@pytest.fixture
def teacher(lab: Lab) -> httpx.Client:
    """One who teaches the class that `lab.student()` is in."""
    return lab.instructor()


def assignments_of_class(teacher: httpx.Client) -> str:
    (classroom,) = teacher.get("/api/classes").json()
    return f"/api/classes/{classroom['id']}/assignments"


def give(teacher: httpx.Client, **fields: object) -> dict:  # type: ignore[type-arg]
    answer = teacher.post(assignments_of_class(teacher), json={"exercise": EXERCISE, **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


def hand_in(student: httpx.Client, **query: str) -> httpx.Response:
    return student.post(f"/api/exercises/{EXERCISE}/submissions", params=query, json=PROGRAM)


def test_a_student_finds_what_was_given_and_the_receipt_says_what_it_counts_for(
    lab: Lab, teacher: httpx.Client
) -> None:
    student = lab.student()
    assert hand_in(student).json()["assignment"] is None, "nothing is given yet: it is practice"
    given = give(teacher, due_at="1480/01/01 12:00", attempts=2, checks=5, penalty_percent=10)
    assert given["title"]["fa"]
    assert given["due_at"] == "2101-03-21T08:30:00Z"
    receipt = hand_in(student).json()
    assert (receipt["assignment"], receipt["purpose"]) == (given["id"], "submit")
    assert receipt["number"] >= 2
    check = hand_in(student, purpose="check", assignment=given["id"]).json()
    assert (check["assignment"], check["purpose"]) == (given["id"], "check")
    (own,) = student.get("/api/assignments").json()
    assert (own["id"], own["phase"], own["due_at"]) == (given["id"], "open", given["due_at"])
    assert (own["attempts"], own["attempts_left"]) == (2, 1)
    assert (own["checks"], own["checks_left"]) == (5, 4)


def test_what_is_not_accepted_is_refused_with_its_reason(lab: Lab, teacher: httpx.Client) -> None:
    student = lab.student()
    given = give(teacher, attempts=1)
    assert hand_in(student).status_code == 201
    refused = hand_in(student)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_attempts_left")
    past = (utc_now() - timedelta(hours=1)).isoformat()
    assert teacher.patch(f"/api/assignments/{given['id']}", json={"closes_at": past}).status_code == 200
    refused = hand_in(student, assignment=given["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "assignment_closed")
    assert hand_in(student, assignment="nonsense").status_code == 404
    assert hand_in(student, purpose="other").status_code == 422


def test_a_change_names_what_it_changes_and_wrong_times_are_refused(teacher: httpx.Client) -> None:
    given = give(teacher, attempts=3, due_at="2026-12-01 12:00")
    changed = teacher.patch(f"/api/assignments/{given['id']}", json={"attempts": None, "counts": "last"})
    assert changed.status_code == 200
    assert changed.json() == {**given, "attempts": None, "counts": "last"}
    wrong = teacher.patch(f"/api/assignments/{given['id']}", json={"closes_at": "2026-11-01"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "times_out_of_order")
    assert teacher.get(f"/api/assignments/{given['id']}").json() == changed.json()


def test_what_makes_no_sense_is_refused_in_words(teacher: httpx.Client) -> None:
    for fields in (
        {"due_at": "soon"},
        {"due_at": 10**11},
        {"due_at": "9999-12-31T23:59:59Z"},
        {"attempts": 0},
        {"penalty_percent": 101},
        {"counts": "worst"},
        {"counts": None},
        {"exercise": "nonsense"},
        {"student": "x"},
        {"mode": "exam", "hints": True},
    ):
        wrong = teacher.post(assignments_of_class(teacher), json={"exercise": EXERCISE, **fields})
        assert wrong.status_code == 422, f"{fields}: {wrong.text}"
        assert wrong.json()["says"]["fa"]


def test_what_is_removed_is_gone_for_students_and_can_be_put_back(lab: Lab, teacher: httpx.Client) -> None:
    student, given = lab.student(), give(teacher)
    assert teacher.delete(f"/api/assignments/{given['id']}").status_code == 204
    assert student.get("/api/assignments").json() == []
    assert teacher.get(assignments_of_class(teacher)).json() == []
    (removed,) = teacher.get(assignments_of_class(teacher), params={"removed": True}).json()
    assert removed["removed_at"]
    back = teacher.post(f"/api/assignments/{given['id']}/restore", headers={"Origin": lab.url})
    assert back.json() == given
    assert len(student.get("/api/assignments").json()) == 1


def test_an_exam_begins_when_it_is_started_and_shows_no_hints(lab: Lab, teacher: httpx.Client) -> None:
    student, exam = lab.student(), give(teacher, mode="exam", attempts=1)
    before = student.get(f"/api/exercises/{EXERCISE}").json()
    assert before["hints"]
    assert (before["hints_allowed"], before["parameters_in_text"], before["assignments"]) == (True, False, [])
    assert student.get("/api/assignments").json() == []
    assert hand_in(student, assignment=exam["id"]).status_code == 404

    path = f"/api/assignments/{exam['id']}"
    assert teacher.post(f"{path}/start", json={"minutes": 45}).json()["phase"] == "open"
    again = teacher.post(f"{path}/start", json={"minutes": 45})
    assert (again.status_code, again.json()["code"]) == (409, "started_already")

    during = student.get(f"/api/exercises/{EXERCISE}").json()
    assert (during["hints"], during["hints_allowed"], during["parameters_in_text"]) == ([], False, True)
    assert [each["id"] for each in during["assignments"]] == [exam["id"]]
    assert [hand_in(student, purpose="check").status_code for _ in range(4)] == [201, 201, 201, 409]


def test_an_extension_is_given_taken_back_and_given_again(lab: Lab, teacher: httpx.Client) -> None:
    student = lab.student()
    student_id = student.get("/api/session").json()["user"]["id"]
    given = give(teacher, due_at="2030-01-01T12:00:00Z")
    extensions = f"/api/assignments/{given['id']}/extensions"

    def due() -> str:
        (own,) = student.get("/api/assignments").json()
        return str(own["due_at"])

    body = {"student": student_id, "more_minutes": 30, "reason": "بیماری"}
    extension = teacher.post(extensions, json=body)
    assert extension.status_code == 201
    assert due() == "2030-01-01T12:30:00Z"
    number = extension.json()["number"]
    assert teacher.delete(f"{extensions}/{number}").status_code == 204
    assert due() == "2030-01-01T12:00:00Z"
    assert teacher.get(extensions).json()[0]["removed_at"]
    back = teacher.post(f"{extensions}/{number}/restore", headers={"Origin": lab.url})
    assert back.json() == extension.json()
    assert due() == "2030-01-01T12:30:00Z"
    nothing = teacher.post(extensions, json={"student": student_id})
    assert (nothing.status_code, nothing.json()["code"]) == (422, "nothing_given")


def test_a_private_exercise_is_there_while_it_is_given(lab: Lab, teacher: httpx.Client) -> None:
    with lab.service.sessions.begin() as session:
        published(session)
    student = lab.student()
    hand_in_private = "/api/exercises/hut-lamp/submissions"

    def there() -> list[bool]:
        listed = "hut-lamp" in [each["id"] for each in student.get("/api/exercises").json()]
        shown = student.get("/api/exercises/hut-lamp").status_code == 200
        draft = student.get("/api/exercises/hut-lamp/draft").status_code == 200
        return [listed, shown, draft]

    assert there() == [False] * 3
    assert student.post(hand_in_private, json=PROGRAM).status_code == 404
    given = give(teacher, exercise="hut-lamp")
    assert there() == [True] * 3
    assert student.post(hand_in_private, json=PROGRAM).json()["assignment"] == given["id"]
    teacher.delete(f"/api/assignments/{given['id']}")
    assert there() == [False] * 3


def test_a_draft_is_kept_by_revision(lab: Lab) -> None:
    student, draft = lab.student(), f"/api/exercises/{EXERCISE}/draft"
    assert student.get(draft).json() == {"files": {}, "revision": 0, "saved_at": None}
    saved = student.put(draft, json={**PROGRAM, "revision": 0})
    assert saved.status_code == 200, saved.text
    assert student.get(draft).json() == saved.json()
    assert (saved.json()["files"], saved.json()["revision"]) == (PROGRAM["files"], 1)
    again = student.put(draft, json={**PROGRAM, "revision": 0})
    assert (again.status_code, again.json()["code"], again.json()["fields"]) == (
        409,
        "draft_changed",
        {"revision": 1},
    )
