"""Which students' programs for an assignment are alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from api.services.catalogue import Catalogue
from api.services.submissions import files_of
from api.store.assignments import Assignment
from api.store.people import User
from api.store.work import Submission
from exercises.similarity import Alike, Place, compare, fingerprints

LEAST_SHARE = 0.4
MOST_PAIRS = 100


@dataclass(frozen=True, slots=True)
class Side:
    """One of two programs that are alike."""

    student: str
    student_name: str
    submission: str
    received_at: datetime
    share: float
    """How much of this program is also in the other one, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The same in two programs: first and last line, from 1, of all their .py files one after the other."""

    one: Place
    other: Place


@dataclass(frozen=True, slots=True)
class Pair:
    """Two programs that are alike."""

    similarity: float
    """The smaller of the two shares."""
    one: Side
    other: Side
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing."""

    compared: int
    """How many students' programs."""
    pairs: tuple[Pair, ...]
    """The most alike first."""


def compare_submissions(session: Session, assignment: Assignment, catalogue: Catalogue) -> Comparison:
    """The last submission of each student, compared with each other's."""
    submissions = {submission.id: submission for submission in _last_ones(session, assignment)}
    programs = {name: fingerprints(program_of(each)) for name, each in submissions.items()}
    pairs = compare(programs, _handed_out(assignment, catalogue), least=LEAST_SHARE)[:MOST_PAIRS]
    names = _names(session, submissions)
    return Comparison(
        compared=sum(bool(program) for program in programs.values()),
        pairs=tuple(_pair(pair, submissions, names) for pair in pairs),
    )


def program_of(submission: Submission) -> str:
    """All Python files of a submission, one after the other by name; empty where there is none."""
    files = files_of(submission)
    return "\n".join(files[name].decode(errors="replace") for name in sorted(files) if name.endswith(".py"))


def _last_ones(session: Session, assignment: Assignment) -> list[Submission]:
    last = (
        select(func.max(Submission.number))
        .where(Submission.assignment_id == assignment.id, Submission.purpose == "submit")
        .group_by(Submission.student_id)
    )
    query = select(Submission).where(Submission.number.in_(last)).order_by(Submission.number)
    return list(session.scalars(query.options(selectinload(Submission.files))))


def _handed_out(assignment: Assignment, catalogue: Catalogue) -> set[bytes]:
    """What the exercise itself gives to everybody, whosever numbers stand in it."""
    exercise = catalogue.get(assignment.exercise)
    if exercise is None:
        return set()
    parameters = exercise.parameters_for("")
    starters = (exercise.starter(parameters, "", language) for language in ("en", "fa"))
    return {digest for starter in starters for digest in fingerprints(starter)}


def _names(session: Session, submissions: Mapping[str, Submission]) -> dict[str, str]:
    students = {each.student_id for each in submissions.values()}
    return dict(session.execute(select(User.id, User.name).where(User.id.in_(students))).all())


def _pair(pair: Alike, submissions: Mapping[str, Submission], names: Mapping[str, str]) -> Pair:
    return Pair(
        similarity=pair.similarity,
        one=_side(submissions[pair.one], pair.of_one, names),
        other=_side(submissions[pair.other], pair.of_other, names),
        passages=tuple(Passage(here, there) for here, there in pair.passages),
    )


def _side(submission: Submission, share: float, names: Mapping[str, str]) -> Side:
    return Side(
        student=submission.student_id,
        student_name=names[submission.student_id],
        submission=submission.id,
        received_at=submission.received_at,
        share=share,
    )
