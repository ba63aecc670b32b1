"""How alembic meets our tables: on the connection that portal.database hands over."""

import portal.app  # noqa: F401  imports every feature, and so every table
from alembic import context
from sqlmodel import SQLModel

# Procrastinate ships its own schema (migration 0001); alembic's own table is no model either.
NOT_OURS = "procrastinate_"


def is_ours(_item: object, name: str | None, _kind: str, *_rest: object) -> bool:
    """Leave the queue's tables and indexes out of the comparison."""
    return not (name or "").startswith((NOT_OURS, f"idx_{NOT_OURS}"))


def run() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=SQLModel.metadata,
        include_object=is_ours,
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
