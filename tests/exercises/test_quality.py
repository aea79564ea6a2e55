"""The proof of an exercise: what is complained of, with verdicts made by hand."""

import pytest

from devices.text import Text
from exercises.exercise import load_exercise
from exercises.quality import ProofMissing, check_exercise
from exercises.verdict import Finding, Reason, RecognisedMistake, Verdict

EXERCISE = load_exercise("motion-light")
NOTHING = Text(en="", fa="")


def verdict(score, broken=(), mistakes=(), status="graded"):
    findings = tuple(
        Finding(rule=rule, outcome="violated", points=0, of=50, asks=NOTHING, says=NOTHING) for rule in broken
    )
    return Verdict(
        exercise="motion-light",
        version=1,
        status=status,
        score=score,
        trace_sha256="",
        findings=findings,
        mistakes=tuple(RecognisedMistake(mistake=name, says=NOTHING) for name in mistakes),
        reason=None if status == "graded" else Reason(code="cpu", says=Text(en="Too slow.", fa="خیلی کند.")),
        wall_s=1.5,
    )


ALL = ("lights", "restarts", "goes_off")
AS_DECLARED = {
    "solution.py": verdict(100),
    "wrong_always_on.py": verdict(57, ["goes_off"]),
    "wrong_timer_not_restarted.py": verdict(50, ["restarts", "goes_off"]),
    "wrong_topic.py": verdict(0, ALL, ["topic_of_nobody"]),
    "wrong_does_nothing.py": verdict(0, ALL),
}


def check(exercise=EXERCISE, **changed):
    verdicts = {**AS_DECLARED, **{f"{name}.py": value for name, value in changed.items()}}
    return check_exercise(exercise, lambda _, files: verdicts[next(iter(files))])


def complaints(checked):
    return [text.en for each in checked.programs for text in each.complaints] + [
        t.en for t in checked.complaints
    ]


def test_an_exercise_whose_programs_do_as_declared_is_proven():
    checked = check()
    assert complaints(checked) == []
    assert checked.ok
    assert checked.as_dict()["seconds"] == 7.5
    assert checked.as_dict()["programs"][1] == {
        "file": "wrong_always_on.py",
        "score": 57,
        "expected": "<= 57",
        "ok": True,
        "complaints": [],
    }


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"solution": verdict(99)}, "solution.py scores 99, and should score 100."),
        (
            {"wrong_always_on": verdict(80, ["goes_off"])},
            "wrong_always_on.py scores 80, and should score <= 57.",
        ),
        ({"wrong_always_on": verdict(10, ["lights"])}, "wrong_always_on.py should break the rule goes_off"),
        (
            {"wrong_topic": verdict(0, ALL)},
            "The mistake topic_of_nobody should be recognised in wrong_topic.py",
        ),
        ({"solution": verdict(100, status="limit")}, "solution.py was not graded to the end: Too slow."),
    ],
)
def test_what_is_not_as_declared_is_complained_of(changed, complaint):
    checked = check(**changed)
    assert not checked.ok
    assert any(each.startswith(complaint) for each in complaints(checked)), complaints(checked)


def test_every_rule_has_to_be_broken_by_a_wrong_program():
    proof = tuple(each for each in EXERCISE.proof if each.file in ("solution.py", "wrong_always_on.py"))
    checked = check(EXERCISE.model_copy(update={"proof": proof}))
    assert complaints(checked) == [
        "No wrong program breaks the rule lights.",
        "No wrong program breaks the rule restarts.",
    ]


def test_a_solution_alone_proves_nothing():
    checked = check(EXERCISE.model_copy(update={"proof": EXERCISE.proof[:1]}))
    assert "a solution and at least one wrong program" in complaints(checked)[0]


def test_a_missing_program_is_named(tmp_path):
    with pytest.raises(ProofMissing) as missing:
        check(EXERCISE.model_copy(update={"folder": tmp_path}))
    assert "solution.py" in missing.value.says.en
    assert "solution.py" in missing.value.says.fa
