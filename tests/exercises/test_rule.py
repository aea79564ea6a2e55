"""Rules as files have them: one operator, and modifiers that must make sense."""

import pytest
from pydantic import ValidationError

from exercises.rule import Rule

RESPONSE = {"trigger": {"each": {"a.b": 1}}, "then": {"c.d": 1}, "within": "5s"}
HOLDS = {"trigger": {"each": {"a.b": 1}}, "then": {"c.d": 1}, "during": ["0s", "5s"]}
BASE = {"id": "r", "says": {"en": "So.", "fa": "چنین."}, "weight": 1}


def words(en):
    return {"en": en, "fa": en}


@pytest.mark.parametrize(
    ("modifiers", "complaint"),
    [
        ({}, "exactly one of"),
        ({"response": RESPONSE, "response_invariance": HOLDS}, "exactly one of"),
        ({"response": RESPONSE, "tolerence": "5s"}, "Extra inputs"),
        ({"response": RESPONSE, "weight": -1}, "greater than or equal"),
        ({"response": RESPONSE, "score": "time"}, "score: time does not go with response"),
        ({"response": RESPONSE, "tells": {"tooo_late": words("x")}}, "tooo_late is unknown"),
        ({"response": RESPONSE, "tells": {"late": words("{by} at {whenever}")}}, "whenever is unknown"),
        ({"response": RESPONSE, "says": {"en": "So.", "fa": " "}}, "both languages"),
        ({"response": RESPONSE, "says": {"en": "So."}}, "fa"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(modifiers, complaint):
    with pytest.raises(ValidationError, match=complaint):
        Rule.model_validate({**BASE, **modifiers})


def test_a_rule_knows_its_operator_and_its_sentences():
    rule = Rule.model_validate({**BASE, "response": RESPONSE, "tells": {"late": words("Late by {by}.")}})
    assert rule.operator.keyword == "response"
    assert rule.sentence("late").en == "Late by {by}."
    assert rule.sentence("missing") == rule.operator.sentences["missing"]
