"""`khaneh grade`: one submission, and its verdict in every form."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import jsonschema_rs
import pytest
from typer.testing import CliRunner

from api.cli.main import app
from exercises.exercise import load_exercise
from exercises.reports.schema import verdict_schema

FOLDER = load_exercise("motion-light").folder
SHORT = "import sys\nsys.exit('enough')\n"


@pytest.fixture
def khaneh(monkeypatch, tmp_path):
    monkeypatch.setenv("KHANEH_DATA", str(tmp_path / "data"))
    return lambda *arguments: CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture
def program(tmp_path: Path) -> Path:
    file = tmp_path / "hw.py"
    file.write_text(SHORT)
    return file


@pytest.mark.confined
def test_the_verdict_as_json_is_as_the_published_schema_says(khaneh, program):
    done = khaneh("grade", "motion-light", program, "--json", "--seed", 1)
    assert done.exit_code == 0, "a failing grade is what was asked for"
    verdict = json.loads(done.stdout)
    jsonschema_rs.validator_for(verdict_schema()).validate(verdict)
    assert (verdict["status"], verdict["format"], verdict["implementation"]) == (
        "student_error",
        1,
        "CPython",
    )
    assert verdict["runs"][0]["seed"] == 1


def test_the_schema_is_printed_without_anything_to_grade(khaneh):
    done = khaneh("grade", "--schema")
    assert (done.exit_code, json.loads(done.stdout)) == (0, verdict_schema())


@pytest.mark.confined
def test_every_form_is_written_and_hides_what_is_hidden(khaneh, program, tmp_path):
    html, junit, gradescope = (tmp_path / name for name in ("v.html", "v.xml", "v.json"))
    forms = ("--report", html, "--junit", junit, "--gradescope", gradescope)
    done = khaneh("grade", "motion-light", program, *forms, "--student", "سارا احمدی", "--json")
    assert done.exit_code == 0, done.output
    (hidden,) = [run["seed"] for run in json.loads(done.stdout)["runs"] if run["visibility"] == "hidden"]
    assert "سارا احمدی" in html.read_text()
    assert ElementTree.parse(junit).getroot().tag == "testsuites"
    assert json.loads(gradescope.read_text())["score"] == 0
    for file in (html, junit, gradescope):
        assert str(hidden) not in file.read_text()


@pytest.mark.confined
def test_the_language_is_as_asked(khaneh, program):
    assert "از ۱۰۰" in khaneh("grade", "motion-light", program, "--seed", 1, "--lang", "fa").stdout
    assert "of 100" in khaneh("grade", "motion-light", program, "--seed", 1, "--lang", "en").stdout
    assert khaneh("grade", "motion-light", program, "--lang", "de").exit_code == 2


@pytest.mark.confined
def test_a_zip_file_gets_the_verdict_of_what_is_in_it(khaneh, program, tmp_path):
    packed = tmp_path / "hw.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(program, "folder/hw.py")
    verdicts = [
        json.loads(khaneh("grade", "motion-light", each, "--json", "--seed", 1).stdout)
        for each in (program, packed)
    ]
    for verdict in verdicts:
        del verdict["wall_s"]
    assert verdicts[0] == verdicts[1]


@pytest.mark.confined
def test_a_broken_zip_file_is_a_verdict_too(khaneh, tmp_path):
    (tmp_path / "hw.zip").write_bytes(b"no zip at all")
    done = khaneh("grade", "motion-light", tmp_path / "hw.zip", "--json")
    verdict = json.loads(done.stdout)
    assert (done.exit_code, verdict["status"], verdict["reason"]["code"]) == (
        0,
        "invalid",
        "archive_unreadable",
    )


@pytest.mark.confined
def test_repeated_gradings_that_agree_are_stable(khaneh, program):
    verdict = json.loads(
        khaneh("grade", "motion-light", program, "--json", "--seed", 1, "--repeat", 2).stdout
    )
    assert (verdict["unstable"], verdict["remarks"]) == (False, [])


@pytest.mark.confined
def test_a_report_that_cannot_be_written_is_said(khaneh, program, tmp_path):
    done = khaneh("grade", "motion-light", program, "--seed", 1, "--report", tmp_path / "none" / "v.html")
    assert done.exit_code == 1
    assert done.exception.code == "file_unwritable"
    assert "of 100" in done.stdout, "the verdict is not lost with it"
