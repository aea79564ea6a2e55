"""`khaneh exercise`: begin one, and prove it fair."""

import json
import re

import pytest
from typer.testing import CliRunner

from api.cli.main import app, main


@pytest.fixture
def khaneh(monkeypatch, tmp_path):
    monkeypatch.setenv("KHANEH_DATA", str(tmp_path / "data"))
    return lambda *arguments: CliRunner().invoke(app, arguments)


@pytest.fixture
def begun(khaneh, tmp_path):
    done = khaneh("exercise", "new", "warm-bed", "--unit", "u2", "--catalog", str(tmp_path / "catalog"))
    assert done.exit_code == 0, done.output
    return tmp_path / "catalog" / "u2" / "warm-bed"


def test_new_writes_a_folder(begun):
    assert {"exercise.yaml", "text.en.md", "text.fa.md", "solution.py"} <= {
        file.name for file in begun.iterdir()
    }


@pytest.mark.confined
def test_check_as_json_says_what_is_not_proven(khaneh, begun):
    file = begun / "exercise.yaml"
    written = (
        file.read_text().replace("duration: 24h", "duration: 2h").replace("hidden_runs: 1", "hidden_runs: 0")
    )
    file.write_text(re.sub(r"  - \{file: solution.py.*\n", "", written))
    done = khaneh("exercise", "check", str(begun), "--json")
    assert done.exit_code == 1
    (checked,) = json.loads(done.stdout)["exercises"]
    assert (checked["id"], checked["ok"]) == ("warm-bed", False)
    assert checked["seconds"] > 0
    tried = {program["file"]: program["role"] for program in checked["programs"]}
    assert tried == {
        "wrong_does_nothing.py": "wrong",
        "does_nothing": "worthless",
        "only_connects": "worthless",
    }
    assert {"file", "score", "expected", "ok"} <= set(checked["programs"][0])
    assert any("solution" in complaint["en"] for complaint in checked["complaints"])


@pytest.mark.confined
def test_check_tells_what_it_tries_as_it_goes(khaneh, tmp_path):
    begun = khaneh(
        "exercise", "new", "own-rights", "--kind", "configuration", "--catalog", str(tmp_path / "catalog")
    )
    done = khaneh("exercise", "check", begun.stdout.strip())
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0].startswith("own-rights@1")
    assert "✓ solution (solution, proof): 100, expected 100" in lines[1]
    assert "own-rights: proven in" in lines[-1]


def test_an_unknown_kind_names_the_nearest(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("sys.argv", ["khaneh", "exercise", "new", "x", "--kind", "progam"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    assert "program" in capsys.readouterr().err


@pytest.mark.confined
def test_an_unknown_exercise_is_one_sentence(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("KHANEH_DATA", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["khaneh", "exercise", "check", "motion-lihgt"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    assert "motion-light" in capsys.readouterr().err


def test_schema_is_that_of_exercise_files(khaneh):
    done = khaneh("exercise", "schema")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["title"] == "Exercise"
