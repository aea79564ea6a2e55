"""Sessions: from a token back to the person who signed in."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from api.security import new_token, token_hash
from api.store.people import User, UserSession

LIFETIME = timedelta(days=30)


def open_session(session: Session, user: User, now: datetime) -> str:
    """Remember a sign-in and return its token, which is stored nowhere."""
    token = new_token()
    session.execute(delete(UserSession).where(UserSession.expires_at < now))
    session.add(
        UserSession(token_hash=token_hash(token), user_id=user.id, created_at=now, expires_at=now + LIFETIME)
    )
    return token


def user_of(session: Session, token: str, now: datetime) -> User | None:
    """The user whose session this token is, unless it has ended or expired."""
    found = session.get(UserSession, token_hash(token))
    if found is None or found.expires_at < now:
        return None
    return session.get(User, found.user_id)


def close_session(session: Session, token: str) -> None:
    """End the session of this token; the others of the same user go on."""
    session.execute(delete(UserSession).where(UserSession.token_hash == token_hash(token)))
