"""The portal as people meet it from outside: one server for all browser tests, its database, its mail and its jobs."""

import logging
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Engine
from sqlmodel import Session
from werkzeug.serving import make_server

from portal import mail
from portal.accounts.access import SESSION
from portal.accounts.models import Organisation, Person, SignInSession
from portal.accounts.sessions import IDLE, open_session
from portal.app import create_app
from portal.database import Database
from portal.deadlines import now
from portal.jobs import queue
from portal.settings import Settings

DUE_JOBS = sa.text(
    "DELETE FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())"
    " RETURNING id, task_name, args"
)


class Faults(logging.Handler):
    """Collects what went wrong on the server, with its trace, for the test that caused it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(self.format(record))


class Records:
    """What a test may do behind the portal's back: read and write its database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Read or write as a colleague of the server would; committed at the end."""
        with Database(self.engine).open_session() as session:
            yield session
            session.commit()

    def cookie_for(self, person: Person, organisation: Organisation | None = None) -> tuple[str, str]:
        """Sign a person in, without the mail: name and value of the cookie."""
        chosen = organisation.id if organisation else None
        with self.session() as session:
            token = open_session(session, person, browser="a browser of the tests", organisation_id=chosen, now=now())
        return f"aktsom-{SESSION}", token

    def end_sessions_of(self, person: Person) -> None:
        """Let the person's sessions be too old, as after a long pause."""
        with self.session() as session:
            mine = SignInSession.person_id == person.id
            session.execute(sa.update(SignInSession).where(mine).values(last_seen_at=now() - IDLE - IDLE / 8))


class House(Records):
    """A running portal, with its records, its jobs and its mail."""

    def __init__(self, app: Flask, engine: Engine, address: str, mail_folder: Path, faults: Faults) -> None:
        super().__init__(engine)
        self.app = app
        self.address = address
        self.mail_folder = mail_folder
        self.faults = faults

    def run_jobs(self) -> list[str]:
        """Do what a worker would do now, and name what was done."""
        ran: list[str] = []
        while waiting := self._take_jobs():
            with self.app.app_context():
                for job in waiting:
                    queue.tasks[job.task_name].func(**job.args)
            ran += [job.task_name for job in waiting]
        return ran

    def _take_jobs(self) -> list[sa.Row]:
        with self.engine.begin() as connection:
            return sorted(connection.execute(DUE_JOBS), key=lambda job: job.id)

    def mailed_link(self, person: Person) -> str:
        """The address of ours in the newest mail to a person."""
        letters = (letter for letter in mail.letters(self.mail_folder) if letter["To"] == person.email)
        found = re.search(rf"{re.escape(self.address)}\S+", next(letters).get_content())
        assert found, "the mail has no link"
        return found[0]


@contextmanager
def open_house(engine: Engine, folder: Path) -> Iterator[House]:
    """Serve the portal on a free port, with mail and evidence below the folder."""
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = Settings(
        portal_env="test",
        database_url="postgresql://given-by-the-fixture",
        mail_url=f"maildir:{folder / 'mail'}",
        evidence_folder=folder / "evidence",
        public_url=address,
        secret_key="a secret of the tests, long enough",
        log_level="CRITICAL",
    )
    app, faults = create_app(settings, Database(engine)), Faults()
    log = logging.getLogger("portal.errors")
    log.addHandler(faults)
    serving = make_server("127.0.0.1", listening.getsockname()[1], app, threaded=True, fd=listening.fileno())
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield House(app, engine, address, folder / "mail", faults)
    serving.shutdown()
    thread.join()
    serving.server_close()
    listening.close()
    log.removeHandler(faults)
