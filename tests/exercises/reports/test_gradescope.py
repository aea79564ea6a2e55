"""Gradescope's results.json: their keys, their values, and nothing hidden where students see it."""

import json

import pytest

from exercises.reports.gradescope import gradescope_report
from exercises.reports.language import Language

ENGLISH = Language("en")
VISIBILITIES = {"hidden", "after_due_date", "after_published", "visible"}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}


@pytest.mark.parametrize("fixture", ["verdict", "hostile"])
def test_keys_and_values_are_those_of_the_format(fixture, request):
    report = json.loads(json.dumps(gradescope_report(request.getfixturevalue(fixture), ENGLISH)))
    assert report["score"] == 20
    assert report["visibility"] in VISIBILITIES
    assert report["stdout_visibility"] in VISIBILITIES
    assert {report["output_format"], report["test_output_format"], report["test_name_format"]} <= FORMATS
    for test in report["tests"]:
        assert test["visibility"] in VISIBILITIES
        assert test["status"] in ("passed", "failed")
        assert 0 <= test["score"] <= test["max_score"]
        assert isinstance(test["number"], str)


def test_hidden_runs_and_rules_are_hidden(verdict):
    visible = {test["number"]: test["visibility"] for test in gradescope_report(verdict, ENGLISH)["tests"]}
    assert len(visible) == len(verdict.findings), "each has a number of its own"
    by_tag = [(test["tags"][0], test["visibility"]) for test in gradescope_report(verdict, ENGLISH)["tests"]]
    assert ("secret", "hidden") in by_tag
    assert visible["2.1"] == "hidden"
    assert ("restarts", "visible") in by_tag


def test_only_met_rules_pass(verdict):
    passed = [
        test["tags"] for test in gradescope_report(verdict, ENGLISH)["tests"] if test["status"] == "passed"
    ]
    assert passed == [["restarts"]]


def test_hostile_text_is_plain_text(hostile):
    report = gradescope_report(hostile, ENGLISH)
    assert not set(report["output"]) & set("\x00\x1b\u202e")
    json.dumps(report).encode()
