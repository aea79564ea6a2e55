"""`khaneh regrade`: a preview, then the new verdicts."""

from __future__ import annotations

import json
import shutil

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.clock import utc_now
from api.services.grading import record_verdict
from api.services.grading_task import Outcome
from api.services.regrading import Regraded
from api.services.verdict_changes import compare
from exercises.exercise import load_exercise
from exercises.grading import GRADER_VERSION
from exercises.verdict import Verdict
from tests.api.private_exercise import published

FIRST = Verdict(exercise="motion-light", version=1, status="graded", score=50, trace_sha256="")


@pytest.fixture
def khaneh(monkeypatch, lab):
    monkeypatch.setenv("KHANEH_DATA", str(lab.service.settings.data))
    return lambda *arguments: CliRunner().invoke(app, ["regrade", *(str(each) for each in arguments)])


@pytest.mark.confined
def test_nothing_is_given_without_apply_and_nothing_changes_twice(khaneh, lab, tmp_path):
    folder = tmp_path / "motion-light"
    shutil.copytree(load_exercise("motion-light").folder, folder)
    text = (folder / "exercise.yaml").read_text()
    (folder / "exercise.yaml").write_text(text.replace("duration: 24h", "duration: 10m"))
    student = lab.student()
    body = {"files": {"main.py": "print('hello')"}}
    submission = student.post("/api/exercises/motion-light/submissions", json=body).json()["id"]
    record_verdict(lab.service.sessions, submission, GRADER_VERSION, 1, FIRST, utc_now())

    def score() -> int:
        return student.get(f"/api/submissions/{submission}").json()["verdict"]["score"]

    preview = khaneh(folder, "--json")
    assert preview.exit_code == 0, preview.output
    document = json.loads(preview.stdout)
    (change,) = document["changes"]
    assert (document["looked_at"], document["applied"], document["finished"]) == (1, 0, True)
    assert (change["submission"], change["before"]["score"], change["after"]["score"]) == (submission, 50, 0)
    assert score() == 50

    applied = khaneh(folder, "--apply", "--class", lab.welcome.class_code)
    assert applied.exit_code == 0, applied.output
    assert "1 of 1" in applied.stdout
    assert score() == 0
    assert json.loads(khaneh(folder, "--json").stdout)["changes"] == []


def test_without_a_lab_it_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("KHANEH_DATA", str(tmp_path / "nothing"))
    done = CliRunner().invoke(app, ["regrade", "motion-light"])
    assert done.exception.code == "no_lab_yet"


def test_an_interruption_keeps_what_was_given(khaneh, lab, monkeypatch):
    student = lab.student()
    for number in range(2):
        body = {"files": {"main.py": f"print({number})"}}
        submission = student.post("/api/exercises/motion-light/submissions", json=body).json()["id"]
        record_verdict(lab.service.sessions, submission, GRADER_VERSION, 1, FIRST, utc_now())

    def until_interrupted(_desk, _exercise, submissions):
        other = FIRST.model_copy(update={"score": 3})
        yield Regraded(submissions[0], compare(FIRST, other), Outcome(other))
        raise KeyboardInterrupt

    monkeypatch.setattr("api.regrading_desk.RegradingDesk.regrade", until_interrupted)
    done = khaneh("motion-light", "--apply", "--json")
    assert done.exit_code == 130
    document = json.loads(done.stdout)
    assert (document["looked_at"], document["applied"], document["finished"]) == (2, 1, False)
    assert sorted(each["score"] for each in student.get("/api/submissions").json()) == [3, 50]


def test_a_private_exercise_is_named_by_its_id(khaneh, lab):
    with lab.service.sessions.begin() as session:
        published(session)
    shown = khaneh("hut-lamp", "--json")
    assert shown.exit_code == 0, shown.output
    assert json.loads(shown.stdout)["exercise"] == "hut-lamp"
    assert khaneh("hat-lamp").exit_code == 1
