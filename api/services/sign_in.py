"""Signing in: by password, by class code with name and PIN, or by a link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.security import FailedAttempts, Passwords, new_id, token_hash
from api.services.names import code_key, latin_digits, name_key
from api.store.classes import Classroom, Membership
from api.store.database import Sessions
from api.store.people import SignInLink, User
from devices.text import Text


class WrongCredentials(ApiError):
    """The account does not exist or the secret is not its own; which of the two is not said."""

    code = "wrong_credentials"
    status = 401
    words = Text(
        en="The name and the password or PIN do not belong together.",
        fa="نام و رمز (یا پین) با هم نمی‌خوانند.",
    )


class UnknownClassCode(ApiError):
    """No class has this code."""

    code = "unknown_class_code"
    status = 401
    words = Text(en="No class has the code “{class_code}”.", fa="کلاسی با کد «{class_code}» وجود ندارد.")


class SpentLink(ApiError):
    """The sign-in link was used already, or a newer one was printed."""

    code = "spent_link"
    status = 401
    words = Text(
        en="This link has been used already. Start the lab again for a new one.",
        fa="این پیوند پیش‌تر استفاده شده است. برای پیوند تازه، آزمایشگاه را دوباره راه بیندازید.",
    )


class SignIn:
    """Finds out who someone is, or refuses.

    Every failure is counted against the account that was tried and, more leniently, against the
    address it came from: a whole classroom may share one address.
    """

    def __init__(self, sessions: Sessions, passwords: Passwords, now: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._passwords = passwords
        self._now = now
        self._by_account = FailedAttempts(now, limit=10)
        self._by_address = FailedAttempts(now, limit=200)

    def with_password(self, username: str, password: str, address: str) -> User:
        """The user of this name and password. Raises WrongCredentials, TooManyAttempts."""
        account = f"user {username.casefold()}"
        self._refuse_guessing(account, address)
        with self._sessions() as session:
            user = session.scalar(select(User).where(User.username == username.casefold()))
        if not self._passwords.matches(password, user.password_hash if user else None) or user is None:
            raise self._failure(WrongCredentials(), account, address)
        self._by_account.forget(account)
        return user

    def with_class_code(self, class_code: str, name: str, pin: str, address: str) -> User:
        """The student of this name in the class; created at the first sign-in, held to the PIN at later ones.

        Raises UnknownClassCode, WrongCredentials, TooManyAttempts.
        """
        account = f"class {code_key(class_code)} {name_key(name)}"
        self._refuse_guessing(account, address)
        with self._sessions() as session:
            classroom = session.scalar(select(Classroom).where(Classroom.code == code_key(class_code)))
            if classroom is None:
                raise self._failure(UnknownClassCode(class_code=class_code), account, address)
            student = _member(session, classroom, name)
        if student is None:
            student = self._join(classroom, name, pin)
        if not self._passwords.matches(latin_digits(pin), student.pin_hash):
            raise self._failure(WrongCredentials(), account, address)
        self._by_account.forget(account)
        return student

    def with_link(self, link: str, address: str) -> User:
        """The first administrator, whose link this is. Raises SpentLink, TooManyAttempts."""
        self._refuse_guessing("link", address)
        with self._sessions.begin() as session:
            found = session.get(SignInLink, token_hash(link))
            if found is None:
                raise self._failure(SpentLink(), "link", address)
            session.delete(found)
            return first_administrator(session) or _new_administrator(session, self._now())

    def _join(self, classroom: Classroom, name: str, pin: str) -> User:
        student = User(
            id=new_id(),
            role="student",
            name=" ".join(name.split()),
            pin_hash=self._passwords.hash(latin_digits(pin)),
            created_at=self._now(),
        )
        try:
            with self._sessions.begin() as session:
                session.add(student)
                session.flush()
                session.add(Membership(class_id=classroom.id, user_id=student.id, name_key=name_key(name)))
        except IntegrityError:
            # Two first sign-ins at the same moment: the later one must give the earlier one's PIN.
            with self._sessions() as session:
                student = _member(session, classroom, name) or student
        return student

    def _refuse_guessing(self, account: str, address: str) -> None:
        self._by_account.check(account)
        self._by_address.check(address)

    def _failure(self, error: ApiError, account: str, address: str) -> ApiError:
        self._by_account.record(account)
        self._by_address.record(address)
        return error


def first_administrator(session: Session) -> User | None:
    """The administrator who was there first, if any."""
    return session.scalar(select(User).where(User.role == "administrator").order_by(User.created_at).limit(1))


def _new_administrator(session: Session, now: datetime) -> User:
    administrator = User(id=new_id(), role="administrator", name="استاد / Instructor", created_at=now)
    session.add(administrator)
    return administrator


def _member(session: Session, classroom: Classroom, name: str) -> User | None:
    query = (
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.class_id == classroom.id, Membership.name_key == name_key(name))
    )
    return session.scalar(query)
