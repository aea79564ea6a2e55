"""Verdicts: plain data, and what a student must not see of it."""

import json

import pytest

from devices.text import Text
from exercises.finding import Finding, Witness
from exercises.run_result import Lane, RunResult
from exercises.verdict import Verdict

WORDS = Text(en="secret", fa="راز")
ASKS = Text(en="The lamp lights.", fa="چراغ روشن می‌شود.")


def finding(run, visibility="shown"):
    witness = Witness(from_s=1, to_s=2, clock="00:00:01", by_s=1, says=WORDS)
    return Finding(
        rule="lights",
        outcome="violated",
        points=10,
        of=50,
        asks=ASKS,
        says=WORDS,
        at_s=1,
        until_s=2,
        met=1,
        occasions=2,
        witnesses=(witness,),
        hint=WORDS,
        visibility=visibility,
        run=run,
    )


def run(seed, visibility):
    lane = Lane(path="secret.path", label=WORDS, role="yours", segments=((0, 1, "ON"),))
    return RunResult(seed=seed, visibility=visibility, score=20, trace_sha256="ab", lanes=(lane,))


@pytest.fixture
def verdict():
    return Verdict(
        exercise="motion-light",
        version=1,
        status="graded",
        score=20,
        trace_sha256="cd",
        runs=(run(1, "shown"), run(4711, "hidden")),
        findings=(finding(0), finding(0, "hidden"), finding(1)),
    )


def test_a_verdict_survives_being_written_as_json(verdict):
    assert Verdict.model_validate_json(verdict.model_dump_json()) == verdict


def test_texts_are_written_in_both_languages(verdict):
    written = json.loads(verdict.model_dump_json())
    assert written["findings"][0]["asks"] == {"en": "The lamp lights.", "fa": "چراغ روشن می‌شود."}


def test_a_student_sees_the_public_run_whole(verdict):
    seen = verdict.for_student()
    assert seen.runs[0] == verdict.runs[0]
    assert seen.findings[0] == verdict.findings[0]


def test_a_hidden_run_keeps_its_rule_and_outcome_only(verdict):
    seen = verdict.for_student()
    hidden_run, hidden_finding = seen.runs[1].model_dump_json(), seen.findings[2].model_dump_json()
    assert seen.runs[1].seed is None
    assert "4711" not in hidden_run
    assert "secret" not in hidden_run + hidden_finding
    assert (seen.findings[2].rule, seen.findings[2].outcome) == ("lights", "violated")
    assert seen.findings[2].asks == ASKS
    assert seen.findings[2].at_s is None


def test_a_hidden_rule_does_not_say_what_it_asks(verdict):
    seen = verdict.for_student().findings[1]
    assert (seen.rule, seen.outcome, seen.points) == ("lights", "violated", 10)
    assert "lamp" not in seen.model_dump_json()


def test_the_verdict_itself_keeps_everything(verdict):
    verdict.for_student()
    assert verdict.runs[1].seed == 4711
    assert verdict.findings[2].witnesses
