"""What students are writing, kept on the server as well as in the browser."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import Table


class Draft(Table):
    """The present state of what one person writes for one exercise."""

    __tablename__ = "drafts"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    exercise: Mapped[str] = mapped_column(String(64), primary_key=True)
    files: Mapped[dict[str, Any]]
    """Texts by file name."""
    revision: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime]
