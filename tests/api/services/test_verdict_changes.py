"""Where two verdicts on one submission differ, and why."""

from api.services.verdict_changes import compare
from devices.text import Text
from exercises.finding import Finding
from exercises.verdict import Verdict

WORDS = Text(en="x", fa="x")


def finding(rule, outcome, points, run=0):
    return Finding(rule=rule, outcome=outcome, points=points, of=50, asks=WORDS, says=WORDS, run=run)


def verdict(*findings, **fields):
    usual = {"exercise": "x", "version": 1, "status": "graded", "score": 50, "trace_sha256": "a"}
    return Verdict(**{**usual, **fields}, findings=findings)


def test_the_same_findings_change_nothing_whatever_it_took():
    found = finding("lights", "violated", 10)
    change = compare(verdict(found, wall_s=1), verdict(found, wall_s=2, trace_sha256="b"))
    assert not change.matters
    assert change.rules == ()


def test_another_outcome_or_other_points_are_told_by_rule_and_run():
    before = verdict(finding("lights", "violated", 10), finding("lights", "satisfied", 50, 1))
    after = verdict(finding("lights", "satisfied", 50), finding("lights", "satisfied", 50, 1))
    change = compare(before, after)
    assert change.matters
    (rule,) = change.rules
    assert (rule.rule, rule.run, rule.before, rule.after) == ("lights", 0, "violated", "satisfied")


def test_rules_that_are_new_or_gone_are_changes():
    change = compare(verdict(finding("old", "satisfied", 50)), verdict(finding("new", "satisfied", 50)))
    assert {(rule.rule, rule.before, rule.after) for rule in change.rules} == {
        ("new", None, "satisfied"),
        ("old", "satisfied", None),
    }


def test_another_score_or_status_matters():
    assert compare(verdict(), verdict(score=51)).matters
    assert compare(verdict(), verdict(status="limit")).matters


def test_versions_are_the_reason_and_otherwise_the_content():
    before = verdict(version=1, grader_version="3", python="3.11.7")
    after = verdict(version=2, grader_version="4", python="3.12.1")
    assert [reason.en for reason in compare(before, after).reasons] == [
        "exercise version 1 → 2",
        "grader version 3 → 4",
        "Python 3.11.7 → 3.12.1",
    ]
    assert [reason.en for reason in compare(verdict(), verdict(score=3)).reasons] == [
        "the rules or the house of the exercise"
    ]
