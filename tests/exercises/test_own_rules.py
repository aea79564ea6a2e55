"""Operators that an exercise brings along in Python."""

import shutil
import sys

import pytest

from exercises.exercise import CATALOG, read_exercise
from exercises.rule import Rule
from simulator.mistakes import FileMistaken
from simulator.trace import Trace

FOLDER = CATALOG / "u4" / "motion-light"

EVEN = '''
from __future__ import annotations

from collections.abc import Mapping

from devices.text import Text
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.path import Path
from exercises.rulebook.telling import Moment


class SwitchedEvenly(Operator):
    """`switched_evenly: corridor_lamp.state`: it changes an even number of times."""

    keyword = "switched_evenly"
    shorthand = "of"
    sentences = {"odd": Text(en="It changed once too often, at {at}.", fa="ساعت {at} یک بار اضافه تغییر کرد.")}
    fields = {"odd": frozenset({"at"})}

    of: Path

    def names(self, parameters) -> Mapping[str, Text]:
        return {}

    def checks(self, question):
        changes = question.signal(self.of).times[1:]
        if len(changes) % 2 == 0:
            return [Check(0, question.end_ms, 1.0)]
        at = changes[-1]
        return [Check(0, question.end_ms, 0.0, Violation("odd", at, None, {"at": Moment(at)}))]


OPERATOR = SwitchedEvenly
'''

RULE = """
  - id: evenly
    switched_evenly: corridor_lamp.state
    weight: 10
    says: {en: The lamp is left as it was., fa: چراغ به وضع نخست برمی‌گردد.}
"""


@pytest.fixture
def folder(tmp_path):
    """A copy of the exercise with one more rule, whose operator the test writes."""
    copy = tmp_path / "motion-light"
    shutil.copytree(FOLDER, copy)
    file = copy / "exercise.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("\nlanes:", RULE + "\nlanes:"), encoding="utf-8")
    (copy / "rules").mkdir()
    return copy


def write(folder, code, name="switched_evenly"):
    (folder / "rules" / f"{name}.py").write_text(code, encoding="utf-8")


def mistake_in(folder):
    with pytest.raises(FileMistaken) as mistaken:
        read_exercise(folder)
    return mistaken.value.mistakes[0]


def test_a_rule_may_use_the_operator_of_its_folder(folder):
    write(folder, EVEN)
    exercise = read_exercise(folder)
    trace = Trace()
    for at_ms, state in ((0, "OFF"), (60_000, "ON")):
        trace.record(at_ms, "house", "corridor_lamp.state", state)
    trace.end_ms = exercise.duration_ms
    found = {finding.rule: finding for finding in exercise.evaluate(trace, {"off_after": 180})}
    assert found["evenly"].outcome == "violated"
    assert found["evenly"].says.en == "It changed once too often, at 00:01:00."
    assert found["evenly"].says.fa == "ساعت ۰۰:۰۱:۰۰ یک بار اضافه تغییر کرد."


def test_what_it_reads_is_looked_up_like_everything_else(folder):
    write(folder, EVEN)
    file = folder / "exercise.yaml"
    written = file.read_text(encoding="utf-8")
    file.write_text(
        written.replace("evenly: corridor_lamp.state", "evenly: corridor_lmp.state"), encoding="utf-8"
    )
    assert "did you mean corridor_lamp" in mistake_in(folder).wrong.en


def test_no_other_exercise_knows_it_and_nothing_is_left_behind(folder):
    write(folder, EVEN)
    path_before = list(sys.path)
    read_exercise(folder)
    assert "switched_evenly" not in Rule.model_fields
    assert sys.path == path_before
    assert [each.name for each in (folder / "rules").iterdir()] == ["switched_evenly.py"]


def test_what_was_changed_in_it_counts_at_once(folder):
    write(folder, EVEN)
    before = read_exercise(folder).rules[-1].operator.sentences["odd"].en
    write(folder, EVEN.replace("once too often", "an odd number of times"))
    assert read_exercise(folder).rules[-1].operator.sentences["odd"].en != before


def test_an_exercise_without_the_file_does_not_know_the_keyword(folder):
    assert "switched_evenly" in mistake_in(folder).field


@pytest.mark.parametrize(
    ("code", "line", "says"),
    [
        ("import os\n\n\ndef (", 4, "SyntaxError"),
        ("x = 1\ny = x / 0\n", 2, "ZeroDivisionError"),
        ("raise SystemExit(3)\n", 1, "SystemExit"),
        ("from nowhere_at_all import x\n", 1, "nowhere_at_all"),
        ("x = 1\n", None, "made from exercises.rulebook.operator.Operator"),
        (EVEN.replace('keyword = "switched_evenly"', 'keyword = "another"'), None, "keyword of its file"),
        (EVEN.replace('fields = {"odd"', 'fields = {"even"'), None, "sentences in both languages"),
    ],
)
def test_a_mistake_in_it_names_file_and_line(folder, code, line, says):
    write(folder, code)
    mistake = mistake_in(folder)
    assert mistake.file.endswith("rules/switched_evenly.py")
    assert mistake.line == line
    assert says in mistake.wrong.en
    assert mistake.wrong.fa


def test_it_may_not_take_the_keyword_of_an_operator_of_the_lab(folder):
    write(folder, EVEN, "response")
    assert "should be a new keyword" in mistake_in(folder).wrong.en
