"""How alembic meets our tables: on the connection that portal.database hands over."""

import importlib

from alembic import context
from sqlmodel import SQLModel

import portal.features  # noqa: F401
from portal import resources

# Every module that holds tables. The house's own (history, anchors, library) are imported by those.
for path in sorted(resources.PACKAGE.glob("*/models.py")):
    importlib.import_module(f"portal.{path.parent.name}.models")

# Procrastinate ships its own schema (migration 0001).
NOT_OURS = ("procrastinate_", "idx_procrastinate_")


def is_ours(_item: object, name: str | None, *_rest: object) -> bool:
    """Leave the queue's tables and indexes out of the comparison."""
    return not (name or "").startswith(NOT_OURS)


def run() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=SQLModel.metadata,
        include_object=is_ours,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
