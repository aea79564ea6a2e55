"""A student's own assignments: on which terms, and how much of them is left."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.services.assignments.terms import Terms, applying, terms_of
from api.services.assignments.used import used_by
from api.services.rights import given_to
from api.store.assignments import Assignment, Extension
from api.store.classes import Classroom
from api.store.people import User
from api.store.work import Purpose


@dataclass(frozen=True, slots=True)
class OwnAssignment:
    """An assignment as it is for one student."""

    assignment: Assignment
    class_name: str
    terms: Terms
    submitted: int
    """How many submissions were used up."""
    checked: int

    def left(self, purpose: Purpose) -> int | None:
        """How many submissions or Checks are left; None is no limit."""
        limit, used = (
            (self.terms.attempts, self.submitted)
            if purpose == "submit"
            else (self.terms.checks, self.checked)
        )
        return None if limit is None else max(0, limit - used)


def own_assignments(
    session: Session, student: User, now: datetime, exercise: str | None = None
) -> list[OwnAssignment]:
    """All that have opened, closed ones too, the next one due first; of one exercise if it is named."""
    query = given_to(student, now)
    if exercise is not None:
        query = query.where(Assignment.exercise == exercise)
    assignments = session.scalars(query).all()
    if not assignments:
        return []
    ids = [each.id for each in assignments]
    extensions = extensions_of(session, ids)
    used = used_by(session, student, ids)
    own = [
        OwnAssignment(
            assignment=each,
            class_name=session.get_one(Classroom, each.class_id).name,
            terms=terms_of(each, applying(extensions[each.id], student.id)),
            submitted=used[each.id, "submit"],
            checked=used[each.id, "check"],
        )
        for each in assignments
    ]
    return sorted(own, key=_order)


def applying_now(own: Sequence[OwnAssignment], now: datetime) -> list[OwnAssignment]:
    """Of the assignments of one exercise, those for which something may be handed in now.

    While an exam is open it is the only one, lest other assignments with the same exercise help with it.
    """
    is_open = [each for each in own if each.terms.is_open_at(now)]
    return [each for each in is_open if each.assignment.mode == "exam"] or is_open


def parameters_in_text(session: Session, student: User, exercise: str, now: datetime) -> bool:
    """Whether the student's programs must hold the parameters of this exercise themselves now."""
    own = own_assignments(session, student, now, exercise)
    return any(each.assignment.parameters_in_text for each in applying_now(own, now))


def extensions_of(session: Session, assignment_ids: Collection[str]) -> dict[str, list[Extension]]:
    """Every extension of these assignments by assignment, in the order in which they were given."""
    found: dict[str, list[Extension]] = {each: [] for each in assignment_ids}
    query = select(Extension).where(Extension.assignment_id.in_(assignment_ids)).order_by(Extension.number)
    for extension in session.scalars(query):
        found[extension.assignment_id].append(extension)
    return found


def _order(own: OwnAssignment) -> tuple[bool, float, datetime, str]:
    due_at = own.terms.due_at
    when = due_at.timestamp() if due_at is not None else 0.0
    return due_at is None, when, own.assignment.created_at, own.assignment.id
