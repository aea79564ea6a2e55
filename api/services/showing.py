"""What the person who looks at a submission may know of it: a student less than whoever teaches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.services.assignments.own import extensions_of
from api.services.assignments.terms import Terms, applying, terms_of
from api.services.hands_on import RECORDING
from api.services.submissions import files_of, latest_verdict
from api.services.traces import lines_of
from api.store.assignments import Assignment
from api.store.people import User
from api.store.work import GivenVerdict, KeptTrace, Submission
from devices.text import Text
from exercises.exercise import Exercise
from exercises.kinds.answers import AnswersExercise
from exercises.kinds.hands_on import HandsOnExercise
from exercises.verdict import Verdict
from simulator.recording import without_secrets


class NotGradedYet(ApiError):
    """There is no verdict yet."""

    code = "not_graded_yet"
    status = 409
    words = Text(
        en="This has not been graded yet: follow its events until it is done.",
        fa="این هنوز تصحیح نشده است؛ رویدادهای آن را تا پایان دنبال کنید.",
    )


class NoSuchRun(ApiError):
    """The verdict has no such run. Fields: run, runs."""

    code = "no_such_run"
    status = 404
    words = Text(
        en="There is no run {run}: this verdict has {runs}, counted from 0.",
        fa="اجرای {run} وجود ندارد: این نتیجه {runs} اجرا دارد که از صفر شمرده می‌شوند.",
    )


class RunHidden(ApiError):
    """A run that students are not shown. Fields: run."""

    code = "run_hidden"
    status = 403
    words = Text(
        en="Run {run} is a hidden one: what happened in it is not shown.",
        fa="اجرای {run} پنهان است و آنچه در آن رخ داده نشان داده نمی‌شود.",
    )


class TraceGone(ApiError):
    """The trace is not kept any more. Fields: run."""

    code = "trace_gone"
    status = 410
    words = Text(
        en="The trace of run {run} is not kept any more; grading it again brings it back.",
        fa="ردّ رویدادهای اجرای {run} دیگر نگه داشته نمی‌شود؛ با تصحیح دوباره باز به دست می‌آید.",
    )


def verdict_for(session: Session, person: User, submission: Submission, now: datetime) -> Verdict | None:
    """The verdict that counts, as this person may see it; None as long as there is none."""
    given = latest_verdict(submission)
    if given is None:
        return None
    verdict = Verdict.model_validate(given.verdict)
    if person.is_staff:
        return verdict
    shown = verdict.for_student()
    return shown if _is_helped(session, submission, now) else shown.without_hints()


def graded_verdict_for(session: Session, person: User, submission: Submission, now: datetime) -> Verdict:
    """As `verdict_for`. Raises NotGradedYet."""
    verdict = verdict_for(session, person, submission, now)
    if verdict is None:
        raise NotGradedYet()
    return verdict


def right_answers_for(
    session: Session, person: User, submission: Submission, exercise: Exercise | None, now: datetime
) -> Mapping[str, Any] | None:
    """The right answers to the questions, once the student has tried often enough; teachers always see them.

    Not while an exam lasts. `exercise` is the one that was handed in for, if it is still there.
    """
    given = latest_verdict(submission)
    if given is None or given.right_answers is None:
        return None
    if person.is_staff:
        return given.right_answers
    if not isinstance(exercise, AnswersExercise) or exercise.reveal_after is None:
        return None
    enough = _attempts(session, submission) >= exercise.reveal_after
    return given.right_answers if enough and _is_helped(session, submission, now) else None


def files_for(person: User, submission: Submission, exercise: Exercise | None) -> dict[str, str]:
    """The text of what was handed in; of deeds in a house, without the faults that are to be found."""
    files = {name: content.decode(errors="replace") for name, content in files_of(submission).items()}
    if person.is_staff or not isinstance(exercise, HandsOnExercise) or RECORDING not in files:
        return files
    return {RECORDING: "".join(without_secrets(files[RECORDING].splitlines(keepends=True)))}


def trace_for(session: Session, person: User, submission: Submission, run: int) -> list[str]:
    """The lines of what happened in a run. Raises NotGradedYet, NoSuchRun, RunHidden, TraceGone."""
    given = latest_verdict(submission)
    if given is None:
        raise NotGradedYet()
    runs = Verdict.model_validate(given.verdict).runs
    if run >= len(runs):
        raise NoSuchRun(run=run, runs=len(runs))
    if runs[run].visibility == "hidden" and not person.is_staff:
        raise RunHidden(run=run)
    kept = session.get(KeptTrace, (given.number, run))
    if kept is None:
        raise TraceGone(run=run)
    return list(lines_of(kept.content, whole=person.is_staff))


def kept_runs(session: Session, person: User, submission: Submission) -> list[int]:
    """The runs of which this person may have the trace."""
    given = latest_verdict(submission)
    if given is None:
        return []
    shown = [
        number
        for number, run in enumerate(given.verdict["runs"])
        if person.is_staff or run["visibility"] == "shown"
    ]
    query = select(KeptTrace.run).where(KeptTrace.verdict_number == given.number).order_by(KeptTrace.run)
    return [run for run in session.scalars(query) if run in shown]


def days_late(session: Session, submission: Submission) -> int:
    """How many days late it came, by the student's own terms; 0 for practice of one's own."""
    terms = _terms(session, submission)
    return terms.days_late(submission.received_at) if terms else 0


def _is_helped(session: Session, submission: Submission, now: datetime) -> bool:
    """Whether hints and answers are told: not for an assignment without hints, until it has closed."""
    terms = _terms(session, submission)
    if terms is None:
        return True
    assignment = session.get_one(Assignment, submission.assignment_id)
    return (assignment.hints and assignment.mode != "exam") or terms.phase_at(now) == "closed"


def _terms(session: Session, submission: Submission) -> Terms | None:
    """What its assignment demands of the student; None for practice of one's own."""
    if submission.assignment_id is None:
        return None
    assignment = session.get_one(Assignment, submission.assignment_id)
    extensions = extensions_of(session, [assignment.id])[assignment.id]
    return terms_of(assignment, applying(extensions, submission.student_id))


def _attempts(session: Session, submission: Submission) -> int:
    """How often the student has submitted this version of the exercise and been graded."""
    query = (
        select(func.count(Submission.number.distinct()))
        .join(GivenVerdict, GivenVerdict.submission_number == Submission.number)
        .where(
            Submission.student_id == submission.student_id,
            Submission.exercise == submission.exercise,
            Submission.exercise_version == submission.exercise_version,
            Submission.purpose == "submit",
            GivenVerdict.status == "graded",
        )
    )
    return session.scalar(query) or 0
