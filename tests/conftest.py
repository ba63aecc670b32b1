"""What all tests stand on: a server of their own, migrated once, and everything rolled back after each test."""

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.engine import Connection, Engine
from sqlmodel import Session
from werkzeug.serving import make_server

from portal import embedded
from portal.accounts.access import SESSION
from portal.accounts.models import Organisation, Person
from portal.accounts.sessions import open_session
from portal.app import create_app
from portal.database import Database, make_engine, migrate, recorded_statements
from portal.deadlines import now
from portal.jobs import queue
from portal.settings import Settings

TEMPLATE = "aktsom_template"


class Server:
    """The server of this run of the tests, and one database on it that all others are copied from."""

    def __init__(self, url_of: Callable[[str], str]) -> None:
        self.url_of = url_of

    def create(self, name: str, *, template: str = "template1") -> str:
        """Create a database, replacing one of the same name, and give its address."""
        self._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url_of(name)

    def drop(self, name: str) -> None:
        self._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _admin(self, *statements: str) -> None:
        engine = make_engine(self.url_of("postgres"), connections=1)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for statement in statements:
                connection.execute(sa.text(statement))
        engine.dispose()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """DATABASE_URL's server if one is named, else our own in a temporary folder."""
    if url := os.environ.get("DATABASE_URL"):
        yield Server(lambda name: sa.make_url(url).set(database=name).render_as_string(hide_password=False))
        return
    folder = Path(tempfile.mkdtemp(prefix="aktsom-tests-"))
    started = embedded.start(folder / "postgres")
    yield Server(lambda name: embedded.url_of(started, name))
    embedded.stop(started)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template(server: Server) -> str:
    """The name of a database with all tables and no rows, to copy."""
    engine = make_engine(server.create(TEMPLATE), connections=1)
    try:
        migrate(engine)
    finally:
        engine.dispose()
    return TEMPLATE


@pytest.fixture(scope="session")
def database(server: Server, template: str) -> Iterator[Engine]:
    """The database of all tests that roll back."""
    engine = make_engine(server.create("aktsom_tests", template=template), connections=4)
    yield engine
    engine.dispose()
    server.drop("aktsom_tests")


@pytest.fixture
def connection(database: Engine) -> Iterator[Connection]:
    """One connection whose transaction ends with the test."""
    with database.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture
def session(connection: Connection) -> Iterator[Session]:
    """The test's own session; the app's requests write to the same connection."""
    with Database(connection).open_session() as session:
        yield session


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        portal_env="test",
        database_url="postgresql://given-by-the-fixture",
        mail_url=f"maildir:{tmp_path / 'mail'}",
        evidence_folder=tmp_path / "evidence",
        public_url="http://localhost",
        secret_key="a secret of the tests, long enough",
        log_level="CRITICAL",
    )


class Client(FlaskClient):
    """A browser without JavaScript: what the test's session wrote is seen by the app, and the other way round."""

    session: Session

    def open(self, *args, **values):
        self.session.flush()
        response = super().open(*args, **values)
        self.session.expire_all()
        return response


@pytest.fixture
def app(connection: Connection, session: Session, settings: Settings) -> Flask:
    """The app, on the test's own connection. Forms need no token, except where a test says so."""
    app = create_app(settings, Database(connection))
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = type("TestClient", (Client,), {"session": session})
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser in which nobody is signed in."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask, session: Session) -> Callable[..., FlaskClient]:
    """Give a browser in which a person is signed in: `sign_in(person)`, or `sign_in(person, organisation)`."""

    def signed_in(person: Person, organisation: Organisation | None = None) -> FlaskClient:
        chosen = organisation.id if organisation else None
        token = open_session(session, person, browser="a browser of the tests", organisation_id=chosen, now=now())
        browser = app.test_client()
        browser.set_cookie(f"aktsom-{SESSION}", token)
        return browser

    return signed_in


@pytest.fixture
def run_jobs(app: Flask, connection: Connection, session: Session) -> Callable[[], list[str]]:
    """Run what waits in the queue, as a worker would, until nothing waits; give the names of what ran."""
    due = sa.text(
        "DELETE FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())"
        " RETURNING id, task_name, args"
    )

    def run() -> list[str]:
        ran = []
        session.flush()
        while waiting := sorted(connection.execute(due), key=lambda job: job.id):
            with app.app_context():
                for job in waiting:
                    queue.tasks[job.task_name].func(**job.args)
            ran += [job.task_name for job in waiting]
        session.expire_all()
        return ran

    return run


@pytest.fixture
def waiting_jobs(connection: Connection, session: Session) -> Callable[[], list[tuple[str, dict]]]:
    """Give what waits in the queue: names and values, in order."""

    def waiting() -> list[tuple[str, dict]]:
        session.flush()
        rows = connection.execute(
            sa.text("SELECT task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        )
        return [(row.task_name, row.args) for row in rows]

    return waiting


@pytest.fixture
def count_statements(connection: Connection) -> Callable[[], AbstractContextManager[list[str]]]:
    """Collect SQL: `with count_statements() as statements: …; assert len(statements) <= 8`."""
    return lambda: recorded_statements(connection)


@pytest.fixture
def live_database(server: Server, template: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database of this test alone, in which commits are commits: for browsers, workers and races."""
    name = f"aktsom_live_{abs(hash(request.node.nodeid)) % 10**8}"
    engine = make_engine(server.create(name, template=template), connections=8)
    yield engine
    engine.dispose()
    server.drop(name)


@pytest.fixture
def live_app(live_database: Engine, settings: Settings) -> Flask:
    """The app on a database of its own, forms with their tokens."""
    return create_app(settings, Database(live_database))


@pytest.fixture
def live_server(live_app: Flask) -> Iterator[str]:
    """The address of live_app, served for real."""
    serving = make_server("127.0.0.1", 0, live_app, threaded=True)
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.port}"
    serving.shutdown()
    thread.join()
    serving.server_close()
