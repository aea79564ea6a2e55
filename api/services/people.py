"""Who works with the lab, for its administrators: instructors, roles, closed accounts, links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from api.errors import ApiError, NotFound
from api.security import new_id
from api.services.audit import note
from api.services.links import first_administrator, new_link
from api.services.shutting_out import shut_out
from api.store.people import Role, User
from devices.text import Text


class NoSuchInstructor(ApiError):
    """No instructor or administrator has this id. Fields: given."""

    code = "no_such_instructor"
    status = 422
    words = Text(
        en="There is no instructor with the id {given}: see GET /api/people.",
        fa="هیچ هنرآموزی با شناسهٔ {given} وجود ندارد؛ شناسه‌ها را GET /api/people می‌گوید.",
    )


class NoSuchUsername(ApiError):
    """Nobody signs in with this user name. Fields: username."""

    code = "no_such_username"
    status = 404
    words = Text(
        en="Nobody here has the user name “{username}”; without a name the first administrator is meant.",
        fa="کسی با نام کاربری «{username}» نیست؛ بدون نام، نخستین مدیر منظور است.",
    )


class StudentsStayStudents(ApiError):
    """A student has no role but that one, and no link: a class lets students in."""

    code = "students_stay_students"
    status = 409
    words = Text(
        en="This is a student. Add a person of their own for who is to teach; "
        "a student's teacher gives a one-time PIN.",
        fa="این حساب از آنِ یک هنرجو است. برای کسی که قرار است درس بدهد حساب جداگانه بسازید؛ "
        "رمز عددی یک‌بارمصرف را هنرآموز به هنرجو می‌دهد.",
    )


class LastAdministrator(ApiError):
    """Without an administrator nobody could look after people any more."""

    code = "last_administrator"
    status = 409
    words = Text(
        en="This is the only administrator. Make somebody else an administrator first.",
        fa="این تنها مدیر است. نخست کس دیگری را مدیر کنید.",
    )


@dataclass(frozen=True, slots=True)
class PeopleWanted:
    """Which people a list is to tell of."""

    role: Role | None = None
    closed: bool | None = None
    named: str | None = None
    """What is in the name or the user name."""


def find_people(session: Session, wanted: PeopleWanted, *, limit: int, skip: int) -> Sequence[User]:
    """People in the order in which they came."""
    query = select(User).order_by(User.created_at, User.id).limit(limit).offset(skip)
    if wanted.role is not None:
        query = query.where(User.role == wanted.role)
    if wanted.closed is not None:
        query = query.where(User.closed_at.is_not(None) if wanted.closed else User.closed_at.is_(None))
    if wanted.named is not None:
        key = wanted.named.casefold()
        query = query.where(
            or_(
                func.lower(User.name).contains(key, autoescape=True),
                User.username.contains(key, autoescape=True),
            )
        )
    return session.scalars(query).all()


def find_person(session: Session, person_id: str) -> User:
    """Anybody, by id. Raises NotFound."""
    found = session.get(User, person_id)
    if found is None:
        raise NotFound()
    return found


def add_person(
    session: Session, actor: User, name: str, role: Role, now: datetime
) -> tuple[User, str, datetime]:
    """An instructor or administrator to be, the link that signs that person in once, and until when."""
    person = User(id=new_id(), role=role, name=" ".join(name.split()), created_at=now)
    session.add(person)
    session.flush()
    note(session, actor, "person.added", person.id, now, after={"name": person.name, "role": role})
    return person, *new_link(session, person, now)


def change_person(
    session: Session, actor: User, person: User, now: datetime, *, name: str | None, role: Role | None
) -> None:
    """Another name or role for somebody; what is None stays.

    Raises StudentsStayStudents, LastAdministrator.
    """
    before = {"name": person.name, "role": person.role}
    if role is not None and role != person.role:
        if "student" in (role, person.role):
            raise StudentsStayStudents()
        refuse_last_administrator(session, person)
        person.role = role
    if name is not None:
        person.name = " ".join(name.split())
    after = {"name": person.name, "role": person.role}
    if after != before:
        note(session, actor, "person.changed", person.id, now, before=before, after=after)


def close_account(session: Session, actor: User, person: User, secret: bytes, now: datetime) -> None:
    """Nobody signs in with this account any more, nor reaches its houses; all that was made stays.

    Raises LastAdministrator.
    """
    if person.closed_at is not None:
        return
    refuse_last_administrator(session, person)
    person.closed_at = now
    shut_out(session, secret, person.id)
    note(session, actor, "person.closed", person.id, now)


def reopen_account(session: Session, actor: User, person: User, now: datetime) -> None:
    """The account is good again, with the password or PIN that it had."""
    if person.closed_at is None:
        return
    person.closed_at = None
    note(session, actor, "person.reopened", person.id, now)


def make_link(session: Session, actor: User, person: User, now: datetime) -> tuple[str, datetime]:
    """A link in place of a forgotten password, and until when it is good. Raises StudentsStayStudents."""
    if not person.is_staff:
        raise StudentsStayStudents()
    note(session, actor, "person.link_made", person.id, now)
    return new_link(session, person, now)


def recover_account(session: Session, username: str | None, now: datetime) -> tuple[User, str, datetime]:
    """A link for the operator at the machine: whose user name it is, or the first administrator's.

    Raises NoSuchUsername, StudentsStayStudents.
    """
    person = (
        first_administrator(session)
        if username is None
        else session.scalar(select(User).where(User.username == username.casefold()))
    )
    if person is None:
        raise NoSuchUsername(username=username or "")
    if not person.is_staff:
        raise StudentsStayStudents()
    note(session, None, "person.link_made", person.id, now)
    return person, *new_link(session, person, now)


def refuse_last_administrator(session: Session, person: User) -> None:
    """Raise LastAdministrator if nobody else administers the lab."""
    if person.role != "administrator":
        return
    others = select(User.id).where(
        User.role == "administrator", User.closed_at.is_(None), User.id != person.id
    )
    if session.scalar(others.limit(1)) is None:
        raise LastAdministrator()
