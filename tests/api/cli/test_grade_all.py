"""`khaneh grade-all`: a class with everything in it that a class can hand in."""

from __future__ import annotations

import csv
import importlib
import json
import shutil
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.grading.class_run import collect
from api.cli.main import app
from api.services.class_grading import ClassJob, HandedIn, grade_class
from api.settings import Settings
from exercises.exercise import load_exercise
from exercises.grading import Seed
from exercises.reports.language import Language

pytestmark = pytest.mark.confined

SHORT = "import sys\nsys.exit('enough')\n"


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exercise of one short run, so that a class is graded quickly."""
    folder = tmp_path_factory.mktemp("exercise") / "motion-light"
    shutil.copytree(load_exercise("motion-light").folder, folder)
    file = folder / "exercise.yaml"
    file.write_text(
        file.read_text().replace("duration: 24h", "duration: 10m").replace("hidden_runs: 1", "hidden_runs: 0")
    )
    return folder


@pytest.fixture
def khaneh(monkeypatch, tmp_path):
    monkeypatch.setenv("KHANEH_DATA", str(tmp_path / "data"))
    return lambda *arguments: CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture
def homework(tmp_path: Path) -> Path:
    folder = tmp_path / "homework"
    (folder / "folder").mkdir(parents=True)
    (folder / "folder" / "main.py").write_text(SHORT)
    (folder / "file.py").write_text(SHORT)
    (folder / "سارا احمدی.py").write_text("print('hello')")
    (folder / "empty.py").write_text("")
    (folder / "link.py").symlink_to(folder / "file.py")
    (folder / "twice.py").write_text(SHORT)
    with zipfile.ZipFile(folder / "twice.zip", "w") as archive:
        archive.writestr("main.py", SHORT)
    with zipfile.ZipFile(folder / "slip.zip", "w") as archive:
        archive.writestr("../../evil.py", SHORT)
    (folder / "=formula.py").write_text("while True print('x')")
    (folder / ".DS_Store").write_text("")
    return folder


def test_each_gets_a_verdict_and_none_ends_the_rest(khaneh, short, homework, tmp_path):
    grades, reports = homework / "grades.csv", homework / "feedback"
    done = khaneh("grade-all", short, homework, "--jobs", 2, "--csv", grades, "--reports", reports, "--json")
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    assert document["finished"]
    outcomes = {
        each["student"]: (each["status"], (each["reason"] or {}).get("code"))
        for each in document["submissions"]
    }
    assert outcomes == {
        "=formula": ("student_error", "syntax_error"),
        "empty": ("invalid", "empty_program"),
        "file": ("student_error", "program_ended"),
        "folder": ("student_error", "program_ended"),
        "link": ("invalid", "link_submitted"),
        "slip": ("invalid", "unsafe_file_name"),
        "twice": ("invalid", "several_submissions"),
        "سارا احمدی": ("graded", "program_ended"),
    }
    assert list(outcomes) == sorted(outcomes), "the table is in order, however long each took"
    assert {file.name for file in reports.glob("*.html")} == {f"{student}.html" for student in outcomes}
    together = json.loads((reports / "file.json").read_text())
    alone = json.loads(khaneh("grade", short, homework / "file.py", "--student", "file", "--json").stdout)
    assert {**together, "wall_s": 0} == {**alone, "wall_s": 0}, "each gets what grading it alone gives"
    lines = list(csv.DictReader(grades.read_text(encoding="utf-8-sig").splitlines()))
    assert [line["student"] for line in lines] == ["'=formula", *sorted(outcomes)[1:]]


def test_an_empty_folder_is_the_inputs_fault(khaneh, short, tmp_path):
    done = khaneh("grade-all", short, tmp_path)
    assert done.exit_code == 1
    assert done.exception.code == "nothing_handed_in"


def test_an_interruption_keeps_what_is_done_and_begins_nothing_more(short, tmp_path):
    submissions = [HandedIn(f"student{number}", (tmp_path / f"{number}.py",)) for number in range(40)]
    job = ClassJob(Settings(data=tmp_path / "data"), str(short), ())

    def until_interrupted():
        with closing(grade_class(job, submissions, 1)) as coming:
            yield next(coming)
            raise KeyboardInterrupt

    graded, finished = collect(until_interrupted(), len(submissions), Language("en"), quiet=True)
    assert not finished
    assert [each.verdict.status for each in graded] == ["infrastructure"], (
        "a file that is gone is nobody's fault"
    )


def test_a_process_that_dies_ends_nothing_but_its_own_submission(short, tmp_path, monkeypatch):
    (tmp_path / "a.py").write_text(SHORT)
    submissions = [HandedIn(name, (tmp_path / "a.py",)) for name in ("one", DEADLY, "two")]
    (tmp_path / "dies_on_one.py").write_text(DIES_ON_ONE)
    monkeypatch.syspath_prepend(tmp_path)  # where the new processes look for it, too
    grade = importlib.import_module("dies_on_one").grade
    monkeypatch.setattr("api.services.class_grading.grade_student", grade)
    job = ClassJob(Settings(data=tmp_path / "data"), str(short), (Seed(1),))
    with closing(grade_class(job, submissions, 1)) as coming:
        outcomes = {each.student: each.verdict.status for each in coming}
    assert outcomes == {"one": "student_error", DEADLY: "infrastructure", "two": "student_error"}


DEADLY = "deadly"
DIES_ON_ONE = f"""
import os
from api.services.class_grading import grade_student

def grade(job, submission):
    if submission.student == {DEADLY!r}:
        os._exit(1)
    return grade_student(job, submission)
"""
