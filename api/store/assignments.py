"""What a class is to hand in, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import Table

Mode = Literal["practice", "exam"]
Counting = Literal["best", "last", "average"]


class Assignment(Table):
    """An exercise that is given to a class."""

    __tablename__ = "assignments"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    class_id: Mapped[str] = mapped_column(ForeignKey("classes.id", ondelete="CASCADE"), index=True)
    exercise: Mapped[str] = mapped_column(String(64), index=True)
    mode: Mapped[Mode] = mapped_column(String(16), default="practice")
    opens_at: Mapped[datetime | None]
    """Nobody sees it before; without it, it is open from the beginning, and an exam until it is started."""
    due_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    """What comes later is refused; between due and close it is late."""
    attempts: Mapped[int | None]
    """How many submissions a student has; without it, as many as one likes."""
    checks: Mapped[int | None]
    """How many Checks a student has; without it, as many as one likes."""
    counts: Mapped[Counting] = mapped_column(String(16), default="best")
    """Which of several submissions makes the grade."""
    weight: Mapped[float] = mapped_column(default=1.0)
    """Beside the other assignments of the class."""
    grace_minutes: Mapped[int] = mapped_column(default=0)
    penalty_percent: Mapped[float] = mapped_column(default=0.0)
    """Of the score, taken away for each day begun after the due time and the grace."""
    hints: Mapped[bool] = mapped_column(default=True)
    parameters_in_text: Mapped[bool] = mapped_column(default=False)
    """Whether programs must hold their parameters themselves: a copied program then holds another's."""
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    """Since when students do not see it; nothing is lost, and it can be put back."""


class Extension(Table):
    """More time, or more attempts, for one student or for all; it adds, and never takes anything away."""

    __tablename__ = "extensions"
    __table_args__ = (Index("ix_extensions_assignment_id_student_id", "assignment_id", "student_id"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    assignment_id: Mapped[str] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"))
    student_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    """Nobody in particular: everybody."""
    due_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    more_minutes: Mapped[int] = mapped_column(default=0)
    """Beside moments, since an exam has none before it is started."""
    more_attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
