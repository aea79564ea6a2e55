"""A person's own account: user name and password, or a student's PIN."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.security import Passwords
from api.services.names import latin_digits
from api.store.people import User
from devices.text import Text


class UsernameTaken(ApiError):
    """Someone else has this user name."""

    code = "username_taken"
    status = 409
    words = Text(en="The user name “{username}” is taken.", fa="نام کاربری «{username}» گرفته شده است.")


class UsernameMissing(ApiError):
    """A password without a user name could never be used."""

    code = "username_missing"
    status = 422
    words = Text(en="Choose a user name too.", fa="نام کاربری هم انتخاب کنید.")


class WrongPresentPassword(ApiError):
    """To change a password one must know the present one."""

    code = "wrong_present_password"
    status = 403
    words = Text(
        en="Your present password is missing or wrong.",
        fa="گذرواژهٔ کنونی شما وارد نشده یا درست نیست.",
    )


class WrongPresentPin(ApiError):
    """To change a PIN one must know the present one."""

    code = "wrong_present_pin"
    status = 403
    words = Text(
        en="Your present PIN is missing or wrong.",
        fa="رمز عددی کنونی شما وارد نشده یا درست نیست.",
    )


class PinsForStudents(ApiError):
    """Instructors and administrators sign in with a password."""

    code = "pins_for_students"
    status = 409
    words = Text(
        en="PINs are for students, who sign in with a class code. Choose a password instead.",
        fa="رمز عددی برای هنرجویان است که با کد کلاس وارد می‌شوند. به جای آن گذرواژه انتخاب کنید.",
    )


def set_password(
    session: Session, passwords: Passwords, user: User, *, username: str | None, password: str
) -> None:
    """Give an account a password, and a user name where it has none or another is asked for.

    Raises UsernameTaken, UsernameMissing.
    """
    wanted = username.casefold() if username else user.username
    if wanted is None:
        raise UsernameMissing()
    holder = session.scalar(select(User).where(User.username == wanted))
    if holder is not None and holder.id != user.id:
        raise UsernameTaken(username=wanted)
    account = session.get_one(User, user.id)
    account.username = wanted
    account.password_hash = passwords.hash(password)
    account.must_change_secret = False
    try:
        session.flush()
    except IntegrityError:
        # Somebody else took it a moment ago.
        raise UsernameTaken(username=wanted) from None


def set_pin(session: Session, passwords: Passwords, user: User, pin: str) -> None:
    """Give a student a PIN, in whatever digits it is typed. Raises PinsForStudents."""
    if user.role != "student":
        raise PinsForStudents()
    account = session.get_one(User, user.id)
    account.pin_hash = passwords.hash(latin_digits(pin))
    account.must_change_secret = False
