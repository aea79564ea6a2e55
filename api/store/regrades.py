"""Regradings of whole assignments: looked at first, then made to count."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import Table

RegradeState = Literal["grading", "ready", "applied", "discarded"]


class Regrade(Table):
    """One regrading of everything that was handed in for an assignment."""

    __tablename__ = "regrades"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    assignment_id: Mapped[str] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    state: Mapped[RegradeState] = mapped_column(String(16), default="grading")
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class RegradedSubmission(Table):
    """What the regrading makes of one submission."""

    __tablename__ = "regraded_submissions"

    regrade_id: Mapped[str] = mapped_column(ForeignKey("regrades.id", ondelete="CASCADE"), primary_key=True)
    submission_number: Mapped[int] = mapped_column(
        ForeignKey("submissions.number", ondelete="CASCADE"), primary_key=True
    )
    replaces: Mapped[int]
    """The number of the verdict that counted when it was asked for."""
    verdict: Mapped[dict[str, Any] | None]
    """None as long as it has not been graded."""
