"""The contract that every quantity of metric rules keeps, tried on the example that it carries."""

from dataclasses import replace
from datetime import datetime

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from exercises.evaluation import judge
from exercises.metrics import quantities
from exercises.rule import Rule
from exercises.rulebook.example import played
from exercises.rulebook.question import Question
from simulator.trace import Trace

PARAMETERS = {"time": 60, "limit": 5}
START = datetime.fromisoformat("2027-01-14T00:00")

every_quantity = pytest.mark.parametrize("keyword", sorted(quantities()))


def written(keyword):
    return YAML(typ="safe").load(quantities()[keyword].example.quantity)


def rule(keyword, full, none, **modifiers):
    metric = {**written(keyword), "full": full, "none": none}
    says = {"en": "It is so.", "fa": "چنین است."}
    return Rule.model_validate({"id": "it", "says": says, "weight": 1, "metric": metric, **modifiers})


def question(run):
    trace = played(run)
    return Question(trace, PARAMETERS, trace.end_ms, START)


def found(keyword, full, none, **modifiers):
    return judge(rule(keyword, full, none, **modifiers), question(quantities()[keyword].example.run), 100)


@every_quantity
def test_it_is_written_by_its_files_name(keyword):
    quantity = quantities()[keyword]
    assert quantity.__module__ == f"exercises.metrics.{keyword}"
    assert list(written(keyword)) == [keyword], "the example is of another quantity"
    assert f"{keyword}:" in quantity.__doc__, "its docstring should show how it is written"


@every_quantity
def test_it_measures_what_its_example_says(keyword):
    example = quantities()[keyword].example
    asked = question(example.run)
    measured = rule(keyword, 0, 1).operator.quantity.measure(asked, asked.windows)
    assert measured.value == pytest.approx(example.value)
    assert 0 <= measured.at_ms <= asked.end_ms


@every_quantity
def test_credit_falls_in_a_straight_line_from_full_to_none(keyword):
    value = quantities()[keyword].example.value
    assert found(keyword, value, value + 1).points == 100
    assert found(keyword, value - 1, value + 3).points == pytest.approx(75)
    assert found(keyword, value - 2, value).points == 0
    assert found(keyword, value + 1, value - 3).points == pytest.approx(75), "more may be better, too"


@every_quantity
def test_it_is_told_in_both_languages_whether_it_is_kept_or_not(keyword):
    value = quantities()[keyword].example.value
    kept = found(keyword, value, value + 1)
    assert kept.outcome == "satisfied"
    assert ":" in kept.says.en
    broken = found(keyword, value - 1, value + 3)
    assert broken.outcome == "violated"
    assert "earns everything" in broken.says.en
    assert not any(digit in broken.says.fa for digit in "0123456789"), broken.says.fa


@every_quantity
def test_where_there_was_nothing_to_measure_it_earns_nothing(keyword):
    nothing = Trace()
    nothing.end_ms = 600_000
    asked = Question(nothing, PARAMETERS, nothing.end_ms, START)
    judged = judge(rule(keyword, 1, 2), asked, 100)
    if keyword == "count":
        assert judged.outcome == "satisfied", "none at all is a number, too"
    else:
        assert (judged.outcome, judged.points) == ("inconclusive", 0.0)


@every_quantity
def test_what_shows_it_lies_in_the_scope(keyword):
    operator = rule(keyword, 1_000_000, 2_000_000).operator
    asked = replace(question(quantities()[keyword].example.run), scope=((550_000, 580_000),))
    for check in operator.model_copy(update={"full": operator.none, "none": operator.full}).checks(asked):
        assert 550_000 <= check.violation.at_ms <= 580_000


@every_quantity
def test_outside_of_its_scope_nothing_is_measured(keyword):
    scope = {"after": {"rise": "nobody.speaks"}}
    assert found(keyword, 1, 2, scope=scope).outcome == "inconclusive"


@pytest.mark.parametrize(
    ("metric", "says"),
    [
        ({"full": 1, "none": 2}, "exactly one quantity of: answer_error"),
        ({"mean": "a.b", "final": "a.b", "full": 1, "none": 2}, "exactly one quantity of"),
        ({"mean": "a.b", "full": 1, "none": 1}, "should differ"),
        ({"mean": "a.b", "full": 1}, "none"),
        ({"mean": "a.b", "full": "much", "none": 1}, "should be a number"),
    ],
)
def test_a_metric_needs_one_quantity_and_a_band(metric, says):
    with pytest.raises(ValidationError, match=says):
        Rule.model_validate({"id": "it", "says": {"en": "a", "fa": "ب"}, "weight": 1, "metric": metric})
