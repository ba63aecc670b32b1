"""Sites: where a supplier's goods are made, entered by the supplier and pointed to by rows of its self-reports."""

import sqlalchemy as sa
from alembic import op

revision = "0009_sites"
down_revision = "0008_reviewing"


def upgrade() -> None:
    op.create_table(
        "site",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_site"),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisation.id"], name="fk_site_supplier_id_organisation"),
        sa.UniqueConstraint("supplier_id", "country", "name", name="uq_site_supplier_id_country_name"),
    )
    op.create_index("ix_site_supplier_id_sort_key_id", "site", ["supplier_id", "sort_key", "id"])


def downgrade() -> None:
    op.drop_table("site")
