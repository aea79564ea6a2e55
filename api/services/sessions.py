"""Sessions: from a token back to the person who signed in. Tokens for programs are sessions with a name."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from api.errors import ApiError, NotFound
from api.security import new_token, token_hash
from api.store.database import Sessions
from api.store.people import User, UserSession
from devices.text import Text

LIFETIME = timedelta(days=30)
MOST_TOKENS = 20
_NOTED_EVERY = timedelta(hours=1)
"""A write at every request would keep the database busy with nothing else."""
_MOST_AGENT = 200


class TooManyTokens(ApiError):
    """This person has many tokens for programs already. Fields: most."""

    code = "too_many_tokens"
    status = 409
    words = Text(
        en="You have {most} tokens already. End one that you do not use.",
        fa="همین حالا {most} توکن دارید. یکی را که به کار نمی‌آید باطل کنید.",
    )


def open_session(session: Session, user: User, now: datetime, agent: str | None = None) -> str:
    """Remember a sign-in and return its token, which is stored nowhere; `agent` is what the browser says."""
    token = new_token()
    session.execute(delete(UserSession).where(UserSession.expires_at < now))
    session.add(
        UserSession(
            token_hash=token_hash(token),
            user_id=user.id,
            agent=agent[:_MOST_AGENT] if agent else None,
            created_at=now,
            last_used_at=now,
            expires_at=now + LIFETIME,
        )
    )
    return token


def make_token(session: Session, user: User, name: str, days: int, now: datetime) -> tuple[UserSession, str]:
    """A named token for programs, which is stored nowhere. Raises TooManyTokens."""
    query = select(func.count()).where(
        UserSession.user_id == user.id, UserSession.name.is_not(None), UserSession.expires_at >= now
    )
    if (session.scalar(query) or 0) >= MOST_TOKENS:
        raise TooManyTokens(most=MOST_TOKENS)
    token = new_token()
    made = UserSession(
        token_hash=token_hash(token),
        user_id=user.id,
        name=" ".join(name.split()),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    session.add(made)
    return made, token


def signed_in(session: Session, token: str, now: datetime) -> tuple[UserSession, User] | None:
    """The session of this token and whose it is, unless it has ended or the account is closed."""
    row = session.execute(
        select(UserSession, User)
        .join(User, User.id == UserSession.user_id)
        .where(
            UserSession.token_hash == token_hash(token),
            UserSession.expires_at >= now,
            User.closed_at.is_(None),
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def note_use(sessions: Sessions, used: UserSession, now: datetime) -> None:
    """Write down that a session was used, now and then; where nothing can be written, nobody has to wait."""
    if used.last_used_at is not None and now - used.last_used_at < _NOTED_EVERY:
        return
    with suppress(OperationalError), sessions.begin() as session:
        session.execute(
            update(UserSession).where(UserSession.token_hash == used.token_hash).values(last_used_at=now)
        )


def sessions_of(session: Session, user: User, now: datetime) -> Sequence[UserSession]:
    """A person's sign-ins and tokens that are good, oldest first."""
    query = select(UserSession).where(UserSession.user_id == user.id, UserSession.expires_at >= now)
    return session.scalars(query.order_by(UserSession.created_at, UserSession.token_hash)).all()


def end_session(session: Session, user: User, session_id: str) -> None:
    """End one of a person's sign-ins or tokens. Raises NotFound."""
    query = select(UserSession).where(UserSession.user_id == user.id)
    found = [each for each in session.scalars(query) if each.id == session_id]
    if not found:
        raise NotFound()
    for each in found:
        session.delete(each)


def end_sessions(session: Session, user_id: str, *, but: str | None = None) -> None:
    """End all of a person's sign-ins and tokens but the one with the token `but`."""
    kept = token_hash(but) if but is not None else ""
    session.execute(delete(UserSession).where(UserSession.user_id == user_id, UserSession.token_hash != kept))


def close_session(session: Session, token: str) -> None:
    """End the session of this token; the others of the same user go on."""
    session.execute(delete(UserSession).where(UserSession.token_hash == token_hash(token)))
