"""The database server under a command: the one that is named, or our own for as long as the command runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal import database, embedded
from portal.settings import Settings


@contextmanager
def storage(settings: Settings, *, untouched: bool = False) -> Iterator[str]:
    """Give the address of the database; without DATABASE_URL start our own server, and stop it at the end.

    Our own server's tables are brought up to date first, unless `untouched`. Those of a named server are left
    alone: there `portal database upgrade` is somebody's decision.
    """
    if not settings.embedded:
        yield settings.database_url
        return
    server = embedded.start(settings.database_folder)
    try:
        url = embedded.url_of(server)
        if not untouched:
            upgrade(url)
        yield url
    finally:
        embedded.stop(server)


def upgrade(url: str) -> None:
    """Bring the tables of a database up to date."""
    engine = database.make_engine(url, connections=1)
    try:
        database.migrate(engine)
    finally:
        engine.dispose()
