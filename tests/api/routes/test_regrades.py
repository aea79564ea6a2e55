"""Regrading an assignment over HTTP, as its teacher does it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from api.clock import utc_now
from api.services.grading_task import Outcome
from api.services.regrades.applying import give_applied
from api.services.regrades.grading import Regrading
from api.services.sessions import open_session
from api.store.regrades import RegradedSubmission
from tests.api.running_lab import Lab
from tests.api.school import school_of, verdict_of

BEFORE = {"مینا": 50, "سارا": 60, "رضا": 70}
AFTER = [50, 65, 40]


@pytest.fixture
def handed_in(lab: Lab) -> tuple[str, str]:
    """A class whose assignment is graded: the token of its teacher, and the assignment."""
    with school_of(lab) as school:
        assignment = school.assignment()
        for name, score in BEFORE.items():
            school.hand_in(school.student(name), assignment, score)
        return open_session(school.session, school.teacher, utc_now()), assignment.id


def test_a_teacher_sees_what_would_change_before_it_does(lab: Lab, handed_in: tuple[str, str]) -> None:
    token, assignment = handed_in
    teacher = lab.stranger()
    teacher.headers["Authorization"] = f"Bearer {token}"
    begun = teacher.post(f"/api/assignments/{assignment}/regrades")
    assert begun.status_code == 201, begun.text
    regrade = f"/api/regrades/{begun.json()['id']}"
    assert (begun.json()["state"], begun.json()["total"], begun.json()["graded"]) == ("grading", 3, 0)
    early = teacher.post(f"{regrade}/apply")
    assert (early.status_code, early.json()["code"]) == (409, "regrade_not_ready")

    scores = iter(AFTER)
    regrading = Regrading(lab.service.sessions, lambda *_: Outcome(verdict_of(next(scores))))
    with lab.service.sessions() as session:
        rows = session.scalars(
            select(RegradedSubmission).order_by(RegradedSubmission.submission_number)
        ).all()
    for row in rows:
        regrading.perform(row.regrade_id, row.submission_number, row.attempt)

    shown = teacher.get(regrade).json()
    assert (shown["state"], shown["graded"], shown["changed"], shown["failed"]) == ("ready", 3, 2, 0)
    first = teacher.get(f"{regrade}/changes", params={"limit": 1})
    (change,) = first.json()
    assert (change["student"]["name"], change["before"]["score"], change["after"]["score"]) == (
        "سارا",
        60,
        65,
    )
    assert change["reasons"][0]["fa"], "why it is another is said in both languages"
    (following,) = teacher.get(first.links["next"]["url"]).json()
    assert following["student"]["name"] == "رضا"

    assert teacher.post(f"{regrade}/apply").json()["state"] == "applying"
    give_applied(lab.service.sessions, utc_now())
    assert teacher.get(regrade).json()["applied"] == 2
    again = teacher.delete(regrade)
    assert (again.status_code, again.json()["code"]) == (409, "regrade_decided")
    (listed,) = teacher.get(f"/api/assignments/{assignment}/regrades").json()
    assert listed["state"] == "applied"
    seen = teacher.get(f"/api/submissions/{change['submission']}").json()
    assert ([each["score"] for each in seen["verdicts"]], seen["verdict"]["score"]) == ([60, 65], 65)
