"""Links that sign one person in, once: the way in for who has no password yet, or has forgotten it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.security import new_id, new_token, token_hash
from api.store.people import SignInLink, User
from devices.text import Text

LIFETIME = timedelta(days=7)


class SpentLink(ApiError):
    """The sign-in link was used already, has expired, or a newer one was made."""

    code = "spent_link"
    status = 401
    words = Text(
        en="This link is no longer good. Ask an administrator for a new one; "
        "the first administrator gets one by starting the lab again.",
        fa="این پیوند دیگر اعتبار ندارد. از مدیر پیوند تازه بگیرید؛ "
        "نخستین مدیر با راه‌اندازی دوبارهٔ آزمایشگاه پیوند تازه می‌گیرد.",
    )


def new_link(session: Session, user: User, now: datetime) -> tuple[str, datetime]:
    """A link for this person in place of the one before, and when it ceases to be good."""
    session.execute(delete(SignInLink).where(SignInLink.user_id == user.id))
    link, expires_at = new_token(), now + LIFETIME
    session.add(
        SignInLink(token_hash=token_hash(link), user_id=user.id, created_at=now, expires_at=expires_at)
    )
    return link, expires_at


def new_first_link(session: Session, now: datetime) -> str | None:
    """The first administrator's link in place of the one before; none once there is a password to use."""
    administrator = first_administrator(session)
    session.execute(delete(SignInLink).where(SignInLink.user_id.is_(None)))
    if administrator is not None and administrator.password_hash is not None:
        return None
    link = new_token()
    session.add(SignInLink(token_hash=token_hash(link), created_at=now))
    return link


def use_link(session: Session, link: str, now: datetime) -> User:
    """The person whose link this is; it is spent, and a password is to be chosen. Raises SpentLink."""
    found = session.get(SignInLink, token_hash(link))
    if found is None or (found.expires_at is not None and found.expires_at < now):
        raise SpentLink()
    spent = session.scalar(
        delete(SignInLink).where(SignInLink.token_hash == found.token_hash).returning(SignInLink.token_hash)
    )
    if spent is None:
        # Somebody else was faster by a moment.
        raise SpentLink()
    user = _user_of(session, found, now)
    user.must_change_secret = True
    return user


def first_administrator(session: Session) -> User | None:
    """The administrator who was there first, of those whose account is open."""
    query = select(User).where(User.role == "administrator", User.closed_at.is_(None))
    return session.scalar(query.order_by(User.created_at, User.id).limit(1))


def _user_of(session: Session, link: SignInLink, now: datetime) -> User:
    if link.user_id is not None:
        return session.get_one(User, link.user_id)
    return first_administrator(session) or _new_administrator(session, now)


def _new_administrator(session: Session, now: datetime) -> User:
    administrator = User(id=new_id(), role="administrator", name="مدیر / Administrator", created_at=now)
    session.add(administrator)
    return administrator
