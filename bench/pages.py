"""A supplier's page, a saved answer and a saved page beside the floor: in one process, in turn, medians of rounds."""

import itertools
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy.engine import Engine
from sqlmodel import Session

from bench.floor import make_floor
from bench.form import QUESTIONS, VALUES, key_of, kind_of, text_of, typed
from portal import embedded
from portal.accounts.access import SESSION
from portal.accounts.sessions import open_session
from portal.app import create_app
from portal.database import Database, make_engine, migrate
from portal.deadlines import now
from portal.settings import Settings
from tests.reporting.build import Started, a_report, answer

ROUNDS = 7
REQUESTS = 40


def run() -> list[str]:
    """Measure, and give the lines of the report."""
    with tempfile.TemporaryDirectory(prefix="aktsom-bench-") as folder:
        server = embedded.start(Path(folder) / "postgres")
        try:
            engine = make_engine(embedded.url_of(server))
            migrate(engine)
            return _measure(engine, Path(folder))
        finally:
            embedded.stop(server)


def _measure(engine: Engine, folder: Path) -> list[str]:
    with Session(engine, expire_on_commit=False) as session:
        plain = _filled(session, conditions=False)
        asked = _filled(session, conditions=True)
        token, asked_token = _signed_in(session, plain), _signed_in(session, asked)
        session.commit()
    app = create_app(_settings(folder), Database(engine))
    app.config["WTF_CSRF_ENABLED"] = False
    ours, theirs = app.test_client(), app.test_client()
    ours.set_cookie(f"aktsom-{SESSION}", token)
    theirs.set_cookie(f"aktsom-{SESSION}", asked_token)
    floor = make_floor(engine, plain.report.id, plain.supplier.id, plain.people["contact"].id).test_client()
    pages = _in_turn(
        page=lambda: _get(ours, f"/reports/{plain.report.id}/sections/whole"),
        asked=lambda: _get(theirs, f"/reports/{asked.report.id}/sections/whole"),
        floor=lambda: _get(floor, "/page"),
    )
    counter = itertools.count()
    revision = itertools.count(1)
    saves = _in_turn(
        ours=lambda: _save(ours, plain.report.id, next(counter), next(revision)),
        floor=lambda: _post(floor, f"/save/{key_of(1)}", {key_of(1): f"text {next(counter)}"}),
    )
    turn, floor_turn = itertools.count(), itertools.count()
    sections = _in_turn(
        ours=lambda: _save_page(theirs, asked.report.id, next(turn)),
        floor=lambda: _post(floor, "/page", _typed(next(floor_turn))),
    )
    return [
        f"A page of {QUESTIONS} questions: {_beside(pages['page'], pages['floor'])}",
        f"The same with {QUESTIONS} conditions: {pages['asked'] / pages['page']:.2f} times the page without",
        f"One answer saved: {_beside(saves['ours'], saves['floor'])}",
        f"All {QUESTIONS} answers saved at once: {_beside(sections['ours'], sections['floor'])}",
    ]


def _beside(ours: float, floor: float) -> str:
    return f"{ours:.1f} ms, floor {floor:.1f} ms; requests a second: {floor / ours:.2f} of the floor's"


def _signed_in(session: Session, started: Started) -> str:
    contact, supplier = started.people["contact"], started.supplier
    return open_session(session, contact, browser="bench", organisation_id=supplier.id, now=now())


def _in_turn(**works: Callable[[], None]) -> dict[str, float]:
    """Milliseconds a request of each work, median over rounds in which they take turns."""
    for work in works.values():
        work()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _round in range(ROUNDS):
        for name, work in works.items():
            start = time.perf_counter()
            for _request in range(REQUESTS):
                work()
            taken[name].append((time.perf_counter() - start) * 1000 / REQUESTS)
    return {name: statistics.median(times) for name, times in taken.items()}


def _filled(session: Session, *, conditions: bool) -> Started:
    started = a_report(session, text_of(conditions=conditions))
    answer(session, started, start=True)
    answer(session, started, **{key_of(number): VALUES[kind_of(number)] for number in range(QUESTIONS)})
    return started


def _settings(folder: Path) -> Settings:
    return Settings(
        portal_env="test",
        database_url="postgresql://named-by-the-benchmark",
        mail_url=f"maildir:{folder / 'mail'}",
        evidence_folder=folder / "evidence",
        public_url="http://localhost",
        secret_key=secrets.token_hex(),
        log_level="CRITICAL",
    )


def _get(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status}")


def _post(client: FlaskClient, path: str, fields: Mapping[str, str | list[str]], status: int = 200) -> None:
    response = client.post(path, data=fields, headers={"HX-Request": "true"})
    if response.status_code != status:
        raise RuntimeError(f"{path} answered {response.status}")


def _save(client: FlaskClient, report_id: UUID, number: int, revision: int) -> None:
    key = key_of(0)
    shown = {f"{key_of(other)}.revision": "1" for other in range(QUESTIONS)} | {"start.revision": "1"}
    fields = shown | {key: f"text {number}", f"{key}.revision": str(revision)}
    _post(client, f"/reports/{report_id}/answers/{key}", fields)


def _save_page(client: FlaskClient, report_id: UUID, turn: int) -> None:
    """Send a whole page as its button does, every answer another than before."""
    seen = {f"{key_of(number)}.revision": str(turn + 1) for number in range(QUESTIONS)}
    fields = {**_typed(turn), **seen, "start": "yes", "start.revision": "1", "act": "save:"}
    _post(client, f"/reports/{report_id}/sections/whole", fields, status=303)


def _typed(turn: int) -> dict[str, list[str]]:
    return {key_of(number): typed(number, turn) for number in range(QUESTIONS)}
