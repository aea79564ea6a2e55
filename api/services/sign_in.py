"""Signing in: by password, by class code with name and PIN, or by a link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from api.errors import ApiError
from api.security import Passwords
from api.services.admission import (
    RemovedFromClass,
    Standing,
    class_of_code,
    enter,
    is_somewhere,
    refuse_newcomers,
    standing_of,
    take_place,
)
from api.services.guessing import Guessing
from api.services.links import SpentLink, use_link
from api.services.names import code_key, latin_digits, name_key
from api.store.database import Sessions
from api.store.people import User
from devices.text import Text


class WrongCredentials(ApiError):
    """The account does not exist or the secret is not its own; which of the two is not said."""

    code = "wrong_credentials"
    status = 401
    words = Text(
        en="The name and the password or PIN do not belong together.",
        fa="نام و رمز با هم نمی‌خوانند.",
    )


class UnknownClassCode(ApiError):
    """No class has this code."""

    code = "unknown_class_code"
    status = 401
    words = Text(en="No class has the code “{class_code}”.", fa="کلاسی با کد «{class_code}» وجود ندارد.")


class NoPin(ApiError):
    """The student's one-time PIN is spent, and none was chosen after it."""

    code = "no_pin"
    status = 401
    words = Text(
        en="The one-time PIN was used, and no PIN was chosen after it. Ask your teacher for another.",
        fa="رمز عددی یک‌بارمصرف استفاده شده و پس از آن رمز دیگری انتخاب نشده است. "
        "از هنرآموز رمز عددی دیگری بگیرید.",
    )


class AccountClosed(ApiError):
    """An administrator has closed the account."""

    code = "account_closed"
    status = 403
    words = Text(
        en="This account is closed. Ask an administrator of the centre.",
        fa="این حساب بسته شده است. با مدیر مرکز صحبت کنید.",
    )


class SignIn:
    """Finds out who someone is, or refuses; failures are counted, so that nobody can try everything."""

    def __init__(self, sessions: Sessions, passwords: Passwords, now: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._passwords = passwords
        self._now = now
        self._guessing = Guessing(now)

    def with_password(self, username: str, password: str, address: str) -> User:
        """The user of this name and password.

        Raises WrongCredentials, TooManyAttempts, AccountClosed, RemovedFromClass.
        """
        account = f"user {username.casefold()}"
        self._guessing.refuse(account, address)
        with self._sessions() as session:
            user = session.scalar(select(User).where(User.username == username.casefold()))
        if not self._passwords.matches(password, user.password_hash if user else None) or user is None:
            raise self._guessing.failed(WrongCredentials(), account, address)
        self._guessing.succeeded(account)
        with self._sessions() as session:
            if user.role == "student" and not is_somewhere(session, user):
                raise RemovedFromClass()
        return _open(user)

    def with_class_code(self, class_code: str, name: str, pin: str, address: str) -> User:
        """The student of this name in the class, who chooses the PIN at the first sign-in.

        Raises UnknownClassCode, ClassCodeClosed, ClassFull, WrongCredentials, NoPin, TooManyAttempts,
        WaitingForTeacher, RemovedFromClass, AccountClosed.
        """
        account = f"class {code_key(class_code)} {name_key(name)}"
        self._guessing.refuse(account, address)
        standing, is_chosen_now = self._standing(class_code, name, latin_digits(pin), account, address)
        if standing.student.pin_hash is None:
            raise self._guessing.failed(NoPin(), account, address)
        if not is_chosen_now and not self._passwords.matches(latin_digits(pin), standing.student.pin_hash):
            raise self._guessing.failed(WrongCredentials(), account, address)
        self._guessing.succeeded(account)
        with self._sessions.begin() as session:
            student = _open(enter(session, standing, self._now()))
            if student.must_change_secret:
                # A one-time PIN has served with this.
                student.pin_hash = None
            return student

    def with_link(self, link: str, address: str) -> User:
        """The person whose link this is. Raises SpentLink, TooManyAttempts, AccountClosed."""
        self._guessing.refuse("link", address)
        try:
            with self._sessions.begin() as session:
                return _open(use_link(session, link, self._now()))
        except SpentLink as spent:
            raise self._guessing.failed(spent, "link", address) from None

    def confirm(self, user: User, secret: str | None, stored: str | None, wrong: ApiError) -> None:
        """Make sure that it is the person who asks for another secret; who has none yet need not tell it.

        Raises `wrong`, TooManyAttempts.
        """
        if stored is None or user.must_change_secret:
            return
        account = f"change {user.id}"
        self._guessing.refuse(account, account)
        if not self._passwords.matches(secret or "", stored):
            raise self._guessing.failed(wrong, account, account)
        self._guessing.succeeded(account)

    def _standing(
        self, class_code: str, name: str, pin: str, account: str, address: str
    ) -> tuple[Standing, bool]:
        """Who it is, and whether the PIN became that student's own just now: then it need not be checked."""
        with self._sessions() as session:
            classroom = class_of_code(session, class_code)
            standing = standing_of(session, classroom, name) if classroom else None
        if classroom is None:
            raise self._guessing.failed(UnknownClassCode(class_code=class_code), account, address)
        if standing is not None and not standing.is_unclaimed:
            return standing, False
        refuse_newcomers(classroom, self._now())
        chosen = self._passwords.hash(pin)
        taken = take_place(self._sessions, classroom, name, chosen, self._now())
        return taken, taken.student.pin_hash == chosen


def _open(user: User) -> User:
    if user.closed_at is not None:
        raise AccountClosed()
    return user
