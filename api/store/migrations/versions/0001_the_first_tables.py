"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.store.base import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_installation"),
    )
    op.create_table(
        "sign_in_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in_links"),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=True),
        sa.Column("password_hash", sa.String(length=255), nullable=True),
        sa.Column("pin_hash", sa.String(length=255), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("username", name="uq_users_username"),
    )
    op.create_table(
        "classes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("instructor_id", sa.String(length=32), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["instructor_id"], ["users.id"], name="fk_classes_instructor_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_classes"),
        sa.UniqueConstraint("code", name="uq_classes_code"),
    )
    op.create_table(
        "labs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=True),
        sa.Column("exercise", sa.String(length=64), nullable=True),
        sa.Column("scenario", sa.String(length=64), nullable=True),
        sa.Column("speed", sa.Double(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name="fk_labs_owner_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_labs"),
        sa.UniqueConstraint("owner_id", "exercise", name="uq_labs_owner_id_exercise"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_sessions_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_table(
        "submissions",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("student_id", sa.String(length=32), nullable=False),
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("exercise_version", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=128), nullable=True),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("progress", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["student_id"], ["users.id"], name="fk_submissions_student_id_users"),
        sa.PrimaryKeyConstraint("number", name="pk_submissions"),
        sa.UniqueConstraint("id", name="uq_submissions_id"),
        sa.UniqueConstraint(
            "student_id", "idempotency_key", name="uq_submissions_student_id_idempotency_key"
        ),
    )
    op.create_index("ix_submissions_exercise", "submissions", ["exercise"])
    op.create_index("ix_submissions_stage", "submissions", ["stage"])
    op.create_index("ix_submissions_student_id", "submissions", ["student_id"])
    op.create_table(
        "memberships",
        sa.Column("class_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("name_key", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"], ["classes.id"], name="fk_memberships_class_id_classes", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_memberships_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("class_id", "user_id", name="pk_memberships"),
        sa.UniqueConstraint("class_id", "name_key", name="uq_memberships_class_id_name_key"),
    )
    op.create_table(
        "mqtt_credentials",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("lab_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["labs.id"], name="fk_mqtt_credentials_lab_id_labs", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("username", name="pk_mqtt_credentials"),
    )
    op.create_index("ix_mqtt_credentials_lab_id", "mqtt_credentials", ["lab_id"])
    op.create_table(
        "submitted_files",
        sa.Column("submission_number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_number"],
            ["submissions.number"],
            name="fk_submitted_files_submission_number_submissions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("submission_number", "name", name="pk_submitted_files"),
    )
    op.create_table(
        "verdicts",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("submission_number", sa.Integer(), nullable=False),
        sa.Column("grader_version", sa.String(length=32), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.JSON(), nullable=False),
        sa.Column("graded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_number"],
            ["submissions.number"],
            name="fk_verdicts_submission_number_submissions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_verdicts"),
        sa.UniqueConstraint(
            "submission_number",
            "grader_version",
            "attempt",
            name="uq_verdicts_submission_number_grader_version_attempt",
        ),
    )
    op.create_index("ix_verdicts_submission_number", "verdicts", ["submission_number"])
