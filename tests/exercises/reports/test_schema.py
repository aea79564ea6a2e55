"""The published schema: what it says, and that verdicts are so."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from exercises.reports.schema import verdict_schema
from exercises.verdict import Verdict

PUBLISHED = Path(__file__).parents[3] / "docs" / "verdict.schema.json"
BARE = Verdict(exercise="x", version=1, status="invalid", score=0, trace_sha256="")


def test_the_published_file_is_the_present_schema():
    assert json.loads(PUBLISHED.read_text()) == verdict_schema(), (
        "write it anew: khaneh grade --schema > docs/verdict.schema.json"
    )


@pytest.mark.parametrize("which", ["verdict", "hostile", "bare", "students"])
def test_every_verdict_is_as_the_schema_says(which, verdict, hostile):
    one = {"verdict": verdict, "hostile": hostile, "bare": BARE, "students": verdict.for_student()}[which]
    document = json.loads(json.dumps(one.model_dump(mode="json")).encode("utf-8", "replace"))
    jsonschema_rs.validator_for(verdict_schema()).validate(document)


def test_the_format_is_told_and_a_wrong_status_is_no_verdict():
    validator = jsonschema_rs.validator_for(verdict_schema())
    document = BARE.model_dump(mode="json")
    assert document["format"] == 1
    assert not validator.is_valid({**document, "status": "passed"})
    assert not validator.is_valid({key: value for key, value in document.items() if key != "score"})


def test_keys_may_be_added_within_a_format():
    document = {**BARE.model_dump(mode="json"), "later": 1}
    assert jsonschema_rs.validator_for(verdict_schema()).is_valid(document)
    assert Verdict.model_validate(document) == BARE
