"""MQTT tokens are derived from a nonce."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mqtt_credentials", sa.Column("nonce", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("mqtt_credentials", "nonce")
