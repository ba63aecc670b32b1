"""`portal reports verify`: every seal computed again from what stands in the database and in the folder of files."""

from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.engine import Engine
from sqlmodel import Session

from portal.commands import portal
from portal.evidence.storage import FolderStorage
from tests.build import NOBODY
from tests.reporting.build import a_file
from tests.reporting.signing import a_ready_report, kept_apart, sign, submissions_of


@pytest.fixture
def sent(live_database: Engine, tmp_path: Path) -> UUID:
    """The id of a submitted self-report with a file and a personal answer, committed."""
    with Session(live_database) as session:
        started = a_ready_report(session)
        a_file(session, started, "has_policy", FolderStorage(tmp_path))
        sign(session, started)
        session.commit()
        return started.report.id


@pytest.fixture
def verify(live_database: Engine, tmp_path: Path):
    url = live_database.url.render_as_string(hide_password=False)

    def run(*arguments: str) -> Result:
        environment = {"DATABASE_URL": url, "EVIDENCE_FOLDER": str(tmp_path), "PORTAL_ENV": "test", "PORTAL_DEMO": ""}
        return CliRunner().invoke(portal, ["reports", "verify", *arguments], env=environment)

    return run


def test_what_is_as_it_was_sealed_holds(verify, sent: UUID, live_database: Engine):
    with Session(live_database) as session:
        (submission,) = submissions_of(session, sent)
    for named in (str(sent), str(submission.id), "--all"):
        done = verify(named)
        assert done.exit_code == 0
        assert f"{sent} no. 1  holds  sha256 {submission.sha256}" in done.output
        assert "1 checked, none broken" in done.output


def test_what_retention_deleted_is_named_and_breaks_nothing(verify, sent: UUID, live_database: Engine):
    with Session(live_database) as session:
        session.delete(kept_apart(session, submissions_of(session, sent)[0])[0])
        session.commit()
    done = verify(str(sent))
    assert done.exit_code == 0
    assert "deleted by retention: person" in done.output


def test_a_changed_answer_ends_with_1(verify, sent: UUID, live_database: Engine):
    with Session(live_database) as session:
        (submission,) = submissions_of(session, sent)
        submission.content = {**submission.content, "short": True}
        session.commit()
    done = verify("--all")
    assert done.exit_code == 1
    assert "not as it was sealed: content" in done.output
    assert "1 checked, 1 broken" in done.output


def test_a_changed_file_ends_with_1(verify, sent: UUID, tmp_path: Path):
    (place,) = [path for path in tmp_path.glob("*/*/*") if path.is_file()]
    place.write_bytes(b"Another policy.")
    done = verify(str(sent))
    assert done.exit_code == 1
    assert "not as it was sealed: file policy.txt" in done.output


def test_an_id_that_nothing_was_submitted_under_is_said(verify, sent: UUID):
    done = verify(str(NOBODY))
    assert done.exit_code == 2
    assert "Nothing was submitted under" in done.output


@pytest.mark.parametrize("arguments", [[], ["--all", str(NOBODY)], ["not-an-id"]])
def test_one_says_what_to_verify(verify, arguments: list[str]):
    assert verify(*arguments).exit_code == 2
