"""Who uses the lab: people, their sessions and tokens, and the links that sign them in once."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import Table

Role = Literal["student", "instructor", "administrator"]


class User(Table):
    """A person. A student is known by name within a class, instructors and administrators by user name."""

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    role: Mapped[Role] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(120))
    username: Mapped[str | None] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    pin_hash: Mapped[str | None] = mapped_column(String(255))
    must_change_secret: Mapped[bool] = mapped_column(default=False)
    """Whether the way in was given by somebody else, by a link or a one-time PIN, and is spent by now."""
    closed_at: Mapped[datetime | None]
    """Since when this account cannot sign in any more."""
    created_at: Mapped[datetime]

    @property
    def is_staff(self) -> bool:
        """Whether this person teaches or administers."""
        return self.role != "student"


class UserSession(Table):
    """One sign-in, or a named token for programs; of the token only the hash is kept."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str | None] = mapped_column(String(64))
    """Of a token that was made for programs; a sign-in has none."""
    agent: Mapped[str | None] = mapped_column(String(200))
    """What the browser or program called itself when it signed in."""
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]

    @property
    def id(self) -> str:
        """How its owner names it; from it nobody can find the token."""
        return self.token_hash[:16]


class SignInLink(Table):
    """A link that signs one person in, once; without a user it is the first administrator's."""

    __tablename__ = "sign_in_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
