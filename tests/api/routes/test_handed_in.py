"""Looking at what was handed in: lists in pieces, traces, reports."""

from __future__ import annotations

import json

import httpx
import pytest

from api.clock import utc_now
from api.services.grading import record_outcome
from api.services.grading_task import Outcome
from api.services.traces import pack
from exercises.grading import GRADER_VERSION
from exercises.run_result import RunResult
from exercises.verdict import Verdict
from simulator.trace import Event, Trace
from tests.api.running_lab import Lab

HAND_IN = "/api/exercises/motion-light/submissions"
PROGRAM = {"files": {"main.py": "print('سلام')\n"}}
TRACE = Trace([Event(0, "house", "room.hall.light", 3.5), Event(9, "hidden", "lamp.fault", "stuck")])
VERDICT = Verdict(
    exercise="motion-light",
    version=1,
    status="graded",
    score=70,
    trace_sha256="",
    runs=(RunResult(seed=1, visibility="shown", score=70, trace_sha256=""),),
)


@pytest.fixture
def student(lab: Lab) -> httpx.Client:
    return lab.student()


def hand_in(student: httpx.Client, purpose: str = "submit") -> str:
    receipt = student.post(HAND_IN, json=PROGRAM, params={"purpose": purpose})
    assert receipt.status_code == 201, receipt.text
    return str(receipt.json()["id"])


def grade(lab: Lab, submission: str) -> None:
    outcome = Outcome(VERDICT, (pack(TRACE),))
    record_outcome(lab.service.sessions, submission, GRADER_VERSION, 1, outcome, utc_now())


def test_a_long_history_comes_in_pieces(lab: Lab, student: httpx.Client) -> None:
    newest, middle, oldest = reversed([hand_in(student, kind) for kind in ("submit", "check", "submit")])
    first = student.get("/api/submissions", params={"limit": 2})
    assert [each["id"] for each in first.json()] == [newest, middle]
    following = student.get(first.links["next"]["url"])
    assert [each["id"] for each in following.json()] == [oldest]
    assert "next" not in following.links
    checks = student.get("/api/submissions", params={"purpose": "check"}).json()
    assert [(each["id"], each["purpose"], each["outcome"]) for each in checks] == [(middle, "check", None)]


def test_one_submission_tells_what_was_made_of_it(lab: Lab, student: httpx.Client) -> None:
    submission = hand_in(student)
    grade(lab, submission)
    shown = student.get(f"/api/submissions/{submission}").json()
    assert (shown["purpose"], shown["assignment"], shown["student"]["name"]) == ("submit", None, "مینا")
    assert (shown["exercise_version"], shown["traces"], shown["right_answers"]) == (1, [0], None)
    (verdict,) = shown["verdicts"]
    assert (verdict["status"], verdict["score"], verdict["grader_version"]) == ("graded", 70, GRADER_VERSION)


def test_a_trace_is_one_event_a_line(lab: Lab, student: httpx.Client) -> None:
    submission = hand_in(student)
    early = student.get(f"/api/submissions/{submission}/trace")
    assert (early.status_code, early.json()["code"]) == (409, "not_graded_yet")
    grade(lab, submission)
    trace = student.get(f"/api/submissions/{submission}/trace")
    assert trace.headers["content-type"] == "application/x-ndjson"
    event = {"at_ms": 0, "source": "house", "path": "room.hall.light", "value": 3.5}
    assert [json.loads(line) for line in trace.text.splitlines()] == [event]
    whole = lab.instructor().get(f"/api/submissions/{submission}/trace", params={"run": 0})
    assert len(whole.text.splitlines()) == len(TRACE.events)


@pytest.mark.parametrize(
    ("chosen", "kind", "holds"),
    [
        ({}, "text/html; charset=utf-8", '<html lang="fa" dir="rtl"'),
        ({"language": "en"}, "text/html; charset=utf-8", '<html lang="en" dir="ltr"'),
        ({"format": "junit"}, "application/xml", "<testsuites"),
        ({"format": "gradescope", "language": "en"}, "application/json", '"score": 70'),
    ],
)
def test_a_verdict_can_be_had_in_forms_that_others_read(
    lab: Lab, student: httpx.Client, chosen: dict[str, str], kind: str, holds: str
) -> None:
    submission = hand_in(student)
    grade(lab, submission)
    report = student.get(f"/api/submissions/{submission}/report", params=chosen)
    assert (report.status_code, report.headers["content-type"]) == (200, kind)
    assert holds in report.text
    if kind.startswith("text/html"):
        assert "default-src 'none'" in report.headers["content-security-policy"]
