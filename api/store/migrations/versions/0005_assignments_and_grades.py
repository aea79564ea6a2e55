"""Classes are given assignments, and grades are looked after."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.store.base import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_drafts_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "exercise", name="pk_drafts"),
    )
    op.create_table(
        "assignments",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("class_id", sa.String(length=32), nullable=False),
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("opens_at", UtcDateTime(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("closes_at", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=True),
        sa.Column("checks", sa.Integer(), nullable=True),
        sa.Column("counts", sa.String(length=16), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("grace_minutes", sa.Integer(), nullable=False),
        sa.Column("penalty_percent", sa.Double(), nullable=False),
        sa.Column("hints", sa.Boolean(), nullable=False),
        sa.Column("parameters_in_text", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"], ["classes.id"], name="fk_assignments_class_id_classes", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_class_id", "assignments", ["class_id"])
    op.create_index("ix_assignments_exercise", "assignments", ["exercise"])
    op.create_table(
        "webhooks",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("class_id", sa.String(length=32), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"], ["classes.id"], name="fk_webhooks_class_id_classes", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
    )
    op.create_index("ix_webhooks_class_id", "webhooks", ["class_id"])
    op.create_table(
        "deliveries",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("webhook_id", sa.String(length=32), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("delivered_at", UtcDateTime(), nullable=True),
        sa.Column("trouble", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhooks.id"], name="fk_deliveries_webhook_id_webhooks", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_deliveries"),
        sa.UniqueConstraint("id", name="uq_deliveries_id"),
    )
    op.create_index("ix_deliveries_due_at", "deliveries", ["due_at"])
    op.create_index("ix_deliveries_webhook_id", "deliveries", ["webhook_id"])
    op.create_table(
        "extensions",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("assignment_id", sa.String(length=32), nullable=False),
        sa.Column("student_id", sa.String(length=32), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("closes_at", UtcDateTime(), nullable=True),
        sa.Column("more_minutes", sa.Integer(), nullable=False),
        sa.Column("more_attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name="fk_extensions_assignment_id_assignments",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["users.id"], name="fk_extensions_student_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_extensions"),
    )
    op.create_index("ix_extensions_assignment_id_student_id", "extensions", ["assignment_id", "student_id"])
    op.create_table(
        "grade_overrides",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("assignment_id", sa.String(length=32), nullable=False),
        sa.Column("student_id", sa.String(length=32), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name="fk_grade_overrides_assignment_id_assignments",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_grade_overrides_author_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["users.id"], name="fk_grade_overrides_student_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_grade_overrides"),
    )
    op.create_index(
        "ix_grade_overrides_assignment_id_student_id", "grade_overrides", ["assignment_id", "student_id"]
    )
    op.create_table(
        "regrades",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("assignment_id", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name="fk_regrades_assignment_id_assignments",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_regrades_author_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_regrades"),
    )
    op.create_index("ix_regrades_assignment_id", "regrades", ["assignment_id"])
    op.create_table(
        "comments",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("submission_number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=True),
        sa.Column("file", sa.String(length=128), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("edited_at", UtcDateTime(), nullable=True),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_comments_author_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["submission_number"],
            ["submissions.number"],
            name="fk_comments_submission_number_submissions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
    )
    op.create_index("ix_comments_submission_number", "comments", ["submission_number"])
    op.create_table(
        "regraded_submissions",
        sa.Column("regrade_id", sa.String(length=32), nullable=False),
        sa.Column("submission_number", sa.Integer(), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.JSON(), nullable=True),
        sa.Column("right_answers", sa.JSON(), nullable=True),
        sa.Column("matters", sa.Boolean(), nullable=True),
        sa.Column("is_applied", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["regrade_id"],
            ["regrades.id"],
            name="fk_regraded_submissions_regrade_id_regrades",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["submission_number"],
            ["submissions.number"],
            name="fk_regraded_submissions_submission_number_submissions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("regrade_id", "submission_number", name="pk_regraded_submissions"),
    )
    op.create_table(
        "regraded_traces",
        sa.Column("regrade_id", sa.String(length=32), nullable=False),
        sa.Column("submission_number", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["regrade_id", "submission_number"],
            ["regraded_submissions.regrade_id", "regraded_submissions.submission_number"],
            name="fk_regraded_traces_regrade_id_regraded_submissions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("regrade_id", "submission_number", "run", name="pk_regraded_traces"),
    )
    op.create_table(
        "traces",
        sa.Column("verdict_number", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["verdict_number"],
            ["verdicts.number"],
            name="fk_traces_verdict_number_verdicts",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("verdict_number", "run", name="pk_traces"),
    )
    # In SQL, since SQLite would else have to copy the table, and drop all that refers to it.
    op.execute(
        "ALTER TABLE submissions ADD COLUMN assignment_id VARCHAR(32) "
        "CONSTRAINT fk_submissions_assignment_id_assignments REFERENCES assignments (id)"
    )
    op.add_column(
        "submissions", sa.Column("purpose", sa.String(length=16), nullable=False, server_default="submit")
    )
    op.add_column("submissions", sa.Column("urgency", sa.Integer(), nullable=False, server_default="2"))
    op.create_index("ix_submissions_assignment_id", "submissions", ["assignment_id"])
    op.add_column("verdicts", sa.Column("right_answers", sa.JSON(), nullable=True))
