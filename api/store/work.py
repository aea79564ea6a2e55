"""What students hand in, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from api.store.base import Table

Stage = Literal["queued", "running", "done"]
Purpose = Literal["submit", "check"]


class Submission(Table):
    """What was handed in once, with the server's time of receipt; every one is kept."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("student_id", "idempotency_key"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    """The order of receipt, which is the order of the queue."""
    id: Mapped[str] = mapped_column(String(32), unique=True)
    student_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    exercise: Mapped[str] = mapped_column(String(64), index=True)
    exercise_version: Mapped[int]
    assignment_id: Mapped[str | None] = mapped_column(ForeignKey("assignments.id"), index=True)
    """What it was handed in for; without one it is practice of one's own."""
    purpose: Mapped[Purpose] = mapped_column(String(16), default="submit")
    """A check looks at the visible rules on the public runs, and counts for nothing."""
    idempotency_key: Mapped[str | None] = mapped_column(String(128))
    content_sha256: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]
    stage: Mapped[Stage] = mapped_column(String(16), index=True)
    attempt: Mapped[int] = mapped_column(default=1)
    """Which attempt at grading is the present one; a new one follows a failure of ours."""
    urgency: Mapped[int] = mapped_column(default=2)
    """Its place in the queue is among those of the same urgency; the lowest goes first."""
    progress: Mapped[dict[str, Any] | None]
    files: Mapped[list[SubmittedFile]] = relationship(
        order_by="SubmittedFile.name", cascade="all, delete-orphan"
    )
    verdicts: Mapped[list[GivenVerdict]] = relationship(
        order_by="GivenVerdict.number", cascade="all, delete-orphan"
    )


class SubmittedFile(Table):
    """One file of a submission, byte for byte."""

    __tablename__ = "submitted_files"

    submission_number: Mapped[int] = mapped_column(
        ForeignKey("submissions.number", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(128), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class GivenVerdict(Table):
    """The verdict of one attempt at grading; the unique key is what makes "never graded twice" true."""

    __tablename__ = "verdicts"
    __table_args__ = (UniqueConstraint("submission_number", "grader_version", "attempt"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    submission_number: Mapped[int] = mapped_column(
        ForeignKey("submissions.number", ondelete="CASCADE"), index=True
    )
    grader_version: Mapped[str] = mapped_column(String(32))
    attempt: Mapped[int]
    status: Mapped[str] = mapped_column(String(32))
    score: Mapped[int]
    verdict: Mapped[dict[str, Any]]
    right_answers: Mapped[dict[str, Any] | None]
    """To the questions of an exercise that asks some, in the student's own house."""
    graded_at: Mapped[datetime]
    traces: Mapped[list[KeptTrace]] = relationship(order_by="KeptTrace.run", cascade="all, delete-orphan")


class KeptTrace(Table):
    """What happened in one run of a verdict; kept for a while, since it can be had again by regrading."""

    __tablename__ = "traces"

    verdict_number: Mapped[int] = mapped_column(
        ForeignKey("verdicts.number", ondelete="CASCADE"), primary_key=True
    )
    run: Mapped[int] = mapped_column(primary_key=True)
    """Index in the verdict's runs."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The lines of the trace, compressed with zlib."""
