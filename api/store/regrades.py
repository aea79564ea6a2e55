"""Regradings of whole assignments: looked at first, then made to count."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from api.store.base import Table

RegradeState = Literal["grading", "applying", "applied", "discarded"]


class Regrade(Table):
    """One regrading of everything that was handed in for an assignment."""

    __tablename__ = "regrades"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    assignment_id: Mapped[str] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    state: Mapped[RegradeState] = mapped_column(String(16), default="grading")
    """Once all is graded, it can be applied, which takes a while; it can be discarded before that."""
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
    attempt: Mapped[int] = mapped_column(default=1)
    """Which attempt at grading is the present one; a new one follows a failure of ours."""
    verdict: Mapped[dict[str, Any] | None]
    """None as long as it has not been graded."""
    right_answers: Mapped[dict[str, Any] | None]
    matters: Mapped[bool | None]
    """Whether score, status, or what a rule found is another than in the verdict that it replaces."""
    is_applied: Mapped[bool] = mapped_column(default=False)
    traces: Mapped[list[RegradedTrace]] = relationship(
        order_by="RegradedTrace.run", cascade="all, delete-orphan"
    )


class RegradedTrace(Table):
    """What happened in one run of a regrading; it becomes the verdict's when the regrading is applied."""

    __tablename__ = "regraded_traces"
    __table_args__ = (
        ForeignKeyConstraint(
            ["regrade_id", "submission_number"],
            ["regraded_submissions.regrade_id", "regraded_submissions.submission_number"],
            ondelete="CASCADE",
        ),
    )

    regrade_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    submission_number: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """As in `KeptTrace`."""
