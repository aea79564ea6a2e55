"""Exercises of the centre's own: what their authors write, and what of it was published."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import Table

ProofState = Literal["queued", "running", "proven", "refuted", "failed"]


class Pack(Table):
    """One private exercise: it is in no built package, and only students to whom it is given see it."""

    __tablename__ = "packs"

    exercise: Mapped[str] = mapped_column(String(64), primary_key=True)
    """The id of the exercise."""
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    shared: Mapped[bool] = mapped_column(default=False)
    """Whether every instructor of the centre may read it and give it to classes."""
    revision: Mapped[int] = mapped_column(default=1)
    """The latest of its draft."""
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class PackContent(Table):
    """The content of files, each kept once, however many revisions hold it."""

    __tablename__ = "pack_contents"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class PackRevision(Table):
    """The files of a draft as they were saved once; every revision is kept."""

    __tablename__ = "pack_revisions"

    exercise: Mapped[str] = mapped_column(ForeignKey("packs.exercise", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    files: Mapped[dict[str, Any]]
    """SHA-256 of the content by file name."""
    digest: Mapped[str] = mapped_column(String(64))
    """Of names and contents: two revisions with the same one are the same."""
    author_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    saved_at: Mapped[datetime]


class PackVersion(Table):
    """A revision that was published as a version of its exercise; a grade says for which one it was given."""

    __tablename__ = "pack_versions"

    exercise: Mapped[str] = mapped_column(ForeignKey("packs.exercise", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    published_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    """Since when it is not offered any more; what was handed in for it is graded with it all the same."""


class PackProof(Table):
    """One trial of a revision's solution and wrong programs, all of them, in the queue."""

    __tablename__ = "pack_proofs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    exercise: Mapped[str] = mapped_column(ForeignKey("packs.exercise", ondelete="CASCADE"), index=True)
    revision: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[ProofState] = mapped_column(String(16), default="queued")
    attempt: Mapped[int] = mapped_column(default=1)
    programs: Mapped[list[dict[str, Any]]]
    """What was tried so far, and what came of it."""
    complaints: Mapped[list[dict[str, Any]]]
    """What is wrong with the exercise as a whole."""
    author_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class PackTrial(Table):
    """What one trial of a proof came to, kept until the proof is over, so that none is made twice."""

    __tablename__ = "pack_trials"

    proof_id: Mapped[str] = mapped_column(ForeignKey("pack_proofs.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    verdict: Mapped[dict[str, Any]]
