"""Points of a run, shared between rules and what else is judged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.text import Text
from exercises.evaluation import score
from exercises.exercise import load_exercise
from exercises.shares import with_shares
from exercises.verdict import Finding

RULES = load_exercise("motion-light").rules
NOTHING = Text(en="", fa="")


def found(name, points, of):
    return Finding(rule=name, outcome="satisfied", points=points, of=of, asks=NOTHING, says=NOTHING)


def all_right(points):
    return found("question", round(points, 3), round(points, 3))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=20))
def test_whoever_is_right_everywhere_has_a_hundred(weights):
    findings = with_shares((), (), [(weight, all_right) for weight in weights])
    assert score(findings) == 100


def test_rules_and_questions_are_worth_a_hundred_together():
    by_rules = [found(rule.id, rule.weight, rule.weight) for rule in RULES]
    findings = with_shares(RULES, by_rules, [(100, all_right)])
    assert [finding.rule for finding in findings] == ["question", *(rule.id for rule in RULES)]
    assert findings[0].of == 50
    assert sum(finding.of for finding in findings) == pytest.approx(100)
    assert score(findings) == 100
