"""What teachers make of what the grader found: overrides and comments."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import Table


class GradeOverride(Table):
    """A teacher's grade in place of the counted one; the latest that was not withdrawn counts."""

    __tablename__ = "grade_overrides"
    __table_args__ = (Index("ix_grade_overrides_assignment_id_student_id", "assignment_id", "student_id"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    assignment_id: Mapped[str] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"))
    student_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    score: Mapped[float]
    reason: Mapped[str] = mapped_column(String(500))
    author_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Comment(Table):
    """What a teacher says of a submission, or of one line of it."""

    __tablename__ = "comments"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    submission_number: Mapped[int] = mapped_column(
        ForeignKey("submissions.number", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    file: Mapped[str | None] = mapped_column(String(128))
    line: Mapped[int | None]
    text: Mapped[str] = mapped_column(String(4000))
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
