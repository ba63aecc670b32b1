"""`portal database`: the tables, to a revision and back."""

from collections.abc import Callable

import click
from sqlalchemy.engine import Engine

from portal import database as tables
from portal.commands.environment import read_settings
from portal.commands.storage import storage


@click.group
def database() -> None:
    """Bring the tables of DATABASE_URL up to date, or back."""


@database.command
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the tables to REVISION, by default the newest; does nothing when they are there."""
    _with_engine(lambda engine: tables.migrate(engine, revision))
    click.echo(f"The tables are at {revision}.")


@database.command
@click.argument("revision")
@click.option("--yes", is_flag=True, help="Do not ask.")
def downgrade(revision: str, *, yes: bool) -> None:
    """Take the tables back to REVISION, such as 0003_evidence, or to `base`: nothing is left."""
    if not yes:
        click.confirm(f"What is newer than {revision} will be deleted with everything in it. Go on?", abort=True)
    _with_engine(lambda engine: tables.downgrade(engine, revision))
    click.echo(f"The tables are at {revision}.")


def _with_engine(act: Callable[[Engine], None]) -> None:
    with storage(read_settings(), untouched=True) as url:
        engine = tables.make_engine(url, connections=1)
        act(engine)
        engine.dispose()
