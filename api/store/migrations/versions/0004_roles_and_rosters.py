"""People have roles, tokens and links, and classes let students in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.store.base import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("class_id", sa.String(length=32), nullable=True),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    op.create_index("ix_audit_actor_id", "audit", ["actor_id"])
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_class_id", "audit", ["class_id"])
    op.create_index("ix_audit_subject", "audit", ["subject"])
    op.add_column("classes", sa.Column("code_open", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("classes", sa.Column("code_expires_at", UtcDateTime(), nullable=True))
    op.add_column(
        "classes", sa.Column("admission", sa.String(length=16), nullable=False, server_default="open")
    )
    op.add_column("classes", sa.Column("archived_at", UtcDateTime(), nullable=True))
    op.add_column("labs", sa.Column("beginning", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("labs", sa.Column("used_at", UtcDateTime(), nullable=True))
    op.add_column("memberships", sa.Column("number", sa.String(length=32), nullable=True))
    op.add_column(
        "memberships", sa.Column("place", sa.String(length=16), nullable=False, server_default="member")
    )
    op.add_column("memberships", sa.Column("joined_at", UtcDateTime(), nullable=True))
    op.add_column("memberships", sa.Column("removed_at", UtcDateTime(), nullable=True))
    op.add_column("sessions", sa.Column("name", sa.String(length=64), nullable=True))
    op.add_column("sessions", sa.Column("agent", sa.String(length=200), nullable=True))
    op.add_column("sessions", sa.Column("last_used_at", UtcDateTime(), nullable=True))
    # Links are made anew at each start; the table has nothing to keep.
    op.drop_table("sign_in_links")
    op.create_table(
        "sign_in_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_sign_in_links_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in_links"),
    )
    op.add_column(
        "users", sa.Column("must_change_secret", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("users", sa.Column("closed_at", UtcDateTime(), nullable=True))
    op.execute(
        "UPDATE users SET role = 'administrator' WHERE id = (SELECT id FROM users WHERE role = 'instructor' "
        "ORDER BY created_at, id LIMIT 1)"
    )
