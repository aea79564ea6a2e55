"""Programs that run in live houses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from api.store.base import Table


class WantedRun(Table):
    """A program that is to run in a live house, or was the last one there; the house process makes it so."""

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    lab_id: Mapped[str] = mapped_column(ForeignKey("labs.id", ondelete="CASCADE"), unique=True)
    idempotency_key: Mapped[str | None] = mapped_column(String(128))
    created_at: Mapped[datetime]
    is_stopping: Mapped[bool] = mapped_column(default=False)
    """Whether somebody has asked for its end."""
    ended_at: Mapped[datetime | None]
    ending: Mapped[dict[str, Any] | None]
    """Why it is over, once it is: `code`, `says` and the mistakes that were recognised."""
    files: Mapped[list[RunFile]] = relationship(order_by="RunFile.name", cascade="all, delete-orphan")


class RunFile(Table):
    """One file of the program, byte for byte."""

    __tablename__ = "run_files"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(128), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
