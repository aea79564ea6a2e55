"""Bringing a class in line with its roster: first to see what would change, then to change it.

Nobody is removed for not being in the file, and no PIN that a student has is replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.security import Passwords
from api.services.audit import note
from api.services.names import name_key
from api.services.rights import class_for
from api.services.roster import Roster, RosterMistake, RosterRow
from api.services.students import add_student, admit_student, change_student, restore_student
from api.store.classes import Classroom, Membership
from api.store.database import Sessions
from api.store.people import User
from devices.text import Text

Change = Literal["new", "known", "changed", "admitted", "restored"]

_ANOTHER_NUMBER = Text(
    en="has the name of a student whose number is {number}; add something to the name, or change that number",
    fa="نام هنرجویی را دارد که شماره‌اش {number} است؛ چیزی به نام بیفزایید یا آن شماره را تغییر دهید",
)
_ANOTHERS_NAME = Text(
    en="gives the student with the number {number} the name of another student",
    fa="به هنرجوی شمارهٔ {number} نام هنرجوی دیگری را می‌دهد",
)


class RosterMistaken(ApiError):
    """Some lines of a roster cannot be used, so none is. Fields: what is wrong, by line."""

    code = "roster_mistaken"
    status = 422
    words = Text(
        en="Nothing was imported: some lines cannot be used. See the fields.",
        fa="چیزی وارد نشد: چند سطر قابل استفاده نیست. فیلدها را ببینید.",
    )


@dataclass(frozen=True, slots=True)
class PlannedStudent:
    """What becomes of one line of the roster."""

    row: RosterRow
    change: Change
    known: Membership | None
    takes_pin: bool
    """Whether the PIN of the file becomes the student's: only where there is none yet."""


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What an import would do, or has done."""

    students: tuple[PlannedStudent, ...]
    mistakes: tuple[RosterMistake, ...]
    ignored_columns: tuple[str, ...]


def plan_import(session: Session, classroom: Classroom, roster: Roster) -> RosterPlan:
    """What an import of this roster would do; it writes nothing."""
    known = _Known(session, classroom)
    found = [known.plan(row) for row in roster.rows]
    mistakes = [*roster.mistakes, *(each for each in found if isinstance(each, RosterMistake))]
    return RosterPlan(
        students=tuple(each for each in found if isinstance(each, PlannedStudent)),
        mistakes=tuple(sorted(mistakes, key=lambda each: each.line)),
        ignored_columns=roster.ignored_columns,
    )


def import_roster(
    sessions: Sessions, passwords: Passwords, actor: User, class_id: str, roster: Roster, now: datetime
) -> RosterPlan:
    """Bring the class in line with the roster, whole or not at all.

    Raises NotFound, RosterMistaken, ClassFull.
    """
    with sessions() as session:
        plan = plan_import(session, class_for(session, actor, class_id), roster)
    _refuse_mistakes(plan)
    # Hashing takes its time, and nobody else should wait for the database meanwhile.
    pins = {pin: passwords.hash(pin) for pin in _pins_taken(plan)}
    with sessions.begin() as session:
        classroom = class_for(session, actor, class_id)
        plan = plan_import(session, classroom, roster)
        _refuse_mistakes(plan)
        for planned in plan.students:
            _perform(session, actor, classroom, planned, pins, now)
        counts = {"students": len(plan.students), "new": sum(each.change == "new" for each in plan.students)}
        note(session, actor, "roster.imported", classroom.id, now, class_id=classroom.id, after=counts)
    return plan


class _Known:
    """Whom the class knows already, by number and by name."""

    def __init__(self, session: Session, classroom: Classroom) -> None:
        query = (
            select(Membership, User)
            .join(User, User.id == Membership.user_id)
            .where(Membership.class_id == classroom.id)
            .order_by(Membership.name_key)
        )
        pairs = [(membership, student) for membership, student in session.execute(query)]
        self._students = {membership.user_id: student for membership, student in pairs}
        self._by_name = {membership.name_key: membership for membership, _ in pairs}
        self._by_number = {each.number: each for each, _ in reversed(pairs) if each.number is not None}

    def plan(self, row: RosterRow) -> PlannedStudent | RosterMistake:
        """What is to be done for a line."""
        namesake = self._by_name.get(name_key(row.name))
        numbered = self._by_number.get(row.number or "")
        if numbered is not None and namesake is not None and namesake is not numbered:
            return RosterMistake(row.line, _ANOTHERS_NAME.format(number=row.number))
        if numbered is None and namesake is not None and row.number and namesake.number:
            return RosterMistake(row.line, _ANOTHER_NUMBER.format(number=namesake.number))
        known = numbered or namesake
        if known is None:
            return PlannedStudent(row, "new", None, row.pin is not None)
        student = self._students[known.user_id]
        takes_pin = row.pin is not None and known.place == "expected" and student.pin_hash is None
        return PlannedStudent(row, _change(row, known, student), known, takes_pin)


def _change(row: RosterRow, known: Membership, student: User) -> Change:
    if known.removed_at is not None:
        return "restored"
    if known.place == "waiting":
        return "admitted"
    is_as_told = student.name == row.name and (row.number is None or known.number == row.number)
    return "known" if is_as_told else "changed"


def _perform(
    session: Session,
    actor: User,
    classroom: Classroom,
    planned: PlannedStudent,
    pins: Mapping[str, str],
    now: datetime,
) -> None:
    row, known = planned.row, planned.known
    pin_hash = pins[row.pin] if planned.takes_pin and row.pin is not None else None
    if known is None:
        add_student(session, actor, classroom, now, name=row.name, number=row.number, pin_hash=pin_hash)
        return
    told = {"name": row.name} if row.number is None else {"name": row.name, "number": row.number}
    change_student(session, actor, known, told, now)
    restore_student(session, actor, known, now)
    admit_student(session, actor, known, now)
    if pin_hash is not None:
        session.get_one(User, known.user_id).pin_hash = pin_hash


def _pins_taken(plan: RosterPlan) -> set[str]:
    return {each.row.pin for each in plan.students if each.takes_pin and each.row.pin is not None}


def _refuse_mistakes(plan: RosterPlan) -> None:
    if plan.mistakes:
        raise RosterMistaken(**{str(each.line): each.says for each in plan.mistakes})
