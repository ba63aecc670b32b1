"""How many statements a saved answer sends, from sign-in to progress: at most eight, whatever is saved and by what.

Each way of saving is tried as the first of a self-report and as a later one, and always as a visit that is noted anew.
Not counted are transaction control and the reading of a frozen form, once a process. A button without JavaScript saves
its page first: when that and what the button does are two changes, or a file is stored with them, it is at most twelve.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session
from werkzeug.test import TestResponse

from portal.accounts.models import SignInSession
from portal.deadlines import now
from portal.evidence.storage import FolderStorage
from portal.reporting.service.draft import read_draft
from portal.settings import Settings
from tests.reporting.build import Started, a_file, a_report, a_row, answer
from tests.reporting.pages import filled, form_of
from tests.reporting.signing import sign

MOST = 8
MOST_OF_SEVERAL = 12
SECTION = "/sections/whole"
NEW_ROW = "/tables/risks/rows/new"


@dataclass
class Sent:
    """What a page sends: to which address below the self-report, which fields, as htmx or as a form."""

    path: str
    fields: Any
    headers: dict[str, str] = field(default_factory=dict)


def by_itself(key: str, **given: str) -> Callable[[TestResponse], Sent]:
    """An answer sent as it is given, with JavaScript."""
    return lambda page: Sent(f"/answers/{key}", filled(page, **given), {"HX-Request": "true"})


def by_button(act: str, **given: str) -> Callable[[TestResponse], Sent]:
    """A page sent by the first of its buttons that says this, without JavaScript."""

    def press(page: TestResponse) -> Sent:
        value = next(value for value in form_of(page).buttons if value.startswith(act))
        return Sent(SECTION, filled(page, act=value, **given))

    return press


def with_file(**given: str) -> Callable[[TestResponse], Sent]:
    """A page sent with a file for one of its questions, or columns."""

    def send(page: TestResponse) -> Sent:
        sent = by_button("tie:proved", **given)(page)
        return Sent(sent.path, {**sent.fields.to_dict(), "proved.files": (BytesIO(b"Our policy."), "policy.txt")})

    return send


def as_row(at: str, **given: Any) -> Callable[[TestResponse], Sent]:
    """A row's page, saved at its own address."""
    return lambda page: Sent(at, {**filled(page).to_dict(), **given, "act": "save"})


ALL_BOXES = {"plain": "Now this", "number": "7", "proved": "no", "asks": "yes", "long": "A story"}

SECTION_SAVES = {
    "an answer": by_itself("plain", plain="Now this"),
    "one that cannot be read": by_itself("number", number="about half"),
    "one with documentation": by_itself("proved", proved="yes"),
    "one that lets offered answers appear": by_itself("asks", asks="yes"),
    "one that hides another": by_itself("shows", shows="no"),
    "the page, by Save": by_button("save:", plain="Now this"),
    "the page, by Next": by_button("next", plain="Now this"),
    "all answers of the page": by_button("next", **ALL_BOXES),
    "still true": by_button("offer:known:"),
    "still true, of a table": by_button("offer:known_rows:"),
    "what the contract says": by_button("proposal:tiers"),
    "nothing to report, or something after all": by_button("empty:empties:"),
    "a file": with_file(),
}

SEVERAL_SAVES = {
    "still true, with another answer changed": by_button("offer:known:", plain="Now this"),
    "a table still true, with another answer changed": by_button("offer:known_rows:", plain="Now this"),
    "a file, with another answer changed": with_file(plain="Now this"),
}


@pytest.fixture(params=["first", "later"])
def started(request: pytest.FixtureRequest, session: Session, settings: Settings) -> Started:
    """A self-report with answers of last year offered: nothing in it yet, or answers, rows, a file and a history."""
    before = a_report(session, FORM, year=2026)
    answer(session, before, asks=True, known="As last year", asked_for="And this")
    for table in ("known_rows", "asked_rows"):
        for number in range(10):
            a_row(session, before, table, what=f"Row {number}")
    started = a_report(session, FORM, like=before)
    if request.param == "later":
        answer(
            session,
            started,
            plain="That",
            number=Decimal(5),
            proved=False,
            asks=False,
            shows=True,
            long="Long",
            empties=(),
        )
        for number in range(40):
            a_row(session, started, "risks", what=f"Risk {number}")
        a_file(session, started, "proved", FolderStorage(settings.evidence_folder))
        sign(session, started)
        started.report.status = "returned"
    session.flush()
    return started


@pytest.fixture
def statements_of(session: Session, sign_in, started: Started, count_statements):
    """Send what a page sends, five minutes after the last visit, and give the statements."""
    browser = sign_in(started.people["contact"])

    def send(page: str, sent_by: Callable[[TestResponse], Sent]) -> list[str]:
        at = f"/reports/{started.report.id}"
        sent = sent_by(browser.get(at + page))
        session.execute(sa.update(SignInSession).values(last_seen_at=now() - timedelta(minutes=6)))
        revision = started.report.revision
        session.flush()
        session.expire_all()
        with count_statements() as statements:
            answered = browser.post(at + sent.path, data=sent.fields, headers=sent.headers)
        assert answered.status_code in {200, 303}, answered.get_data(as_text=True)
        assert started.report.revision > revision, "nothing was saved"
        return statements

    return send


@pytest.mark.parametrize("sent_by", SECTION_SAVES.values(), ids=SECTION_SAVES)
def test_an_answer_of_a_section_takes_at_most_eight(statements_of, sent_by):
    statements = statements_of(SECTION, sent_by)
    assert len(statements) <= MOST, "\n".join(statements)


@pytest.mark.parametrize("sent_by", SEVERAL_SAVES.values(), ids=SEVERAL_SAVES)
def test_a_button_that_saves_its_page_and_then_does_more_takes_at_most_twelve(statements_of, sent_by):
    statements = statements_of(SECTION, sent_by)
    assert len(statements) <= MOST_OF_SEVERAL, "\n".join(statements)


def test_a_row_takes_at_most_eight_and_so_does_changing_it_and_taking_it_away(session, started, statements_of):
    sent = {"first": statements_of(NEW_ROW, as_row(NEW_ROW, what="One"))}
    at = f"/tables/risks/rows/{read_draft(session, started.report).rows['risks'][0].id}"
    sent["changed"] = statements_of(at, as_row(at, what="Other"))
    sent["taken away"] = statements_of(SECTION, by_button("delete:risks:"))
    assert {act: len(statements) for act, statements in sent.items() if len(statements) > MOST} == {}


def test_a_row_with_a_file_takes_at_most_twelve(statements_of):
    proof = (BytesIO(b"What we saw."), "seen.txt")
    statements = statements_of(NEW_ROW, as_row(NEW_ROW, **{"what": "One", "proof.files": proof}))
    assert len(statements) <= MOST_OF_SEVERAL, "\n".join(statements)


FORM = """\
form: saves
version: "1"
source_language: en
title: "Saves"
levels: {A: 85, B: 70, C: 50, D: 0}
sections:
  - key: whole
    title: "All"
    weight: 0
    questions:
      - {key: plain, type: text, label: "Plain"}
      - {key: long, type: long_text, label: "Long"}
      - {key: number, type: percent, label: "Number"}
      - {key: tiers, prefill: contract.max_tiers, type: integer, label: "Tiers"}
      - {key: proved, type: yes_no, label: "Proved", evidence: {demand: required, what: "The policy"}}
      - {key: shows, type: yes_no, label: "Shows the next"}
      - {key: following, type: text, label: "The next", show_when: shows}
      - {key: asks, type: yes_no, label: "Asks for more"}
      - {key: asked_for, type: text, label: "Asked for", scope: supplier, show_when: asks}
      - {key: asked_rows, type: table, label: "Asked rows", scope: supplier, show_when: asks,
         columns: [{key: what, type: text, label: "What"}]}
      - {key: known, type: text, label: "Known", scope: supplier}
      - {key: known_rows, type: table, label: "Known rows", scope: supplier,
         columns: [{key: what, type: text, label: "What"}]}
      - {key: empties, type: table, label: "Maybe empty", rows: {min: 0, max: 3},
         columns: [{key: what, type: text, label: "What"}]}
      - {key: risks, type: table, label: "Risks", rows: {min: 0, max: 500},
         columns: [{key: what, type: text, label: "What", required: true}, {key: proof, type: file, label: "Proof"}]}
"""
