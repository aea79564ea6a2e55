"""A person's own account: user name and password."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.security import Passwords
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
        en="Give your present password too, as `current_password`.",
        fa="رمز کنونی‌تان را هم درست وارد کنید (`current_password`).",
    )


def set_password(
    session: Session,
    passwords: Passwords,
    user: User,
    *,
    username: str | None,
    password: str,
    present: str | None,
) -> None:
    """Give an account a password, and a user name where it has none or another is asked for.

    Raises UsernameTaken, UsernameMissing, WrongPresentPassword.
    """
    if user.password_hash is not None and not passwords.matches(present or "", user.password_hash):
        raise WrongPresentPassword()
    wanted = username.casefold() if username else user.username
    if wanted is None:
        raise UsernameMissing()
    holder = session.scalar(select(User).where(User.username == wanted))
    if holder is not None and holder.id != user.id:
        raise UsernameTaken(username=wanted)
    account = session.get_one(User, user.id)
    account.username = wanted
    account.password_hash = passwords.hash(password)
