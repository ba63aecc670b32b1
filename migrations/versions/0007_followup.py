"""Follow-up: deviations with their grounds and numbers, the supplier's actions and the files that prove them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007_followup"
down_revision = "0006_reporting"

MOMENT = sa.DateTime(timezone=True)
STATUSES = (
    "'draft', 'open', 'acknowledged', 'plan_submitted', 'plan_returned', 'in_progress', 'evidence_submitted', "
    "'disputed', 'closed_verified', 'closed_unresolved', 'withdrawn', 'dismissed'"
)
SOURCES = (
    "'self_report', 'desk_audit', 'on_site_audit', 'site_check', 'third_party_audit', 'whistleblower', 'media', "
    "'ngo', 'authority', 'other_buyer', 'supplier_notice'"
)
END_REASONS = (
    "'contract_terminated', 'contract_expired', 'sub_supplier_replaced', 'supplier_ceased', 'cannot_be_resolved'"
)


def upgrade() -> None:
    create_deviation()
    create_deviation_ground()
    create_deviation_number()
    create_action()
    create_action_evidence()


def create_deviation() -> None:
    op.create_table(
        "deviation",
        *deviation_facts(),
        *deviation_course(),
        sa.PrimaryKeyConstraint("id", name="pk_deviation"),
        sa.UniqueConstraint("authority_id", "number", name="uq_deviation_authority_id_number"),
        *foreign_keys(
            "deviation",
            authority_id="organisation",
            supplier_id="organisation",
            contract_id="contract",
            self_report_id="self_report",
            decided_by_id="person",
            opened_by_id="person",
            plan_approved_by_id="person",
            verified_by_id="person",
        ),
        sa.CheckConstraint(f"status IN ({STATUSES})", name=op.f("ck_deviation_deviationstatus")),
        sa.CheckConstraint(
            "status_before_dispute IN ('open', 'acknowledged', 'plan_returned')", name=op.f("ck_deviation_disputedfrom")
        ),
        sa.CheckConstraint("decision IN ('none', 'confirm', 'join')", name=op.f("ck_deviation_decision")),
        sa.CheckConstraint(
            "severity IN ('zero_tolerance', 'critical', 'major', 'minor', 'observation')",
            name=op.f("ck_deviation_severity"),
        ),
        sa.CheckConstraint(f"source IN ({SOURCES})", name=op.f("ck_deviation_source")),
        sa.CheckConstraint("ball IN ('supplier', 'authority', 'nobody')", name=op.f("ck_deviation_ball")),
        sa.CheckConstraint(f"end_reason IN ({END_REASONS})", name=op.f("ck_deviation_endreason")),
        sa.CheckConstraint(
            "(number IS NULL) = (status IN ('draft', 'dismissed')) AND (number IS NULL) = (opened_at IS NULL)",
            name=op.f("ck_deviation_numbered"),
        ),
    )
    for column in ("contract_id", "self_report_id", "next_due_at"):
        op.create_index(f"ix_deviation_{column}", "deviation", [column])
    for column in ("authority_id", "supplier_id"):
        op.create_index(f"ix_deviation_{column}_sort_key_id", "deviation", [column, "sort_key", "id"])
    op.create_index(
        "uq_deviation_self_report_missing_draft",
        "deviation",
        ["self_report_id"],
        unique=True,
        postgresql_where=sa.text("type = 'self_report_missing' AND status = 'draft'"),
    )


def deviation_facts() -> list[sa.Column]:
    """What a reviewer decides about."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("self_report_id", sa.Uuid(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("decision", sa.String(30), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("severity", sa.String(30), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("source", sa.String(30), nullable=False),
        sa.Column("self_reported", sa.Boolean(), nullable=False),
        sa.Column("people_harmed", sa.Boolean(), nullable=False),
        sa.Column("second_reader_pending", sa.Boolean(), nullable=False),
        sa.Column("grounds_changed", sa.Boolean(), nullable=False),
        sa.Column("action", postgresql.JSONB(), nullable=False),
        sa.Column("due_in_days", sa.Integer(), nullable=True),
        sa.Column("dismiss_reason", sa.String(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("drafted_at", MOMENT, nullable=False),
    ]


def deviation_course() -> list[sa.Column]:
    """What happens from the day it opens."""
    return [
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.Column("opened_by_id", sa.Uuid(), nullable=True),
        sa.Column("receipt_due_at", MOMENT, nullable=True),
        sa.Column("containment_due_at", MOMENT, nullable=True),
        sa.Column("plan_due_at", MOMENT, nullable=True),
        sa.Column("closing_due_at", MOMENT, nullable=True),
        sa.Column("stopped_at", MOMENT, nullable=True),
        sa.Column("next_due_at", MOMENT, nullable=True),
        sa.Column("reminded_due_at", MOMENT, nullable=True),
        sa.Column("sort_key", sa.Text(collation="C"), nullable=False),
        sa.Column("ball", sa.String(30), nullable=False),
        sa.Column("ladder_step", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", MOMENT, nullable=True),
        sa.Column("contained_at", MOMENT, nullable=True),
        sa.Column("containment", sa.String(), nullable=True),
        sa.Column("root_cause", sa.String(), nullable=True),
        sa.Column("remedy", sa.String(), nullable=True),
        sa.Column("plan_shared", sa.Boolean(), nullable=False),
        sa.Column("sent_plan", postgresql.JSONB(), nullable=True),
        sa.Column("plan_submitted_at", MOMENT, nullable=True),
        sa.Column("plan_approved_at", MOMENT, nullable=True),
        sa.Column("plan_approved_by_id", sa.Uuid(), nullable=True),
        sa.Column("evidence_submitted_at", MOMENT, nullable=True),
        sa.Column("verified_by_id", sa.Uuid(), nullable=True),
        sa.Column("verified_at", MOMENT, nullable=True),
        sa.Column("verification_method", sa.String(), nullable=True),
        sa.Column("verification_result", sa.String(), nullable=True),
        sa.Column("status_before_dispute", sa.String(30), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("end_reason", sa.String(30), nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
    ]


def foreign_keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")
        for column, other in columns.items()
    ]


def create_deviation_ground() -> None:
    op.create_table(
        "deviation_ground",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deviation_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("row_id", sa.String(), nullable=True),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("wording", postgresql.JSONB(), nullable=False),
        sa.Column("answer", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deviation_ground"),
        sa.ForeignKeyConstraint(
            ["deviation_id"], ["deviation.id"], ondelete="CASCADE", name="fk_deviation_ground_deviation_id_deviation"
        ),
        *foreign_keys(
            "deviation_ground", authority_id="organisation", supplier_id="organisation", submission_id="submission"
        ),
    )
    op.create_index("ix_deviation_ground_deviation_id", "deviation_ground", ["deviation_id"])


def create_deviation_number() -> None:
    op.create_table(
        "deviation_number",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", "year", name="pk_deviation_number"),
        *foreign_keys("deviation_number", authority_id="organisation"),
    )


def create_action() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deviation_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        *foreign_keys("action", deviation_id="deviation", authority_id="organisation", supplier_id="organisation"),
        sa.CheckConstraint(
            "status IN ('planned', 'in_progress', 'done', 'verified', 'cancelled')", name=op.f("ck_action_actionstatus")
        ),
    )
    op.create_index("ix_action_deviation_id", "action", ["deviation_id"])


def create_action_evidence() -> None:
    op.create_table(
        "action_evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_action_evidence"),
        sa.UniqueConstraint("action_id", "evidence_id", name="uq_action_evidence_action_id_evidence_id"),
        *foreign_keys(
            "action_evidence",
            action_id="action",
            supplier_id="organisation",
            evidence_id="evidence",
            added_by_id="person",
        ),
    )


def downgrade() -> None:
    for table in ("action_evidence", "action", "deviation_number", "deviation_ground", "deviation"):
        op.drop_table(table)
