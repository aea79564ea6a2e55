"""Under other terms than the usual ones: a Check, and parameters that stand in the text alone."""

from __future__ import annotations

import pytest

from devices.text import Text
from exercises.checking import visible
from exercises.exercise import Exercise, load_exercise
from exercises.finding import Finding
from exercises.grading import Grader, Seed, Terms, grade_submission
from exercises.sandbox.choose import choose_sandbox
from exercises.verdict import Verdict
from simulator.trace import Trace

SAYS = Text(en="Said.", fa="گفته شد.")
SEEDS = (Seed(1), Seed(99, "hidden"))


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Grader:
    return Grader(choose_sandbox(), tmp_path_factory.mktemp("modules"))


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    """Motion light on its first hours, with its last rule hidden."""
    whole = load_exercise("motion-light")
    *others, last = whole.rules
    rules = (*others, last.model_copy(update={"visibility": "hidden"}))
    return whole.model_copy(update={"duration_ms": 3_600_000, "rules": rules})


def grade(grader: Grader, exercise: Exercise, program: str, terms: Terms, **more: object) -> Verdict:
    return grade_submission(
        exercise,
        {"main.py": program.encode()},
        student="sara",
        base="lab/sara",
        seeds=SEEDS,
        grader=grader,
        terms=terms,
        **more,
    )


@pytest.mark.confined
@pytest.mark.parametrize("in_text", [False, True])
def test_a_program_finds_its_parameters_unless_they_stand_in_the_text_alone(grader, exercise, in_text):
    program = "import os; print(sorted(name for name in os.environ if name.startswith('PARAM_')))"
    verdict = grade(grader, exercise, program, Terms(parameters_in_text=in_text))
    assert verdict.output.strip() == ("[]" if in_text else "['PARAM_OFF_AFTER']")


@pytest.mark.confined
def test_a_check_makes_the_public_runs_and_tells_of_visible_rules(grader, exercise):
    traces: list[Trace] = []
    verdict = grade(grader, exercise, "pass", Terms(is_check=True), keep=traces.append)
    assert [run.visibility for run in verdict.runs] == ["shown"]
    assert [finding.rule for finding in verdict.findings] == [rule.id for rule in exercise.rules[:-1]]
    assert sum(finding.of for finding in verdict.findings) == pytest.approx(100, abs=0.01)
    assert [trace.sha256() for trace in traces] == [run.trace_sha256 for run in verdict.runs]


def finding(rule: str, points: float, of: float, **more: object) -> Finding:
    return Finding(rule=rule, outcome="satisfied", points=points, of=of, asks=SAYS, says=SAYS, **more)


def test_what_is_visible_is_worth_a_hundred_together():
    found = (finding("a", 10, 20), finding("b", 20, 20), finding("c", 60, 60, visibility="hidden"))
    assert [(each.rule, each.points, each.of) for each in visible(found)] == [("a", 25, 50), ("b", 50, 50)]
    assert visible(found[2:]) == ()
