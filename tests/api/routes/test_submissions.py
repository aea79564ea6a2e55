"""Handing in: receipts, limits, idempotency, and who may see what."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime

import httpx
import pytest

from api.clock import utc_now
from api.services.grading import record_verdict
from devices.text import Text
from exercises.finding import Finding
from exercises.grading import GRADER_VERSION
from exercises.run_result import RunResult
from exercises.submission_refused import MOST_BYTES, MOST_FILES
from exercises.verdict import Verdict
from tests.api.running_lab import Lab

HAND_IN = "/api/exercises/motion-light/submissions"
PROGRAM = {"files": {"main.py": "print('سلام')\n"}}
SENTENCE = Text(en="Late.", fa="دیر.")
VERDICT = Verdict(
    exercise="motion-light",
    version=1,
    status="graded",
    score=70,
    trace_sha256="0" * 64,
    runs=(
        RunResult(seed=1, visibility="shown", score=80, trace_sha256="1" * 64),
        RunResult(seed=987654, visibility="hidden", score=60, trace_sha256="2" * 64),
    ),
    findings=(
        Finding(rule="lights", outcome="violated", points=1, of=2, asks=SENTENCE, says=SENTENCE, run=1),
    ),
)


def grade(lab: Lab, submission: str) -> None:
    record_verdict(lab.service.sessions, submission, GRADER_VERSION, 1, VERDICT, utc_now())


def test_receipt_has_number_place_and_the_servers_time(lab: Lab) -> None:
    before = utc_now()
    first, second = (lab.student(name).post(HAND_IN, json=PROGRAM) for name in ("مینا", "سارا"))
    assert (first.status_code, second.status_code) == (201, 201)
    assert (first.json()["place"], second.json()["place"]) == (1, 2)
    assert before <= datetime.fromisoformat(first.json()["received_at"]) <= utc_now()


def test_what_was_handed_in_is_kept_as_it_was(lab: Lab) -> None:
    student = lab.student()
    submission = student.post(HAND_IN, json=PROGRAM).json()["id"]
    shown = student.get(f"/api/submissions/{submission}").json()
    assert shown["files"] == PROGRAM["files"]
    assert (shown["status"], shown["place"], shown["verdict"]) == ("queued", 1, None)


def test_of_a_zip_file_its_files_are_shown_and_a_broken_one_stays_as_it_is(lab: Lab) -> None:
    student, packed = lab.student(), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("hw/main.py", "x = 1")
    shown = []
    for content in (packed.getvalue(), b"no zip"):
        files = [("files", ("hw.zip", content))]
        receipt = student.post(HAND_IN, files=files, headers={"Origin": lab.url}).json()
        shown.append(student.get(f"/api/submissions/{receipt['id']}").json()["files"])
    assert shown == [{"main.py": "x = 1"}, {"hw.zip": "no zip"}]


def test_files_may_come_as_a_form(lab: Lab) -> None:
    student = lab.student()
    files = [("files", ("main.py", b"import helper")), ("files", ("helper.py", b"x = 1"))]
    receipt = student.post(HAND_IN, files=files, headers={"Origin": lab.url})
    assert receipt.status_code == 201
    shown = student.get(f"/api/submissions/{receipt.json()['id']}").json()
    assert shown["files"] == {"main.py": "import helper", "helper.py": "x = 1"}


def test_a_double_click_is_one_submission(lab: Lab) -> None:
    student = lab.student()
    receipts = [student.post(HAND_IN, json=PROGRAM, headers={"Idempotency-Key": "k1"}) for _ in range(2)]
    assert receipts[0].json() == receipts[1].json()
    assert len(student.get("/api/submissions").json()) == 1
    other = student.post(HAND_IN, json={"files": {"main.py": "other"}}, headers={"Idempotency-Key": "k1"})
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    assert (
        lab.student("سارا").post(HAND_IN, json=PROGRAM, headers={"Idempotency-Key": "k1"}).status_code == 201
    )


@pytest.mark.parametrize(
    ("files", "status", "code"),
    [
        ({}, 422, "nothing_submitted"),
        ({"../main.py": "x"}, 422, "bad_file_name"),
        ({"/etc/passwd": "x"}, 422, "bad_file_name"),
        ({"a\x00.py": "x"}, 422, "bad_file_name"),
        ({"main": "x"}, 422, "bad_file_name"),
        ({f"f{n}.py": "x" for n in range(MOST_FILES + 1)}, 413, "too_many_files"),
        ({"main.py": "x" * (MOST_BYTES + 1)}, 413, "too_large"),
    ],
    ids=["none", "parent", "absolute", "nul", "no ending", "too many", "too large"],
)
def test_what_cannot_be_a_submission_is_refused_in_words(
    lab: Lab, files: dict[str, str], status: int, code: str
) -> None:
    student = lab.student()
    refused = student.post(HAND_IN, json={"files": files})
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert student.get("/api/submissions").json() == []


def test_persian_file_name_is_a_file_name(lab: Lab) -> None:
    assert lab.student().post(HAND_IN, json={"files": {"تمرین ۱.py": "x"}}).status_code == 201


@pytest.mark.parametrize("declared", [True, False], ids=["with a length", "in pieces"])
def test_huge_body_is_not_read_to_its_end(lab: Lab, declared: bool) -> None:
    huge = b" " * (MOST_BYTES + 2_000_000)
    content = huge if declared else iter([huge[:100_000]] * (len(huge) // 100_000))
    refused = lab.student().post(HAND_IN, content=content, headers={"Content-Type": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 422),
        (b'{"files": {"main.py": 3}}', "application/json", 422),
        (b'{"files": {"main.py": "x"}, "more": 1}', "application/json", 422),
        (b"print()", "text/x-python", 415),
        (b"nonsense", "multipart/form-data", 422),
        (b"nonsense", "multipart/form-data; boundary=x", 422),
    ],
)
def test_other_forms_are_refused(lab: Lab, content: bytes, kind: str, status: int) -> None:
    headers = {"Content-Type": kind, "Origin": lab.url}
    refused = lab.student().post(HAND_IN, content=content, headers=headers)
    assert refused.status_code == status, refused.text
    assert refused.headers["content-type"] == "application/problem+json"


def test_a_form_from_another_site_is_refused(lab: Lab) -> None:
    student = lab.student()
    files = {"files": ("main.py", b"x")}
    for headers in ({"Origin": "http://evil.example"}, {}):
        refused = student.post(HAND_IN, files=files, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "foreign_origin")
    json_too = student.post(HAND_IN, json=PROGRAM, headers={"Origin": "http://evil.example"})
    assert json_too.status_code == 403


def test_others_submissions_do_not_exist(lab: Lab) -> None:
    submission = lab.student("مینا").post(HAND_IN, json=PROGRAM).json()["id"]
    other = lab.student("سارا")
    for path in (f"/api/submissions/{submission}", f"/api/submissions/{submission}/events"):
        assert other.get(path).status_code == 404
    assert other.get("/api/submissions").json() == []
    assert lab.instructor().get(f"/api/submissions/{submission}").status_code == 200


def test_verdict_hides_from_students_what_hidden_runs_must_not_give_away(lab: Lab) -> None:
    student = lab.student()
    submission = student.post(HAND_IN, json=PROGRAM).json()["id"]
    grade(lab, submission)
    seen = student.get(f"/api/submissions/{submission}")
    assert seen.json()["verdict"]["score"] == 70
    assert "987654" not in seen.text
    assert seen.json()["verdict"]["findings"][0]["says"]["en"] != "Late."
    whole = lab.instructor().get(f"/api/submissions/{submission}").json()["verdict"]
    assert whole["runs"][1]["seed"] == 987654


def test_history_and_standing_show_the_score(lab: Lab) -> None:
    student = lab.student()
    graded = student.post(HAND_IN, json=PROGRAM).json()["id"]
    waiting = student.post(HAND_IN, json=PROGRAM).json()["id"]
    grade(lab, graded)
    history = student.get("/api/submissions", params={"exercise": "motion-light"}).json()
    assert [(each["id"], each["status"], each["score"]) for each in history] == [
        (waiting, "queued", None),
        (graded, "done", 70),
    ]
    assert student.get("/api/submissions", params={"exercise": "other"}).json() == []
    standing = student.get("/api/exercises/motion-light").json()
    assert (standing["attempts"], standing["best_score"]) == (2, 70)


def test_events_tell_the_place_and_end_with_the_verdict(lab: Lab) -> None:
    student = lab.student()
    submission = student.post(HAND_IN, json=PROGRAM).json()["id"]
    with student.stream("GET", f"/api/submissions/{submission}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        events = _events(stream)
        kind, data = next(events)
        assert (kind, data["status"], data["place"]) == ("progress", "queued", 1)
        grade(lab, submission)
        assert next(events) == ("done", {"status": "graded", "score": 70})
        assert list(events) == []


def _events(stream: httpx.Response):  # type: ignore[no-untyped-def]
    kind = ""
    for line in stream.iter_lines():
        if line.startswith("event:"):
            kind = line.partition(":")[2].strip()
        elif line.startswith("data:"):
            yield kind, json.loads(line.partition(":")[2])
