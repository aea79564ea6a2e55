"""Who changed what, and when: entries are added, and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import Table


class AuditEntry(Table):
    """One change. It names no rows by foreign key: it outlives what it tells of."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[str | None] = mapped_column(String(32), index=True)
    """Nobody where the lab did it by itself."""
    action: Mapped[str] = mapped_column(String(64))
    """A code of `services/audit.py`: `grade.overridden`."""
    class_id: Mapped[str | None] = mapped_column(String(32), index=True)
    subject: Mapped[str] = mapped_column(String(64), index=True)
    """The id of what was changed."""
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
