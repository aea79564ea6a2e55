"""Submissions whose outcome does not stand are named."""

from devices.text import Text
from exercises.finding import Finding
from exercises.stability import differing, graded_repeatedly
from exercises.verdict import Verdict


def verdict(trace, status="graded"):
    return Verdict(exercise="x", version=1, status=status, score=50, trace_sha256=trace)


def finding(outcome, run, rule="lights", **fields):
    asks = Text(en=f"{rule} asks.", fa=f"{rule} می‌خواهد.")
    return Finding(rule=rule, outcome=outcome, points=0, of=1, asks=asks, says=asks, run=run, **fields)


def test_the_same_trace_every_time_is_stable():
    tried = iter([verdict("a"), verdict("a"), verdict("a")])
    graded = graded_repeatedly(lambda: next(tried), 3)
    assert (graded.unstable, graded.remarks) == (False, ())


def test_another_trace_makes_it_unstable_and_says_where_to_look():
    tried = iter([verdict("a"), verdict("a"), verdict("b")])
    graded = graded_repeatedly(lambda: next(tried), 3)
    assert graded.unstable
    assert graded.trace_sha256 == "a", "the first verdict stands"
    (remark,) = graded.remarks
    assert remark.code == "unstable"
    assert "id()" in remark.says.en
    assert "id()" in remark.says.fa


def test_what_met_a_limit_is_neither_tried_again_nor_called_unstable():
    tried = iter([verdict("a", "limit")])
    assert not graded_repeatedly(lambda: next(tried), 3).unstable
    tried = iter([verdict("a"), verdict("b", "limit")])
    assert not graded_repeatedly(lambda: next(tried), 2).unstable


def test_a_rule_that_passes_on_one_day_and_fails_on_another_is_said_in_one_sentence():
    (remark,) = differing([finding("satisfied", 0), finding("violated", 1), finding("violated", 1, "same")])
    assert remark.code == "differs_between_runs"
    assert "lights asks." in remark.says.en
    assert "same" not in remark.says.en


def test_what_differs_in_a_hidden_rule_is_not_told():
    hidden = [finding("satisfied", 0, visibility="hidden"), finding("violated", 1, visibility="hidden")]
    assert differing(hidden) == ()
