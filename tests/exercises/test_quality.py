"""The proof of an exercise: what is tried, and what is complained of, with verdicts made by hand."""

import pytest

from devices.text import Text
from exercises.exercise import load_exercise
from exercises.finding import Finding
from exercises.grading import Seed
from exercises.proving.workbench import Workbench
from exercises.quality import STUDENTS, ProofMissing, check_exercise
from exercises.run_result import RunResult
from exercises.verdict import Reason, RecognisedMistake, Verdict

EXERCISE = load_exercise("motion-light")
NOTHING = Text(en="", fa="")
PUBLIC, HIDDEN, MORE = Seed(1), Seed(2, "hidden"), Seed(3)


def verdict(score, broken=(), mistakes=(), status="graded", trace="same"):
    findings = tuple(
        Finding(rule=rule, outcome="violated", points=0, of=50, asks=NOTHING, says=NOTHING) for rule in broken
    )
    return Verdict(
        exercise="motion-light",
        version=1,
        status=status,
        score=score,
        trace_sha256=trace,
        runs=(RunResult(seed=1, visibility="shown", score=score, trace_sha256=trace),),
        findings=findings,
        mistakes=tuple(RecognisedMistake(mistake=name, says=NOTHING) for name in mistakes),
        reason=None if status == "graded" else Reason(code="cpu", says=Text(en="Too slow.", fa="خیلی کند.")),
        wall_s=1.5,
    )


ALL = ("lights", "restarts", "goes_off")
AS_DECLARED = {
    "solution.py": verdict(100),
    "copied solution.py": verdict(30),
    "wrong_always_on.py": verdict(57, ["goes_off"]),
    "wrong_timer_not_restarted.py": verdict(50, ["restarts", "goes_off"]),
    "wrong_topic.py": verdict(0, ALL, ["topic_of_nobody"]),
    "wrong_does_nothing.py": verdict(0, ALL),
    "does_nothing.py": verdict(0, ALL),
    "only_connects.py": verdict(0, ALL),
}


class Bench:
    """Grades by a table, and remembers what was asked."""

    def __init__(self, changed=()):
        self.verdicts = {**AS_DECLARED, **dict(changed)}
        self.asked = []

    def grade(self, exercise, files, student, seeds):
        name = next(iter(files))
        self.asked.append((name, student, tuple(seed.value for seed in seeds)))
        outcome = self.verdicts[name]
        return outcome.pop(0) if isinstance(outcome, list) else outcome

    def prepare(self, exercise, files, student, copied_from):
        if student == copied_from:
            return files
        assert exercise.parameters_for(student) != exercise.parameters_for(copied_from)
        return {f"copied {name}": content for name, content in files.items()}


def check(exercise=EXERCISE, bench=None, **changed):
    bench = bench or Bench((name.replace("__", " ") + ".py", value) for name, value in changed.items())
    return check_exercise(exercise, Workbench(bench.grade, bench.prepare, (PUBLIC, HIDDEN), (MORE,)))


def complaints(checked):
    return [text.en for each in checked.programs for text in each.complaints] + [
        t.en for t in checked.complaints
    ]


def test_an_exercise_whose_programs_do_as_declared_is_proven():
    checked = check()
    assert complaints(checked) == []
    assert checked.ok
    assert checked.as_dict()["seconds"] == 1.5 * len(checked.programs)
    wrong = next(each for each in checked.as_dict()["programs"] if each["file"] == "wrong_always_on.py")
    assert wrong.items() >= {"score": 57, "expected": "<= 57", "ok": True, "complaints": []}.items()
    assert wrong["role"] == "wrong"


def test_the_solution_is_tried_on_every_seed_for_several_students_again_and_copied():
    bench = Bench()
    check(bench=bench)
    first, *others = STUDENTS
    tried = [(student, seeds) for name, student, seeds in bench.asked if name == "solution.py"]
    assert tried == [(first, (1, 2, 3)), *((student, (1,)) for student in others), (first, (1,))]
    assert ("copied solution.py", first, (1,)) in bench.asked
    assert ("wrong_always_on.py", first, (1, 2)) in bench.asked
    assert ("does_nothing.py", first, (1,)) in bench.asked


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
        ({"does_nothing": verdict(6)}, "does_nothing earns 6 points for nothing; at most 5"),
        ({"copied__solution": verdict(60)}, "solution.py with another student's parameters"),
        (
            {"solution": [*[verdict(100)] * 3, verdict(100, trace="another")]},
            "solution.py leaves another trace",
        ),
    ],
)
def test_what_is_not_as_declared_is_complained_of(changed, complaint):
    checked = check(**changed)
    assert not checked.ok
    assert any(each.startswith(complaint) for each in complaints(checked)), complaints(checked)


def test_a_wrong_program_may_break_down():
    assert check(wrong_does_nothing=verdict(0, ALL, status="student_error")).ok


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


def test_a_wrong_program_that_may_pass_is_complained_of():
    lax = tuple(
        each.model_copy(update={"at_most": 70}) if each.file == "wrong_topic.py" else each
        for each in EXERCISE.proof
    )
    checked = check(EXERCISE.model_copy(update={"proof": lax}))
    assert complaints(checked) == ["wrong_topic.py is wrong, so its at_most should be below 60."]


@pytest.mark.parametrize(
    ("title", "complaint"),
    [
        (Text(en="Light", fa=""), "title: it is not there in both languages."),
        (Text(en="Light چراغ", fa="چراغ"), "title: there is Persian in the English."),
        (Text(en="A motion light", fa="A motion light"), "title: both languages say the same."),
        (Text(en="Light", fa="چراغ كوچك"), "title: these letters are Arabic, not Persian: ك"),
        (Text(en="Light", fa="چراغ 12"), "title: Persian is written with Persian digits, not with 1 2"),
        (
            Text(en="Light {off_after}", fa="چراغ"),
            "title: the two languages have different {places} to fill in.",
        ),
    ],
)
def test_translations_are_looked_through(title, complaint):
    checked = check(EXERCISE.model_copy(update={"title": title}))
    assert complaint in complaints(checked)


def test_a_missing_program_is_named(tmp_path):
    with pytest.raises(ProofMissing) as missing:
        check(EXERCISE.model_copy(update={"folder": tmp_path}))
    assert "solution.py" in missing.value.says.en
    assert "solution.py" in missing.value.says.fa


@pytest.mark.parametrize(
    ("held", "ok"), [([80.0, 90.0], True), ([80.0, 151.0], False), ([151.0, 151.0], True)]
)
def test_memory_is_bounded_where_it_can_be_told_to_be_this_exercises(held, ok):
    bench = Bench()
    told = iter(held)
    asked = Workbench(bench.grade, bench.prepare, (PUBLIC, HIDDEN), (MORE,), lambda: next(told))
    checked = check_exercise(EXERCISE, asked)
    assert checked.ok is ok, complaints(checked)
