"""Who may see and change what: every question of that kind is answered here, and nowhere else.

What a person may not see is, to that person, not there: others' things raise NotFound as nothing does.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import Session

from api.errors import Forbidden, NotFound
from api.store.assignments import Assignment
from api.store.classes import Classroom, Membership
from api.store.grades import Comment
from api.store.houses import LiveLab
from api.store.packs import Pack
from api.store.people import User
from api.store.regrades import Regrade
from api.store.webhooks import Delivery, Webhook
from api.store.work import Submission

Row = TypeVar("Row")


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


def assignment_for(session: Session, person: User, assignment_id: str) -> Assignment:
    """An assignment of a class that this person teaches. Raises NotFound."""
    found = _there(session.get(Assignment, assignment_id))
    class_for(session, person, found.class_id)
    return found


def given_to(student: User, now: datetime) -> Select[Assignment]:
    """The assignments that a student may see: those of the student's classes that have opened by now."""
    has_opened = or_(
        Assignment.opens_at <= now, and_(Assignment.opens_at.is_(None), Assignment.mode != "exam")
    )
    return (
        select(Assignment)
        .join(Classroom, Classroom.id == Assignment.class_id)
        .join(Membership, Membership.class_id == Assignment.class_id)
        .where(Membership.user_id == student.id, Membership.place == "member")
        .where(Membership.removed_at.is_(None), Classroom.archived_at.is_(None))
        .where(Assignment.removed_at.is_(None), has_opened)
    )


def membership_for(session: Session, person: User, class_id: str, student_id: str) -> Membership:
    """A student's place in a class that this person teaches, also a removed student's. Raises NotFound."""
    class_for(session, person, class_id)
    return _there(session.get(Membership, (class_id, student_id)))


def regrade_for(session: Session, person: User, regrade_id: str) -> Regrade:
    """A regrading of an assignment of a class that this person teaches. Raises NotFound."""
    found = _there(session.get(Regrade, regrade_id))
    assignment_for(session, person, found.assignment_id)
    return found


def submission_for(session: Session, person: User, submission_id: str) -> Submission:
    """One's own submission, or that of somebody whom one teaches. Raises NotFound."""
    found = session.scalar(select(Submission).where(Submission.id == submission_id))
    if found is None or not (found.student_id == person.id or teaches(session, person, found.student_id)):
        raise NotFound()
    return found


def grade_place_for(
    session: Session, person: User, assignment_id: str, student_id: str
) -> tuple[Assignment, User]:
    """An assignment of a class that this person teaches, and one of its students, also a removed one.

    Raises NotFound.
    """
    assignment = assignment_for(session, person, assignment_id)
    membership = membership_for(session, person, assignment.class_id, student_id)
    return assignment, session.get_one(User, membership.user_id)


def comment_for(session: Session, person: User, comment_id: str) -> Comment:
    """A comment on a submission that this person may see. Raises NotFound."""
    found = _there(session.get(Comment, comment_id))
    submission_for(session, person, session.get_one(Submission, found.submission_number).id)
    return found


def own_comment_for(session: Session, person: User, comment_id: str) -> Comment:
    """One's own comment: nobody puts other words into a colleague's mouth. Raises NotFound, Forbidden."""
    found = comment_for(session, person, comment_id)
    if found.author_id != person.id:
        raise Forbidden()
    return found


def webhook_for(session: Session, person: User, webhook_id: str) -> Webhook:
    """A webhook of a class that this person teaches. Raises NotFound."""
    found = _there(session.get(Webhook, webhook_id))
    class_for(session, person, found.class_id)
    return found


def delivery_for(session: Session, person: User, delivery_id: str) -> Delivery:
    """What is to be told to a webhook of a class that this person teaches. Raises NotFound."""
    found = _there(session.scalar(select(Delivery).where(Delivery.id == delivery_id)))
    webhook_for(session, person, found.webhook_id)
    return found


def lab_for(session: Session, person: User, lab_id: str) -> LiveLab:
    """One's own lab, that of a student whom one teaches, or, to staff, the demo lab. Raises NotFound."""
    found = session.get(LiveLab, lab_id)
    if found is None or not _may_enter(session, person, found):
        raise NotFound()
    return found


def own_lab_for(session: Session, person: User, lab_id: str) -> LiveLab:
    """One's own lab, or, to staff, the demo lab: who teaches a student looks on and helps, but takes nothing.

    Raises NotFound, Forbidden.
    """
    found = lab_for(session, person, lab_id)
    if found.owner_id not in (person.id, None):
        raise Forbidden()
    return found


def _may_enter(session: Session, person: User, lab: LiveLab) -> bool:
    if lab.owner_id is None:
        return person.is_staff
    return lab.owner_id == person.id or teaches(session, person, lab.owner_id)


def packs_of(person: User) -> ColumnElement[bool]:
    """Whether a private exercise is one that this person may read and give to classes: own or shared."""
    if not person.is_staff:
        return false()
    is_theirs = true() if person.role == "administrator" else or_(Pack.owner_id == person.id, Pack.shared)
    return and_(Pack.removed_at.is_(None), is_theirs)


def private_exercises_of(session: Session, person: User) -> set[str]:
    """The ids of the private exercises that this person may read and give to classes; students have none."""
    return set(session.scalars(select(Pack.exercise).where(packs_of(person))))


def pack_for(session: Session, person: User, exercise: str) -> Pack:
    """A private exercise that this person may read, or one's own that was removed. Raises NotFound."""
    found = session.get(Pack, exercise)
    if found is None or not (_wrote(person, found) or exercise in private_exercises_of(session, person)):
        raise NotFound()
    return found


def own_pack_for(session: Session, person: User, exercise: str) -> Pack:
    """A private exercise that this person may change: one's own, an administrator any.

    It may be one that was removed: its owner can put it back. Raises NotFound, Forbidden for a colleague's.
    """
    found = session.get(Pack, exercise)
    if found is not None and (person.role == "administrator" or _wrote(person, found)):
        return found
    pack_for(session, person, exercise)
    raise Forbidden()


def _wrote(person: User, pack: Pack) -> bool:
    return person.is_staff and pack.owner_id == person.id


def _there(row: Row | None) -> Row:
    if row is None:
        raise NotFound()
    return row
