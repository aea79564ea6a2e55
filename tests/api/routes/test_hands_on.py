"""Exercises that are done by hand in the live house: the house itself is handed in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.clock import utc_now
from api.services.catalogue import Shipped
from api.services.graders import installed_grade
from api.services.grading import Grading
from api.services.labs import lab_id
from exercises.exercise import Exercise, read_exercise
from exercises.grading import GRADER_VERSION, Grader, Seed
from exercises.proving.workbench import workbench
from exercises.sandbox.unconfined import UnconfinedSandbox
from exercises.scaffold import new_exercise
from exercises.submission import read_submission
from tests.api.running_lab import Lab

PROGRAM = {"files": {"main.py": "print()"}}


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    return read_exercise(new_exercise("by-hand", "u1", tmp_path_factory.mktemp("catalog"), "hands_on"))


@pytest.fixture(scope="module")
def shipped(exercise: Exercise) -> Shipped:
    return Shipped(lambda: [exercise])


@pytest.fixture
def grader(tmp_path: Path) -> Grader:
    return Grader(UnconfinedSandbox(), tmp_path)  # nothing is run in it


def live(lab: Lab, exercise: Exercise, grader: Grader, student: str) -> str:
    """The student's house, in which the exercise has been done as its proof does it; its id."""
    bench = workbench(exercise, grader, (Seed(1),), 0)
    solution = read_submission(exercise.folder / "solution.jsonl")
    ((_, content),) = bench.prepare(exercise, solution, student, student).items()
    name = lab_id(lab.service.secret, student, exercise.id)
    folder = lab.service.settings.data / "recordings"
    folder.mkdir(exist_ok=True)
    later = json.dumps({"at_ms": exercise.duration_ms + 1, "trace_sha256": "after the end"})
    (folder / f"{name}.jsonl").write_bytes(content.rstrip() + f"\n{later}\n".encode())
    return name


def test_what_was_done_by_hand_is_graded_by_living_through_it_again(
    lab: Lab, exercise: Exercise, grader: Grader
) -> None:
    student = lab.student()
    me = student.get("/api/session").json()["user"]["id"]
    house = student.post("/api/labs", json={"exercise": exercise.id}).json()["id"]
    nothing = student.post(f"/api/labs/{house}/submissions", headers={"Origin": lab.url})
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_recorded")

    assert live(lab, exercise, grader, me) == house
    headers = {"Origin": lab.url, "Idempotency-Key": "a double click"}
    receipts = [student.post(f"/api/labs/{house}/submissions", headers=headers) for _ in range(2)]
    assert [receipt.status_code for receipt in receipts] == [201, 201]
    assert receipts[0].json()["id"] == receipts[1].json()["id"]

    submission = receipts[0].json()["id"]
    grade = installed_grade(lab.service.secret, grader, lab.service.catalogue)
    Grading(lab.service.sessions, grade, utc_now).perform(submission, GRADER_VERSION, 1)
    shown = student.get(f"/api/submissions/{submission}").json()
    assert (shown["verdict"]["status"], shown["verdict"]["score"]) == ("graded", 100), shown["verdict"]
    assert list(shown["files"]) == ["house.jsonl"]
    assert "after the end" not in shown["files"]["house.jsonl"]
    assert shown["traces"] == [0]


def test_files_could_be_made_up_so_none_are_taken(lab: Lab, exercise: Exercise) -> None:
    refused = lab.student().post(f"/api/exercises/{exercise.id}/submissions", json=PROGRAM)
    assert (refused.status_code, refused.json()["code"]) == (409, "done_by_hand")
