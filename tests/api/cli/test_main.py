"""The command line as a whole: what is found, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import main as command_line
from exercises.sandbox.errors import BubblewrapMissing

FOLDER = Path(command_line.__file__).parent


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; sys.argv[0] = 'khaneh'; from api.cli.main import main; main()"
    command = [sys.executable, "-P", "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_every_file_of_the_folder_is_a_command_with_help():
    terminal = CliRunner()
    listed = terminal.invoke(command_line.app, ["--help"]).output
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "main", "console"}
    assert len(files) >= 6
    for name in files:
        assert name.replace("_", "-") in listed
        assert terminal.invoke(command_line.app, [name.replace("_", "-"), "--help"]).exit_code == 0


def test_a_mistake_of_the_person_is_one_sentence_and_1():
    done = run("run", "no-such-day")
    assert done.returncode == 1
    assert done.stderr.startswith("There is no file no-such-day")
    assert "Traceback" not in done.stderr


def test_the_sentence_is_in_the_language_of_the_terminal():
    assert run("run", "no-such-day", LANG="fa_IR.UTF-8").stderr.startswith("فایل no-such-day")
    assert run("run", "no-such-day", LANG="en_US.UTF-8", KHANEH_LANGUAGE="fa").stderr.startswith("فایل")


def test_wrong_usage_is_2():
    assert run("no-such-command").returncode == 2
    assert run("grade", "motion-light").returncode == 2


@pytest.mark.parametrize(
    ("failure", "status"),
    [(BubblewrapMissing(path="/usr/bin/bwrap"), 3), (ZeroDivisionError("never thought of"), 3)],
)
def test_a_failure_of_the_lab_is_told_as_such_and_3(monkeypatch, capsys, failure, status):
    def fail() -> None:
        raise failure

    monkeypatch.setattr(command_line, "app", fail)
    with pytest.raises(SystemExit) as left:
        command_line.main()
    assert left.value.code == status
    said = capsys.readouterr().err
    assert "bubblewrap" in said or "The lab itself failed" in said
