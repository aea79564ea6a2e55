"""The contract that every operator of `exercises/rules/` keeps."""

from datetime import datetime
from string import Formatter

import pytest

from exercises.rule import Rule
from exercises.rulebook.question import Question
from exercises.rulebook.telling import Moment, Span, tell
from exercises.rules import operators
from simulator.trace import Trace

TRIGGER = {"each": {"sensor.motion": True}}
EXAMPLES = {
    "response": {"trigger": TRIGGER, "then": {"lamp.state": "ON"}, "within": "$time"},
    "response_invariance": {"trigger": TRIGGER, "then": {"lamp.state": "ON"}, "during": ["1s", "$time"]},
}
"""For each operator an example that watches `sensor.motion`, wants `lamp.state` and uses the parameter `time`."""

KEYWORDS = sorted(operators())


def places(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def example(keyword):
    assert keyword in EXAMPLES, f"write an example of {keyword} here"
    return operators()[keyword].model_validate(EXAMPLES[keyword])


def day(motion_s, lamp_s):
    trace = Trace()
    trace.record(0, "house", "lamp.state", "OFF")
    for at_s, path, value in sorted(
        [*((at, "sensor.motion", True) for at in motion_s), *((at, "lamp.state", "ON") for at in lamp_s)]
    ):
        trace.record(at_s * 1000, "house", path, value)
    trace.end_ms = 3_600_000
    return trace


def checks(keyword, trace):
    return example(keyword).checks(Question(trace, {"time": 60}, trace.end_ms))


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_it_is_written_by_its_files_name(keyword):
    assert operators()[keyword].__module__ == f"exercises.rules.{keyword}"
    assert keyword in Rule.model_fields


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_its_sentences_have_both_languages_with_the_same_known_places(keyword):
    operator = operators()[keyword]
    assert set(operator.sentences) == set(operator.fields)
    for kind, sentence in operator.sentences.items():
        assert places(sentence.en) == places(sentence.fa), f"{kind}: the languages name different things"
        assert places(sentence.en) <= operator.fields[kind] | set(example(keyword).names)


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_it_names_all_that_it_reads(keyword):
    found = example(keyword)
    assert {condition.path for condition in found.conditions} == {"sensor.motion", "lamp.state"}
    assert {name for duration in found.durations for name in duration.parameters} == {"time"}


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_a_run_in_which_nothing_happened_gives_no_checks(keyword):
    assert checks(keyword, day([], [])) == []
    empty = Trace()
    empty.end_ms = 1000
    assert checks(keyword, empty) == []


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_an_occasion_that_is_not_met_has_a_witness_that_can_be_told(keyword):
    operator = example(keyword)
    (check,) = checks(keyword, day([100], []))
    violation = check.violation
    assert check.credit == 0.0
    assert check.from_ms <= violation.at_ms <= check.to_ms
    assert set(violation.fields) == operator.fields[violation.kind]
    assert all(isinstance(field, Moment | Span) for field in violation.fields.values())
    start = datetime.fromisoformat("2027-01-14T00:00")
    told = tell(operator.sentences[violation.kind], violation.fields, operator.names, start)
    assert "00:01:40" in told.en
    assert "۰۰:۰۱:۴۰" in told.fa


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_an_occasion_that_is_met_has_full_credit_and_no_witness(keyword):
    (check,) = checks(keyword, day([100], [100]))
    assert (check.credit, check.violation) == (1.0, None)
