"""Classes, and who is in them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import Table

Admission = Literal["open", "roster"]
Place = Literal["expected", "waiting", "member"]


class Classroom(Table):
    """A class that students join with its code; one without an instructor belongs to all of them."""

    __tablename__ = "classes"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    code: Mapped[str] = mapped_column(String(8), unique=True)
    code_open: Mapped[bool] = mapped_column(default=True)
    """Whether new students may join with the code; who has joined signs in with it all the same."""
    code_expires_at: Mapped[datetime | None]
    admission: Mapped[Admission] = mapped_column(String(16), default="open")
    """Whether anybody with the code is let in, or only who is on the roster, while others wait."""
    instructor_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]


class Membership(Table):
    """A student's place in a class, under the name by which the class knows that student."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("class_id", "name_key"),)

    class_id: Mapped[str] = mapped_column(ForeignKey("classes.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    name_key: Mapped[str] = mapped_column(String(120))
    """The name as it is compared: one form of each letter, single spaces."""
    number: Mapped[str | None] = mapped_column(String(32))
    """The student's number at the centre, if the roster has one."""
    place: Mapped[Place] = mapped_column(String(16), default="member")
    """`expected`: on the roster, has not come yet; `waiting`: has come, is to be let in by the teacher."""
    joined_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    """Since when the student is out of the class; what was handed in stays, and so does the way back."""
