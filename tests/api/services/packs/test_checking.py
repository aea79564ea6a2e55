"""Whatever an author writes, the answer is what is wrong with it, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.services.packs.checking import check_files
from simulator.mistakes import Mistake
from tests.api.private_exercise import hut_lamp

# (file, what is replaced, by what, the line, the field, what the sentence must hold)
MISTAKES = [
    ("exercise.yaml", "weight: 55", "weight: heavy", 28, "rules.0.weight", "a number"),
    ("exercise.yaml", "scenario: hut.yaml", "scenario: hat.yaml", 20, "scenario", "unknown"),
    ("exercise.yaml", "scenario: hut.yaml", "scenario: /etc/hostname", 20, "scenario", "unknown"),
    ("exercise.yaml", "[paho-mqtt]", "[paho-mqt]", 41, "allowed_modules.0", "not installed"),
    ("exercise.yaml", "stays off until", "{stays} off until", 37, "rules.1.says", "{places}"),
    ("exercise.yaml", "روشن است.", "روشن است ك.", 29, "rules.0.says", "Arabic"),
    ("exercise.yaml", "file: solution.py", "file: answer.py", 44, "proof.0.file", "answer.py"),
    ("exercise.yaml", "hidden_runs: 1", "hidden_runs: 900", 23, "hidden_runs", "at most 20"),
    ("exercise.yaml", "duration: 5m", "duration: 900h", 21, "duration", "at most 31 days"),
    ("exercise.yaml", "id: hut-lamp", "id: hat-lamp", 1, "id", "hut-lamp"),
    ("exercise.yaml", "id: hut-lamp", f"id: {'[' * 60}", None, "", "nests too deeply"),
    ("exercise.yaml", "id: hut-lamp", "id: &a [" + "*a, " * 30, None, "", "repeats"),
    ("exercise.yaml", "id: hut-lamp", "? [a]\n: b", 1, "id", "required"),
    ("hut.yaml", "area_m2: 10", "area_m2: -1", 5, "house.rooms.hall.area_m2", "more than 0"),
    ("text.en.md", "$after seconds", "$5", None, "", "$$"),
    ("starter.py", "$after", "$", None, "", "$$"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "line", "field", "hint"), MISTAKES)
def test_a_mistake_is_told_by_file_line_and_field(
    file: str, right: str, wrong: str, line: int | None, field: str, hint: str
) -> None:
    files = hut_lamp()
    text = files[file].decode()
    assert right in text
    mistake = first(check_files({**files, file: text.replace(right, wrong, 1).encode()}, "hut-lamp").mistakes)
    assert (mistake.line, mistake.field) == (line, field)
    assert mistake.file.split(".")[0] == file.split(".")[0]
    assert hint in mistake.wrong.en
    assert not mistake.wrong.en.endswith("."), "the sentence around it has a full stop of its own"


def test_an_exercise_without_mistakes_says_what_it_is() -> None:
    checked = check_files(hut_lamp(version=3), "hut-lamp")
    assert (checked.id, checked.version, list(checked.mistakes)) == ("hut-lamp", 3, [])


@pytest.mark.parametrize(
    "name", ["../exercise.yaml", "/etc/hosts", "a\\b", "a/../b", "", "چراغ.py", "x" * 130]
)
def test_a_name_that_leads_elsewhere_is_no_files_name(name: str) -> None:
    (mistake,) = check_files({**hut_lamp(), name: b""}).mistakes
    assert (mistake.file, "a file's name has" in mistake.wrong.en) == (name, True)


@pytest.mark.parametrize(
    "files", [{}, {"exercise.yaml": b"\xff"}, {"exercise.yaml": b""}, {"exercise.yaml/x": b""}]
)
def test_what_is_no_exercise_is_told_so(files: dict[str, bytes]) -> None:
    assert first(check_files(files).mistakes).file == "exercise.yaml"


def test_code_for_the_grader_itself_is_refused_and_not_run(tmp_path: Path) -> None:
    trap = tmp_path / "sprung"
    code = f"open({str(trap)!r}, 'w')".encode()
    for name in ("rules/own.py", "RULES/own.py", "rules/deep/own.py"):
        assert "unconfined" in first(check_files({**hut_lamp(), name: code}).mistakes).wrong.en
    assert not trap.exists()


def first(mistakes: object) -> Mistake:
    assert isinstance(mistakes, list)
    assert mistakes, "a mistake should have been found"
    assert isinstance(mistakes[0], Mistake)
    return mistakes[0]
