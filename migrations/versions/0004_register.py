"""The register of an authority: suppliers, agreements, contracts, limits; and the forms as they were frozen."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004_register"
down_revision = "0003_evidence"

MONEY = sa.Numeric(15, 2)
PERCENT = sa.Numeric(5, 2)
SORTABLE = sa.Text(collation="C")


def upgrade() -> None:
    create_frozen_form()
    create_registered_supplier()
    create_agreement()
    create_contract()
    create_authority_limit()


def create_frozen_form() -> None:
    op.create_table(
        "frozen_form",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_frozen_form"),
        sa.UniqueConstraint("form_key", "version", name="uq_frozen_form_form_key_version"),
    )


def create_registered_supplier() -> None:
    op.create_table(
        "registered_supplier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("is_manufacturer", sa.Boolean(), nullable=False),
        sa.Column("small", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_registered_supplier"),
        sa.UniqueConstraint("authority_id", "supplier_id", name="uq_registered_supplier_authority_id_supplier_id"),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["organisation.id"], name="fk_registered_supplier_authority_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["organisation.id"], name="fk_registered_supplier_supplier_id_organisation"
        ),
    )
    op.create_index("ix_registered_supplier_supplier_id", "registered_supplier", ["supplier_id"])


def create_agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sort_key", SORTABLE, nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("goods_included", sa.Boolean(), nullable=False),
        sa.Column("categories", postgresql.JSONB(), nullable=False),
        sa.Column("work_types", postgresql.JSONB(), nullable=False),
        sa.Column("value_nok", MONEY, nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.Column("transparency_level", sa.String(30), nullable=False),
        sa.Column("requires_social_dialogue", sa.Boolean(), nullable=False),
        sa.Column("requires_circular", sa.Boolean(), nullable=False),
        sa.Column("apprentice_duty", sa.Boolean(), nullable=False),
        sa.Column("min_apprentice_share", PERCENT, nullable=False),
        sa.Column("min_skilled_share", PERCENT, nullable=False),
        sa.Column("min_permanent_share", PERCENT, nullable=False),
        sa.Column("max_tiers", sa.Integer(), nullable=False),
        sa.Column("zero_emission_required", PERCENT, nullable=False),
        sa.Column("machinery_zero_required", PERCENT, nullable=False),
        sa.Column("fair_share_target", PERCENT, nullable=False),
        sa.Column("organic_share_target", PERCENT, nullable=False),
        sa.Column("slow_breed_target", PERCENT, nullable=False),
        sa.Column("min_hourly_wage", MONEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
        sa.UniqueConstraint("authority_id", "number", name="uq_agreement_authority_id_number"),
        sa.ForeignKeyConstraint(["authority_id"], ["organisation.id"], name="fk_agreement_authority_id_organisation"),
        sa.CheckConstraint("start_on <= end_on", name=op.f("ck_agreement_period")),
        sa.CheckConstraint("value_nok >= 0", name=op.f("ck_agreement_value")),
        sa.CheckConstraint("kind IN ('goods', 'services', 'works')", name=op.f("ck_agreement_agreementkind")),
        sa.CheckConstraint(
            "transparency_level IN ('none', 'final', 'raw')", name=op.f("ck_agreement_transparencylevel")
        ),
    )
    op.create_index("ix_agreement_authority_id_sort_key_id", "agreement", ["authority_id", "sort_key", "id"])


def create_contract() -> None:
    op.create_table(
        "contract",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sort_key", SORTABLE, nullable=False),
        sa.Column("risk", sa.Integer(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("buyer_id", sa.Uuid(), nullable=True),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_contract"),
        sa.UniqueConstraint("authority_id", "number", name="uq_contract_authority_id_number"),
        sa.ForeignKeyConstraint(["authority_id"], ["organisation.id"], name="fk_contract_authority_id_organisation"),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_contract_agreement_id_agreement"),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisation.id"], name="fk_contract_supplier_id_organisation"),
        sa.ForeignKeyConstraint(["buyer_id"], ["person.id"], name="fk_contract_buyer_id_person"),
        sa.CheckConstraint("risk BETWEEN 1 AND 5", name=op.f("ck_contract_risk")),
        sa.CheckConstraint("band BETWEEN 1 AND 4", name=op.f("ck_contract_band")),
    )
    op.create_index("ix_contract_authority_id_sort_key_id", "contract", ["authority_id", "sort_key", "id"])
    for column in ("agreement_id", "supplier_id", "buyer_id"):
        op.create_index(f"ix_contract_{column}", "contract", [column])


def create_authority_limit() -> None:
    op.create_table(
        "authority_limit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", MONEY, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_authority_limit"),
        sa.UniqueConstraint("authority_id", "key", "valid_from", name="uq_authority_limit_authority_id_key_valid_from"),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["organisation.id"], name="fk_authority_limit_authority_id_organisation"
        ),
    )


def downgrade() -> None:
    for table in ("authority_limit", "contract", "agreement", "registered_supplier", "frozen_form"):
        op.drop_table(table)
