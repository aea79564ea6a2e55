"""What students may know of what they handed in, and what their teachers see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from api.services.showing import (
    NoSuchRun,
    NotGradedYet,
    RunHidden,
    TraceGone,
    days_late,
    graded_verdict_for,
    kept_runs,
    right_answers_for,
    trace_for,
    verdict_for,
)
from api.services.traces import pack
from api.store.assignments import Assignment
from api.store.people import User
from api.store.work import KeptTrace, Submission
from devices.text import Text
from exercises.exercise import load_exercise
from exercises.finding import Finding
from exercises.kinds.answers import AnswersExercise
from exercises.run_result import RunResult
from exercises.verdict import RecognisedMistake, Verdict
from simulator.trace import Event, Trace
from tests.api.school import EXERCISE, NOW, School

HINT = Text(en="Look at the topic.", fa="به تاپیک نگاه کنید.")
VERDICT = Verdict(
    exercise=EXERCISE,
    version=1,
    status="graded",
    score=70,
    trace_sha256="",
    runs=(
        RunResult(seed=1, visibility="shown", score=80, trace_sha256=""),
        RunResult(seed=987654, visibility="hidden", score=60, trace_sha256=""),
    ),
    findings=(Finding(rule="lights", outcome="violated", points=1, of=2, asks=HINT, says=HINT, hint=HINT),),
    mistakes=(RecognisedMistake(mistake="nested_quotes", says=HINT),),
)
TRACE = Trace([Event(0, "house", "lamp.state", "ON"), Event(5, "hidden", "lamp.fault", "stuck")])
ANSWERS = {"temperature": 21.5}


def asking(reveal_after: int | None) -> AnswersExercise:
    """Questions of which only this matters here."""
    fields = load_exercise(EXERCISE).model_dump(include={"id", "version"})
    return AnswersExercise.model_construct(**fields, kind="answers", reveal_after=reveal_after)


@pytest.fixture
def student(school: School) -> User:
    return school.student("مینا")


def graded(school: School, student: User, **assignment: object) -> Submission:
    given = school.assignment(**assignment) if assignment else None
    submission = school.hand_in(student, given)
    school.give_verdict(submission, VERDICT)
    (verdict,) = submission.verdicts
    verdict.right_answers = ANSWERS
    verdict.traces = [KeptTrace(run=run, content=pack(TRACE)) for run in range(2)]
    school.session.flush()
    return submission


def is_helped(session: Session, person: User, submission: Submission, days: int = 0) -> bool:
    shown = verdict_for(session, person, submission, NOW + timedelta(days=days))
    assert shown is not None
    hint, mistakes = shown.findings[0].hint, shown.mistakes
    assert (hint is None) == (mistakes == ()), "hints and mistakes are told together"
    return hint is not None


def test_hidden_runs_and_hidden_faults_are_for_teachers(school: School, student: User) -> None:
    submission, session = graded(school, student), school.session
    own = graded_verdict_for(session, student, submission, NOW)
    assert [run.seed for run in own.runs] == [1, None]
    whole = graded_verdict_for(session, school.teacher, submission, NOW)
    assert [run.seed for run in whole.runs] == [1, 987654]
    assert kept_runs(session, student, submission) == [0]
    assert kept_runs(session, school.teacher, submission) == [0, 1]
    assert [line.count("lamp.state") for line in trace_for(session, student, submission, 0)] == [1]
    assert len(trace_for(session, school.teacher, submission, 1)) == len(TRACE.events)
    with pytest.raises(RunHidden):
        trace_for(session, student, submission, 1)


def test_a_trace_that_is_not_there_is_told_apart(school: School, student: User) -> None:
    waiting = school.hand_in(student)
    with pytest.raises(NotGradedYet):
        trace_for(school.session, student, waiting, 0)
    with pytest.raises(NotGradedYet):
        graded_verdict_for(school.session, student, waiting, NOW)
    submission = graded(school, student)
    with pytest.raises(NoSuchRun, match="this verdict has 2"):
        trace_for(school.session, student, submission, 2)
    submission.verdicts[0].traces = []
    school.session.flush()
    with pytest.raises(TraceGone):
        trace_for(school.session, student, submission, 0)


def test_practice_is_helped_with_hints(school: School, student: User) -> None:
    assert is_helped(school.session, student, graded(school, student))
    assert is_helped(school.session, student, graded(school, student, hints=True))


@pytest.mark.parametrize("terms", [{"hints": False}, {"mode": "exam", "hints": True, "opens_at": NOW}])
def test_an_exam_is_not_until_it_has_closed(school: School, student: User, terms: dict[str, object]) -> None:
    submission = graded(school, student, closes_at=NOW + timedelta(days=1), **terms)
    assert not is_helped(school.session, student, submission)
    assert is_helped(school.session, school.teacher, submission), "teachers see everything"
    assert is_helped(school.session, student, submission, days=2)


def test_who_has_more_time_is_helped_later(school: School, student: User) -> None:
    submission = graded(school, student, hints=False, closes_at=NOW + timedelta(days=1))
    assignment = school.session.get_one(Assignment, submission.assignment_id)
    school.extension(assignment, student, closes_at=NOW + timedelta(days=3))
    assert not is_helped(school.session, student, submission, days=2)
    assert is_helped(school.session, student, submission, days=4)


def test_days_late_are_counted_by_the_students_own_terms(school: School, student: User) -> None:
    late = graded(school, student, due_at=NOW - timedelta(hours=30))
    assert days_late(school.session, late) == 2
    school.extension(school.session.get_one(Assignment, late.assignment_id), student, due_at=NOW)
    assert days_late(school.session, late) == 0
    assert days_late(school.session, graded(school, student)) == 0, "practice is never late"


def right_answers(school: School, person: User, submission: Submission, exercise: AnswersExercise) -> object:
    return right_answers_for(school.session, person, submission, exercise, NOW)


def test_right_answers_are_told_after_enough_attempts(school: School, student: User) -> None:
    first = graded(school, student)
    assert right_answers(school, student, first, asking(2)) is None
    assert right_answers(school, school.teacher, first, asking(None)) == ANSWERS
    second = graded(school, student)
    assert right_answers(school, student, second, asking(2)) == ANSWERS
    assert right_answers(school, student, second, asking(None)) is None, "never, where nothing is said"


def test_right_answers_are_not_told_in_an_exam(school: School, student: User) -> None:
    submission = graded(school, student, mode="exam", opens_at=NOW, closes_at=NOW + timedelta(days=1))
    assert right_answers(school, student, submission, asking(1)) is None


def test_attempts_of_others_and_checks_do_not_count(school: School, student: User) -> None:
    graded(school, school.student("سارا"))
    checked = graded(school, student)
    checked.purpose = "check"
    submission = graded(school, student)
    assert right_answers(school, student, submission, asking(2)) is None
