"""Files in a row: taken with the row, tied to its table's question, kept or taken away by name."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session

from portal.reporting.service.draft import read_draft
from portal.reporting.service.files import evidence_of
from tests.evidence.build import PDF
from tests.reporting.build import Started, a_report

FORM = """\
form: findings
version: "1"
source_language: en
title: "Findings"
levels: {A: 85, B: 70, C: 50, D: 0}
sections:
  - key: found
    title: "Found"
    weight: 0
    questions:
      - key: findings
        type: table
        label: "What did you find?"
        columns:
          - {key: what, type: text, label: "What", required: true}
          - {key: proof, type: file, label: "Proof"}
"""


@pytest.fixture
def started(session: Session) -> Started:
    return a_report(session, FORM)


@pytest.fixture
def rows_at(started: Started) -> str:
    return f"/reports/{started.report.id}/tables/findings/rows"


@pytest.fixture
def contact(sign_in, started: Started) -> FlaskClient:
    return sign_in(started.people["contact"], started.supplier)


def a_row(contact: FlaskClient, rows_at: str, **more: object):
    sent = {"what": "Locked doors", "row.revision": "0", "act": "save", **more}
    return contact.post(f"{rows_at}/new", data=sent, content_type="multipart/form-data")


def cells(session: Session, started: Started) -> list[dict]:
    return [row.cells for row in read_draft(session, started.report).rows["findings"]]


def test_a_file_comes_with_its_row(contact, rows_at, session, started):
    saved = a_row(contact, rows_at, **{"proof.files": (BytesIO(PDF), "audit.pdf"), "proof.dated_on": "3 April 2026"})
    assert saved.status_code == 303
    assert cells(session, started) == [
        {"what": "Locked doors", "proof": [{"name": "audit.pdf", "dated_on": "2026-04-03"}]}
    ]
    assert [evidence.name for evidence in evidence_of(session, started.report)["findings"]] == ["audit.pdf"]


def test_a_file_stays_until_it_is_taken_away(contact, rows_at, session, started):
    a_row(contact, rows_at, **{"proof.files": (BytesIO(PDF), "audit.pdf")})
    row = read_draft(session, started.report).rows["findings"][0]
    changed = {"what": "Open doors", "row.revision": "1", "act": "save"}
    contact.post(f"{rows_at}/{row.id}", data={**changed, "proof.kept": "audit.pdf"})
    assert cells(session, started)[0]["proof"][0]["name"] == "audit.pdf"
    contact.post(f"{rows_at}/{row.id}", data={**changed, "row.revision": "2"})
    assert cells(session, started) == [{"what": "Open doors"}]


def test_a_name_that_was_never_given_is_no_file(contact, rows_at, session, started):
    a_row(contact, rows_at, **{"proof.kept": "invented.pdf"})
    assert cells(session, started) == [{"what": "Locked doors"}]


def test_a_refused_file_costs_nothing_else(contact, rows_at, session, started):
    a_row(contact, rows_at, **{"proof.files": (BytesIO(b"MZ not a pdf"), "audit.pdf")})
    assert cells(session, started) == [{"what": "Locked doors"}]
    page = contact.get(f"/reports/{started.report.id}/sections/found").get_data(as_text=True)
    assert "audit.pdf was not taken" in page


def test_the_page_shows_what_stays(contact, rows_at, session, started):
    a_row(contact, rows_at, **{"proof.files": (BytesIO(PDF), "audit.pdf")})
    row = read_draft(session, started.report).rows["findings"][0]
    page = contact.get(f"{rows_at}/{row.id}").get_data(as_text=True)
    assert 'name="proof.kept" value="audit.pdf" checked' in page
