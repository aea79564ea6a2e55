"""The live houses that are wanted, and who may talk to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import Table


def base_of(lab: str) -> str:
    """The topic under which everything of the lab of this name lies."""
    return f"lab/{lab}"


class LiveLab(Table):
    """A live house as it should be; the house process makes it so."""

    __tablename__ = "labs"
    __table_args__ = (UniqueConstraint("owner_id", "exercise"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    """The demo lab has no owner."""
    exercise: Mapped[str | None] = mapped_column(String(64))
    """The exercise whose scenario it plays; the demo lab names a scenario instead."""
    scenario: Mapped[str | None] = mapped_column(String(64))
    speed: Mapped[float] = mapped_column(default=1.0)
    paused: Mapped[bool] = mapped_column(default=False)
    beginning: Mapped[int] = mapped_column(default=1)
    """How often its scenario was begun: one more starts it anew."""
    used_at: Mapped[datetime | None]
    """When somebody last did something with it; one that nobody uses sleeps."""
    created_at: Mapped[datetime]

    @property
    def base(self) -> str:
        """The topic under which everything of this lab lies."""
        return base_of(self.id)


class MqttCredential(Table):
    """A user of the broker; its token follows from the nonce and the secret of the installation."""

    __tablename__ = "mqtt_credentials"

    username: Mapped[str] = mapped_column(String(64), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    nonce: Mapped[str | None] = mapped_column(String(64))
    """Random, new with each token; none where the token is older than nonces."""
    lab_id: Mapped[str] = mapped_column(ForeignKey("labs.id", ondelete="CASCADE"), index=True)
