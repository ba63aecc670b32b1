"""Self-reports: answers a row each, evidence, returns, sealed submissions and reminders."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006_reporting"
down_revision = "0005_rounds"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_self_report()
    create_answer()
    create_answer_row()
    create_answer_evidence()
    create_report_return()
    create_return_flag()
    create_submission()
    create_submission_pii()
    create_reminder()


def create_self_report() -> None:
    op.create_table(
        "self_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("first_submitted_on", sa.Date(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("circumstances", postgresql.JSONB(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("close_reason", sa.String(), nullable=True),
        sa.CheckConstraint("asked >= 0 AND answered BETWEEN 0 AND asked", name=op.f("ck_self_report_progress")),
        sa.ForeignKeyConstraint(["authority_id"], ["organisation.id"], name="fk_self_report_authority_id_organisation"),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_self_report_contract_id_contract"),
        sa.ForeignKeyConstraint(["form_hash"], ["frozen_form.hash"], name="fk_self_report_form_hash_frozen_form"),
        sa.ForeignKeyConstraint(["previous_id"], ["self_report.id"], name="fk_self_report_previous_id_self_report"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_self_report_round_id_round"),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisation.id"], name="fk_self_report_supplier_id_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_self_report"),
        sa.UniqueConstraint("round_id", "contract_id", name="uq_self_report_round_id_contract_id"),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'returned', 'reviewed', 'missing', 'cancelled')",
            name=op.f("ck_self_report_selfreportstatus"),
        ),
    )
    op.create_index("ix_self_report_authority_id_status_due_on", "self_report", ["authority_id", "status", "due_on"])
    op.create_index("ix_self_report_contract_id", "self_report", ["contract_id"])
    op.create_index("ix_self_report_supplier_id_due_on", "self_report", ["supplier_id", "due_on"])


def create_answer() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("self_report_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("value", postgresql.JSONB(), nullable=True),
        sa.Column("unread", postgresql.JSONB(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answered_by_id", sa.Uuid(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.Column("offered_from_id", sa.Uuid(), nullable=True),
        sa.Column("salt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name="fk_answer_answered_by_id_person"),
        sa.ForeignKeyConstraint(["offered_from_id"], ["answer.id"], name="fk_answer_offered_from_id_answer"),
        sa.ForeignKeyConstraint(["self_report_id"], ["self_report.id"], name="fk_answer_self_report_id_self_report"),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisation.id"], name="fk_answer_supplier_id_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint("self_report_id", "question_key", name="uq_answer_self_report_id_question_key"),
    )
    op.create_index("ix_answer_supplier_id_question_key", "answer", ["supplier_id", "question_key", "answered_at"])


def create_answer_row() -> None:
    op.create_table(
        "answer_row",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("self_report_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("cells", postgresql.JSONB(), nullable=False),
        sa.Column("unread", postgresql.JSONB(), nullable=False),
        sa.Column("copied_from_id", sa.Uuid(), nullable=True),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name="fk_answer_row_changed_by_id_person"),
        sa.ForeignKeyConstraint(
            ["self_report_id"], ["self_report.id"], name="fk_answer_row_self_report_id_self_report"
        ),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisation.id"], name="fk_answer_row_supplier_id_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_answer_row"),
    )
    op.create_index(
        "ix_answer_row_self_report_id_question_key_position",
        "answer_row",
        ["self_report_id", "question_key", "position"],
    )


def create_answer_evidence() -> None:
    op.create_table(
        "answer_evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("self_report_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name="fk_answer_evidence_added_by_id_person"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_answer_evidence_evidence_id_evidence"),
        sa.ForeignKeyConstraint(
            ["self_report_id"], ["self_report.id"], name="fk_answer_evidence_self_report_id_self_report"
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["organisation.id"], name="fk_answer_evidence_supplier_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answer_evidence"),
        sa.UniqueConstraint(
            "self_report_id",
            "question_key",
            "evidence_id",
            name="uq_answer_evidence_self_report_id_question_key_evidence_id",
        ),
    )
    op.create_index("ix_answer_evidence_self_report_id", "answer_evidence", ["self_report_id"])


def create_report_return() -> None:
    op.create_table(
        "report_return",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("self_report_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("returned_by_id", sa.Uuid(), nullable=False),
        sa.Column("returned_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["organisation.id"], name="fk_report_return_authority_id_organisation"
        ),
        sa.ForeignKeyConstraint(["returned_by_id"], ["person.id"], name="fk_report_return_returned_by_id_person"),
        sa.ForeignKeyConstraint(
            ["self_report_id"], ["self_report.id"], name="fk_report_return_self_report_id_self_report"
        ),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisation.id"], name="fk_report_return_supplier_id_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_report_return"),
    )
    op.create_index("ix_report_return_self_report_id", "report_return", ["self_report_id"])


def create_return_flag() -> None:
    op.create_table(
        "return_flag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["return_id"], ["report_return.id"], name="fk_return_flag_return_id_report_return"),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisation.id"], name="fk_return_flag_supplier_id_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_return_flag"),
        sa.UniqueConstraint("return_id", "question_key", name="uq_return_flag_return_id_question_key"),
    )


def create_submission() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("self_report_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=False),
        sa.Column("submitted_by_id", sa.Uuid(), nullable=False),
        sa.Column("signed_name", sa.String(), nullable=False),
        sa.Column("signed_title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("days_late", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["organisation.id"], name="fk_submission_authority_id_organisation"),
        sa.ForeignKeyConstraint(
            ["self_report_id"], ["self_report.id"], name="fk_submission_self_report_id_self_report"
        ),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name="fk_submission_submitted_by_id_person"),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisation.id"], name="fk_submission_supplier_id_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("self_report_id", "number", name="uq_submission_self_report_id_number"),
    )
    op.create_index("ix_submission_authority_id_submitted_at", "submission", ["authority_id", "submitted_at"])
    op.create_index("ix_submission_supplier_id", "submission", ["supplier_id"])


def create_submission_pii() -> None:
    op.create_table(
        "submission_pii",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=True),
        sa.Column("column_key", sa.String(), nullable=True),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("value", postgresql.JSONB(), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_submission_pii_submission_id_submission"
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["organisation.id"], name="fk_submission_pii_supplier_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submission_pii"),
    )
    op.create_index("ix_submission_pii_submission_id", "submission_pii", ["submission_id"])


def create_reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("self_report_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["self_report_id"], ["self_report.id"], name="fk_reminder_self_report_id_self_report"),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisation.id"], name="fk_reminder_supplier_id_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint(
            "self_report_id", "due_on", "days_before", name="uq_reminder_self_report_id_due_on_days_before"
        ),
    )


def downgrade() -> None:
    op.drop_table("reminder")
    op.drop_table("submission_pii")
    op.drop_table("submission")
    op.drop_table("return_flag")
    op.drop_table("report_return")
    op.drop_table("answer_evidence")
    op.drop_table("answer_row")
    op.drop_table("answer")
    op.drop_table("self_report")
