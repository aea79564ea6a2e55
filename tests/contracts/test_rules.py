"""The contract that every operator of `exercises/rules/` keeps, tried on the example that it carries."""

from datetime import datetime
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from exercises.evaluation import judge
from exercises.rule import Rule
from exercises.rulebook.duration import Duration
from exercises.rulebook.example import played
from exercises.rulebook.parts import parts
from exercises.rulebook.question import Question
from exercises.rulebook.telling import tell
from exercises.rules import operators

KEYWORDS = sorted(operators())
PARAMETERS = {"time": 60}
START = datetime.fromisoformat("2027-01-14T00:00")

every_operator = pytest.mark.parametrize("keyword", KEYWORDS)


def places(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def written(keyword):
    return YAML(typ="safe").load(operators()[keyword].example.rule)


def rule(keyword, **modifiers):
    says = {"en": "It is so.", "fa": "چنین است."}
    return Rule.model_validate({"id": "it", "says": says, "weight": 1, **written(keyword), **modifiers})


def asked(steps):
    trace = played(steps)
    return Question(trace, PARAMETERS, trace.end_ms, START)


def found(keyword, steps, **modifiers):
    return judge(rule(keyword, **modifiers), asked(steps), 100)


@every_operator
def test_it_is_written_by_its_files_name(keyword):
    assert operators()[keyword].__module__ == f"exercises.rules.{keyword}"
    assert keyword in Rule.model_fields
    assert list(written(keyword)) == [keyword], "the example is of another operator"


@every_operator
def test_its_sentences_have_both_languages_with_the_same_known_places(keyword):
    operator = rule(keyword).operator
    assert set(operator.sentences) == set(operator.fields)
    for kind, sentence in operator.sentences.items():
        assert places(sentence.en) == places(sentence.fa), f"{kind}: the languages name different things"
        own = places(sentence.en) - operator.fields[kind]
        assert own <= set(operator.names(PARAMETERS)) | {"at_least", "at_most"}


@every_operator
def test_a_run_that_keeps_the_rule_of_its_example_satisfies_it_in_full(keyword):
    kept = found(keyword, operators()[keyword].example.keeps)
    assert (kept.outcome, kept.points, kept.witnesses) == ("satisfied", 100.0, ()), kept.says.en


@every_operator
def test_a_run_that_breaks_the_rule_of_its_example_is_told_so(keyword):
    example = operators()[keyword].example
    broken = found(keyword, example.breaks)
    assert broken.outcome == "violated"
    assert broken.points < 100
    assert broken.witnesses[0].says.en == example.says


@every_operator
def test_its_witnesses_lie_in_their_occasion_and_can_be_told_in_both_languages(keyword):
    operator = rule(keyword).operator
    checks = operator.checks(asked(operator.example.breaks))
    for check in checks:
        assert 0 <= check.credit <= 1
        assert check.weight > 0
        if check.violation is not None:
            violation = check.violation
            assert check.from_ms <= violation.at_ms <= check.to_ms
            assert set(violation.fields) == operator.fields[violation.kind]
            told = tell(
                operator.sentences[violation.kind], violation.fields, operator.names(PARAMETERS), START
            )
            assert not places(told.en.replace("{…}", "")), told.en
            assert told.fa != told.en


@every_operator
def test_a_run_that_keeps_it_has_no_check_without_full_credit(keyword):
    checks = rule(keyword).operator.checks(asked(operators()[keyword].example.keeps))
    assert checks
    assert all((check.credit, check.violation) == (1.0, None) for check in checks)


@every_operator
def test_outside_of_its_scope_nothing_is_asked(keyword):
    """A scope that has not come asks for nothing, whatever the run was like."""
    scope = {"after": {"rise": "nobody.speaks"}}
    assert found(keyword, operators()[keyword].example.breaks, scope=scope).outcome == "inconclusive"


@every_operator
def test_it_can_be_judged_by_time_where_it_says_so(keyword):
    if operators()[keyword].can_score_time:
        broken = found(keyword, operators()[keyword].example.breaks, score="time")
        assert 0 < broken.points < 100


@every_operator
def test_what_it_is_written_with_can_be_looked_up(keyword):
    operator = rule(keyword).operator
    durations = [duration for _, duration in parts(operator, Duration)]
    assert all(duration.parameters <= set(PARAMETERS) for duration in durations)
    assert operator.__class__.__doc__
    assert f"{keyword}:" in operator.__class__.__doc__, "its docstring should show how it is written"


values = st.one_of(
    st.none(), st.booleans(), st.integers(-30, 30), st.floats(-30, 30), st.sampled_from(["ON", "OFF", ""]),
    st.dictionaries(st.just("action"), st.text(max_size=3), max_size=1),
)  # fmt: skip
moments = st.dictionaries(st.integers(0, 599), values, max_size=6)
scopes = st.sampled_from([None, {"after": "2m"}, {"between": ["1m", "3m"]}, {"daily": ["00:01", "00:04"]}])


@every_operator
@given(drawn=st.lists(moments, min_size=4, max_size=4), scope=scopes, tolerance=st.sampled_from(["0s", "9s"]))
@settings(max_examples=25)
def test_it_judges_whatever_a_run_may_hold(keyword, drawn, scope, tolerance):
    paths = sorted({condition.path for condition in rule(keyword).operator.conditions} | {"x.y"})
    finding = found(keyword, dict(zip(paths, drawn, strict=False)), scope=scope, tolerance=tolerance)
    assert 0 <= finding.points <= 100
    assert (finding.outcome == "violated") is bool(finding.witnesses)
    if finding.outcome == "satisfied":
        assert finding.points == 100
