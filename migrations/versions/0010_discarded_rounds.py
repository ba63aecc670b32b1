"""A planned round can be discarded; the same form and year may then be planned anew."""

import sqlalchemy as sa
from alembic import op

revision = "0010_discarded_rounds"
down_revision = "0009_sites"

COLUMNS = ["authority_id", "form_key", "year"]


def upgrade() -> None:
    set_states("'planned', 'open', 'closed', 'discarded'", "'planned', 'discarded'")
    op.drop_constraint("uq_round_authority_id_form_key_year", "round")
    op.create_index(
        "ix_round_authority_id_form_key_year",
        "round",
        COLUMNS,
        unique=True,
        postgresql_where=sa.text("status <> 'discarded'"),
    )


def downgrade() -> None:
    """What was discarded was nobody's but the administrator's, and has no place in the older tables."""
    op.execute("DELETE FROM round WHERE status = 'discarded'")
    op.drop_index("ix_round_authority_id_form_key_year", "round")
    op.create_unique_constraint("uq_round_authority_id_form_key_year", "round", COLUMNS)
    set_states("'planned', 'open', 'closed'", "'planned'")


def set_states(states: str, unfrozen: str) -> None:
    for name in ("ck_round_roundstatus", "ck_round_frozen"):
        op.drop_constraint(op.f(name), "round")
    op.create_check_constraint(op.f("ck_round_roundstatus"), "round", f"status IN ({states})")
    op.create_check_constraint(op.f("ck_round_frozen"), "round", f"status IN ({unfrozen}) OR form_hash IS NOT NULL")
