"""The migrations lead to the tables of the models, and back."""

import sqlalchemy as sa
from sqlmodel import SQLModel

from portal.database import check_migrations, downgrade, make_engine, migrate
from portal.schema import TABLE_KINDS


def tables_of(engine):
    return set(sa.inspect(engine).get_table_names())


def test_up_down_and_up_again(server):
    engine = make_engine(server.create("aktsom_migrations"), connections=1)
    migrate(engine)
    first = tables_of(engine)
    downgrade(engine, "base")
    assert tables_of(engine) == {"alembic_version"}
    migrate(engine)
    assert tables_of(engine) == first
    engine.dispose()
    server.drop("aktsom_migrations")


def test_nothing_is_left_of_the_queue_when_it_is_taken_down(server):
    engine = make_engine(server.create("aktsom_migrations"), connections=1)
    migrate(engine)
    downgrade(engine, "base")
    with engine.connect() as connection:
        left = connection.scalars(
            sa.text(
                "SELECT proname FROM pg_proc WHERE proname LIKE 'procrastinate%' "
                "UNION SELECT typname FROM pg_type WHERE typname LIKE 'procrastinate%'"
            )
        ).all()
    engine.dispose()
    server.drop("aktsom_migrations")
    assert left == []


def test_the_models_and_the_tables_agree(connection):
    check_migrations(connection)


def test_every_table_is_of_one_kind():
    for table in SQLModel.metadata.tables.values():
        assert table.info.get("kind") in TABLE_KINDS, f"{table.name}: say its kind in __table_args__"


def test_every_constraint_has_the_name_that_the_models_give_it(connection):
    """Alembic's comparison does not look at checks, nor at names."""
    rows = connection.execute(
        sa.text(
            "SELECT relname, conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid"
            " WHERE relname = ANY(:tables) AND contype <> 'n'"
        ),
        {"tables": list(SQLModel.metadata.tables)},
    )
    stored = {tuple(row) for row in rows}
    said = {
        (table.name, str(connection.dialect.identifier_preparer.format_constraint(constraint)))
        for table in SQLModel.metadata.tables.values()
        for constraint in table.constraints
    }
    assert stored == said
