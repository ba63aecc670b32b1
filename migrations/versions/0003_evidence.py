"""Evidence: whose a file is and under which hash its bytes are found; the bytes are not in the database."""

import sqlalchemy as sa
from alembic import op

revision = "0003_evidence"
down_revision = "0002_accounts"


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("uploaded_by_id", sa.Uuid(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisation.id"], name="fk_evidence_supplier_id_organisation"),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["person.id"], name="fk_evidence_uploaded_by_id_person"),
        sa.CheckConstraint("size > 0", name=op.f("ck_evidence_size")),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_evidence_sha256")),
    )
    op.create_index("ix_evidence_supplier_id", "evidence", ["supplier_id"])
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])


def downgrade() -> None:
    op.drop_table("evidence")
