"""Others' addresses that are told of finished grades, and what they are still to be told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import Table


class Webhook(Table):
    """An address that is told of every finished grade of a class."""

    __tablename__ = "webhooks"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    class_id: Mapped[str] = mapped_column(ForeignKey("classes.id", ondelete="CASCADE"), index=True)
    url: Mapped[str] = mapped_column(String(500))
    nonce: Mapped[str] = mapped_column(String(64))
    """With the secret of the installation it gives the key by which deliveries are signed."""
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    """Since when it is told nothing any more."""


class Delivery(Table):
    """One message to one address; written in the commit of the grade that it tells of."""

    __tablename__ = "deliveries"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    webhook_id: Mapped[str] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"), index=True)
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    """When it is to be tried next; never again once it has none."""
    tries: Mapped[int] = mapped_column(default=0)
    delivered_at: Mapped[datetime | None]
    trouble: Mapped[dict[str, Any] | None]
    """Why the last try failed, in both languages."""
