"""Who may see and change what: every question of that kind is answered here, and nowhere else.

What a person may not see is, to that person, not there: others' things raise NotFound as nothing does.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from api.errors import NotFound
from api.store.assignments import Assignment
from api.store.classes import Classroom, Membership
from api.store.houses import LiveLab
from api.store.people import User
from api.store.work import Submission


def taught_by(person: User) -> ColumnElement[bool]:
    """Whether a class is this person's: one's own, one of everybody's; an administrator's are all."""
    if person.role == "administrator":
        return true()
    return or_(Classroom.instructor_id == person.id, Classroom.instructor_id.is_(None))


def class_for(session: Session, person: User, class_id: str) -> Classroom:
    """A class that this person teaches. Raises NotFound."""
    found = session.scalar(select(Classroom).where(Classroom.id == class_id, taught_by(person)))
    if found is None or not person.is_staff:
        raise NotFound()
    return found


def teaches(session: Session, person: User, student_id: str) -> bool:
    """Whether the student is, or was, in a class of this person's."""
    if not person.is_staff:
        return False
    query = (
        select(Membership.class_id)
        .join(Classroom, Classroom.id == Membership.class_id)
        .where(Membership.user_id == student_id, taught_by(person))
    )
    return session.scalar(query.limit(1)) is not None


def student_for(session: Session, person: User, student_id: str) -> User:
    """A student whom this person teaches. Raises NotFound."""
    found = session.get(User, student_id)
    if found is None or found.role != "student" or not teaches(session, person, student_id):
        raise NotFound()
    return found


def assignment_for(session: Session, person: User, assignment_id: str) -> Assignment:
    """An assignment of a class that this person teaches. Raises NotFound."""
    found = session.get(Assignment, assignment_id)
    if found is None:
        raise NotFound()
    class_for(session, person, found.class_id)
    return found


def is_member(session: Session, person: User, class_id: str) -> bool:
    """Whether this person is one of the students of the class now."""
    found = session.get(Membership, (class_id, person.id))
    return found is not None and found.place == "member" and found.removed_at is None


def submission_for(session: Session, person: User, submission_id: str) -> Submission:
    """One's own submission, or that of somebody whom one teaches. Raises NotFound."""
    found = session.scalar(select(Submission).where(Submission.id == submission_id))
    if found is None or not (found.student_id == person.id or teaches(session, person, found.student_id)):
        raise NotFound()
    return found


def lab_for(session: Session, person: User, lab_id: str) -> LiveLab:
    """One's own lab, that of a student whom one teaches, or, to staff, the demo lab. Raises NotFound."""
    found = session.get(LiveLab, lab_id)
    if found is None or not _may_enter(session, person, found):
        raise NotFound()
    return found


def _may_enter(session: Session, person: User, lab: LiveLab) -> bool:
    if lab.owner_id is None:
        return person.is_staff
    return lab.owner_id == person.id or teaches(session, person, lab.owner_id)
