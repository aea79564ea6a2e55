"""How students come into a class: by its code, onto the place that the roster keeps for them or a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.security import new_id
from api.services.names import code_key, name_key
from api.store.classes import Classroom, Membership
from api.store.database import Sessions
from api.store.people import User
from devices.text import Text

MOST_STUDENTS = 1000
"""In a class; a code that has gone round cannot fill the database."""


class ClassCodeClosed(ApiError):
    """The code lets nobody in who has not joined yet."""

    code = "class_code_closed"
    status = 403
    words = Text(
        en="The class takes nobody new with this code at present. Ask your teacher to open it.",
        fa="این کلاس فعلاً با این کد هنرجوی تازه نمی‌پذیرد. از هنرآموز بخواهید آن را باز کند.",
    )


class ClassFull(ApiError):
    """A class holds so many students and no more. Fields: most."""

    code = "class_full"
    status = 409
    words = Text(
        en="A class has at most {most} students. Remove some, or make another class.",
        fa="هر کلاس حداکثر {most} هنرجو دارد. چند نفر را بردارید یا کلاس دیگری بسازید.",
    )


class WaitingForTeacher(ApiError):
    """The student is known, and is to be admitted by the teacher."""

    code = "waiting_for_teacher"
    status = 403
    words = Text(
        en="Your name is kept. Sign in again with the same PIN once your teacher has admitted you.",
        fa="نام شما ثبت شد. پس از آن که هنرآموز شما را پذیرفت، با همین رمز عددی دوباره وارد شوید.",
    )


class RemovedFromClass(ApiError):
    """The teacher has removed the student from the class."""

    code = "removed_from_class"
    status = 403
    words = Text(
        en="You are no longer in this class. Your work is kept; ask your teacher.",
        fa="دیگر در این کلاس نیستید. کارهایتان محفوظ است؛ با هنرآموز صحبت کنید.",
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A student and that student's place in a class."""

    membership: Membership
    student: User

    @property
    def is_unclaimed(self) -> bool:
        """Whether it is kept by the roster without a PIN: who comes first chooses one."""
        is_expected = self.membership.place == "expected" and self.membership.removed_at is None
        return is_expected and self.student.pin_hash is None


def class_of_code(session: Session, code: str) -> Classroom | None:
    """The class with this code, however it was typed."""
    return session.scalar(select(Classroom).where(Classroom.code == code_key(code)))


def standing_of(session: Session, classroom: Classroom, name: str) -> Standing | None:
    """Who is known to the class by this name."""
    query = (
        select(Membership, User)
        .join(User, User.id == Membership.user_id)
        .where(Membership.class_id == classroom.id, Membership.name_key == name_key(name))
    )
    row = session.execute(query).one_or_none()
    return Standing(row[0], row[1]) if row else None


def refuse_newcomers(classroom: Classroom, now: datetime) -> None:
    """Raise ClassCodeClosed unless who has not joined yet may do so now."""
    has_expired = classroom.code_expires_at is not None and classroom.code_expires_at <= now
    if not classroom.code_open or has_expired or classroom.archived_at is not None:
        raise ClassCodeClosed()


def take_place(sessions: Sessions, classroom: Classroom, name: str, pin_hash: str, now: datetime) -> Standing:
    """The student's place with this PIN: the one that the roster keeps, or a new one.

    Of two who come at the same moment, the later one finds the earlier one's PIN. Raises ClassFull.
    """
    try:
        with sessions.begin() as session:
            kept = standing_of(session, classroom, name)
            if kept is None:
                return _new_place(session, classroom, name, pin_hash, now)
            if kept.is_unclaimed:
                is_free = (User.id == kept.student.id, User.pin_hash.is_(None))
                session.execute(update(User).where(*is_free).values(pin_hash=pin_hash))
                session.refresh(kept.student)
            return kept
    except IntegrityError:
        with sessions() as session:
            if (taken := standing_of(session, classroom, name)) is not None:
                return taken
        raise


def enter(session: Session, standing: Standing, now: datetime) -> User:
    """Let a student in who gave the right PIN.

    Raises RemovedFromClass, WaitingForTeacher, ClassCodeClosed.
    """
    student = session.get_one(User, standing.student.id)
    membership = session.get_one(Membership, (standing.membership.class_id, student.id))
    if membership.removed_at is not None:
        raise RemovedFromClass()
    if membership.place == "waiting":
        raise WaitingForTeacher()
    if membership.place == "expected":
        refuse_newcomers(session.get_one(Classroom, membership.class_id), now)
        membership.place = "member"
        membership.joined_at = now
    return student


def is_somewhere(session: Session, student: User) -> bool:
    """Whether the student is in some class now."""
    query = select(Membership.class_id).where(
        Membership.user_id == student.id, Membership.place == "member", Membership.removed_at.is_(None)
    )
    return session.scalar(query.limit(1)) is not None


def refuse_more_than_fit(session: Session, class_id: str, more: int) -> None:
    """Raise ClassFull if the class has no room for so many more; who was removed counts too."""
    query = select(func.count()).select_from(Membership).where(Membership.class_id == class_id)
    if (session.scalar(query) or 0) + more > MOST_STUDENTS:
        raise ClassFull(most=MOST_STUDENTS)


def _new_place(session: Session, classroom: Classroom, name: str, pin_hash: str, now: datetime) -> Standing:
    refuse_more_than_fit(session, classroom.id, 1)
    is_open = classroom.admission == "open"
    student = User(
        id=new_id(), role="student", name=" ".join(name.split()), pin_hash=pin_hash, created_at=now
    )
    membership = Membership(
        class_id=classroom.id,
        user_id=student.id,
        name_key=name_key(name),
        place="member" if is_open else "waiting",
        joined_at=now if is_open else None,
    )
    session.add(student)
    session.flush()
    session.add(membership)
    session.flush()
    return Standing(membership, student)
