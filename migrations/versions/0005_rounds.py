"""Rounds: one form, one year, one due day; and what each contract was found to be in it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005_rounds"
down_revision = "0004_register"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_round()
    create_round_contract()


def create_round() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("period_start_on", sa.Date(), nullable=False),
        sa.Column("period_end_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=True),
        sa.Column("planned_by_id", sa.Uuid(), nullable=False),
        sa.Column("planned_at", MOMENT, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("authority_id", "form_key", "year", name="uq_round_authority_id_form_key_year"),
        sa.ForeignKeyConstraint(["authority_id"], ["organisation.id"], name="fk_round_authority_id_organisation"),
        sa.ForeignKeyConstraint(["form_hash"], ["frozen_form.hash"], name="fk_round_form_hash_frozen_form"),
        sa.ForeignKeyConstraint(["planned_by_id"], ["person.id"], name="fk_round_planned_by_id_person"),
        sa.CheckConstraint("status IN ('planned', 'open', 'closed')", name=op.f("ck_round_roundstatus")),
        sa.CheckConstraint("period_start_on <= period_end_on", name=op.f("ck_round_period")),
        sa.CheckConstraint("status = 'planned' OR form_hash IS NOT NULL", name=op.f("ck_round_frozen")),
    )


def create_round_contract() -> None:
    op.create_table(
        "round_contract",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("applies", sa.Boolean(), nullable=True),
        sa.Column("short_applies", sa.Boolean(), nullable=True),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.Column("reasons", postgresql.JSONB(), nullable=False),
        sa.Column("short_reasons", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_round_contract"),
        sa.UniqueConstraint("round_id", "contract_id", name="uq_round_contract_round_id_contract_id"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], ondelete="CASCADE", name="fk_round_contract_round_id_round"
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["organisation.id"], name="fk_round_contract_authority_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["organisation.id"], name="fk_round_contract_supplier_id_organisation"
        ),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_round_contract_contract_id_contract"),
    )
    for column in ("authority_id", "supplier_id", "contract_id"):
        op.create_index(f"ix_round_contract_{column}", "round_contract", [column])


def downgrade() -> None:
    op.drop_table("round_contract")
    op.drop_table("round")
