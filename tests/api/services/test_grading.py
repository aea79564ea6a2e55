"""From a submission to a verdict: on which terms it is graded, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from api.services.grading import Grading, record_outcome, task_of
from api.services.grading_task import GradingTask, Outcome, Report
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from api.store.work import GivenVerdict, KeptTrace, Stage, Submission
from exercises.grading import GRADER_VERSION, Progress
from exercises.terms import Terms
from tests.api.school import EXERCISE, NOW, School, open_school, verdict_of


@pytest.fixture
def sessions(settings: Settings) -> Iterator[Sessions]:
    engine = open_engine(settings.database)
    yield open_sessions(engine)
    engine.dispose()


@pytest.fixture
def waiting(sessions: Sessions) -> Submission:
    """One submission that waits for its verdict."""
    with sessions() as session:
        school = open_school(session)
        submission = school.hand_in(school.student("مینا"))
        session.commit()
        return submission


def test_the_terms_are_those_of_what_it_was_handed_in_for(school: School) -> None:
    student = school.student("مینا")
    strict, usual = school.assignment(parameters_in_text=True), school.assignment()
    expected = {
        school.hand_in(student, strict, purpose="check"): Terms(is_check=True, parameters_in_text=True),
        school.hand_in(student, strict): Terms(parameters_in_text=True),
        school.hand_in(student, usual): Terms(),
        school.hand_in(student): Terms(),
    }
    for submission, terms in expected.items():
        assert task_of(school.session, submission, version=1) == GradingTask(
            EXERCISE, {"main.py": "print('سلام')\n".encode()}, student.id, terms, version=1
        )


def test_a_verdict_is_kept_with_what_it_rests_on(sessions: Sessions, waiting: Submission) -> None:
    def grade(task: GradingTask, report: Report) -> Outcome:
        assert task.version == waiting.exercise_version, "it is judged by what it was handed in for"
        report(Progress(run=1, runs=1, simulated_s=5.0, total_s=60.0))
        with sessions() as session:
            seen = session.get_one(Submission, waiting.number)
            assert seen.stage == "running"
            assert seen.progress == {"run": 1, "runs": 1, "simulated_s": 5.0, "total_s": 60.0}
        return Outcome(verdict_of(70), (b"first", b"second"), {"temperature": 21.5})

    Grading(sessions, grade, lambda: NOW).perform(waiting.id, GRADER_VERSION, 1)
    with sessions() as session:
        given = session.scalars(select(GivenVerdict)).one()
        assert (given.score, given.graded_at, given.right_answers) == (70, NOW, {"temperature": 21.5})
        traces = session.execute(select(KeptTrace.run, KeptTrace.content).order_by(KeptTrace.run)).all()
        assert [tuple(trace) for trace in traces] == [(0, b"first"), (1, b"second")]
        assert session.get_one(Submission, waiting.number).stage == "done"


@pytest.mark.parametrize("late", [1, 2])
def test_of_two_verdicts_the_first_stands_whichever_attempts_they_are(
    sessions: Sessions, waiting: Submission, late: int
) -> None:
    with sessions.begin() as session:
        session.get_one(Submission, waiting.number).attempt = 2
    for attempt, score in ((3 - late, 70), (late, 30)):
        outcome = Outcome(verdict_of(score), (b"trace",))
        record_outcome(sessions, waiting.id, GRADER_VERSION, attempt, outcome, NOW)
    with sessions() as session:
        assert session.scalars(select(GivenVerdict.score)).all() == [70]
        assert len(session.scalars(select(KeptTrace)).all()) == 1
        assert session.get_one(Submission, waiting.number).attempt == 2


@pytest.mark.parametrize(("stage", "attempt"), [("done", 1), ("queued", 2)])
def test_a_job_that_nobody_waits_for_any_more_grades_nothing(
    sessions: Sessions, waiting: Submission, stage: Stage, attempt: int
) -> None:
    with sessions.begin() as session:
        found = session.get_one(Submission, waiting.number)
        found.stage, found.attempt = stage, attempt

    def grade(*_: object) -> Outcome:
        raise AssertionError("nothing is to be graded")

    Grading(sessions, grade, lambda: NOW).perform(waiting.id, GRADER_VERSION, 1)
