"""Reviewing: reviews with their scores, grades, and verdicts on evidence."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008_reviewing"
down_revision = "0007_followup"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_review()
    index_review()
    create_grade()
    create_evidence_verdict()


def foreign_keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")
        for column, other in columns.items()
    ]


def create_review() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("self_report_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=True),
        sa.Column("risk", sa.Integer(), nullable=False),
        sa.Column("score", sa.Numeric(4, 1), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("uncapped_level", sa.String(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("sections", postgresql.JSONB(), nullable=False),
        sa.Column("caps", postgresql.JSONB(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("undecided", sa.Integer(), nullable=False),
        sa.Column("evidence_demanded", sa.Integer(), nullable=False),
        sa.Column("evidence_rejected", sa.Integer(), nullable=False),
        sa.Column("false_information", sa.Boolean(), nullable=False),
        sa.Column("false_before", sa.Boolean(), nullable=False),
        sa.Column("refusal", sa.Boolean(), nullable=False),
        sa.Column("facts_reason", sa.String(), nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("concluded_at", MOMENT, nullable=True),
        sa.Column("concluded_by_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
        sa.UniqueConstraint("submission_id", name="uq_review_submission_id"),
        *foreign_keys(
            "review",
            authority_id="organisation",
            supplier_id="organisation",
            contract_id="contract",
            self_report_id="self_report",
            submission_id="submission",
            reviewer_id="person",
            concluded_by_id="person",
        ),
        sa.CheckConstraint(
            "status IN ('open', 'concluded', 'returned', 'superseded')", name=op.f("ck_review_reviewstatus")
        ),
        sa.CheckConstraint("(status = 'concluded') = (concluded_at IS NOT NULL)", name=op.f("ck_review_concluded")),
        sa.CheckConstraint("evidence_rejected BETWEEN 0 AND evidence_demanded", name=op.f("ck_review_evidence")),
    )


def index_review() -> None:
    for column in ("contract_id", "self_report_id"):
        op.create_index(f"ix_review_{column}", "review", [column])
    op.create_index("ix_review_authority_id_status_sort_key_id", "review", ["authority_id", "status", "sort_key", "id"])


def create_grade() -> None:
    op.create_table(
        "grade",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("points", sa.Numeric(3, 2), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("graded_by_id", sa.Uuid(), nullable=False),
        sa.Column("graded_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_grade"),
        sa.UniqueConstraint("review_id", "question_key", name="uq_grade_review_id_question_key"),
        *foreign_keys("grade", review_id="review", authority_id="organisation", graded_by_id="person"),
        sa.CheckConstraint("points BETWEEN 0 AND 3", name=op.f("ck_grade_points")),
    )


def create_evidence_verdict() -> None:
    op.create_table(
        "evidence_verdict",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("verdict", sa.String(30), nullable=False),
        sa.Column("judged_by_id", sa.Uuid(), nullable=False),
        sa.Column("judged_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_verdict"),
        sa.UniqueConstraint(
            "review_id", "question_key", "evidence_id", name="uq_evidence_verdict_review_id_question_key_evidence_id"
        ),
        *foreign_keys(
            "evidence_verdict",
            review_id="review",
            authority_id="organisation",
            evidence_id="evidence",
            judged_by_id="person",
        ),
        sa.CheckConstraint(
            "verdict IN ('accepted', 'evidence_gap', 'declaration_gap', 'expired', 'wrong_scope')",
            name=op.f("ck_evidence_verdict_evidencestatus"),
        ),
    )


def downgrade() -> None:
    for table in ("evidence_verdict", "grade", "review"):
        op.drop_table(table)
