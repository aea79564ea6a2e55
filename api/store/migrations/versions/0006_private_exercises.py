"""Instructors write exercises of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.store.base import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "packs",
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name="fk_packs_owner_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("exercise", name="pk_packs"),
    )
    op.create_index("ix_packs_owner_id", "packs", ["owner_id"])
    op.create_table(
        "pack_contents",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_pack_contents"),
    )
    op.create_table(
        "pack_revisions",
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=True),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        *_of_pack_and_author("pack_revisions"),
        sa.PrimaryKeyConstraint("exercise", "revision", name="pk_pack_revisions"),
    )
    op.create_table(
        "pack_versions",
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        *_of_pack_and_author("pack_versions"),
        sa.PrimaryKeyConstraint("exercise", "version", name="pk_pack_versions"),
    )
    op.create_table(
        "pack_proofs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("programs", sa.JSON(), nullable=False),
        sa.Column("complaints", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        *_of_pack_and_author("pack_proofs"),
        sa.PrimaryKeyConstraint("id", name="pk_pack_proofs"),
    )
    op.create_index("ix_pack_proofs_exercise", "pack_proofs", ["exercise"])
    op.create_table(
        "pack_trials",
        sa.Column("proof_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proof_id"], ["pack_proofs.id"], name="fk_pack_trials_proof_id_pack_proofs", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("proof_id", "number", name="pk_pack_trials"),
    )


def _of_pack_and_author(table: str) -> tuple[sa.ForeignKeyConstraint, sa.ForeignKeyConstraint]:
    return (
        sa.ForeignKeyConstraint(
            ["exercise"], ["packs.exercise"], name=f"fk_{table}_exercise_packs", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=f"fk_{table}_author_id_users", ondelete="SET NULL"
        ),
    )
