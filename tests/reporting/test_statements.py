"""How many statements the supplier's pages send: few, and as many for a long form and full tables as for small ones."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from portal.reporting.models import AnswerRow
from portal.schema import new_id
from tests.build import NOW
from tests.reporting.build import Started, a_report, a_row, answer
from tests.reporting.pages import filled
from tests.reporting.signing import sign

MOST_FOR_A_PAGE = 12
MOST_FOR_AN_ANSWER = 8
PAGES = ("", "/sections/many", "/sections/table", "/check", "/sign", "/receipts/1")


def form_with(questions: int) -> str:
    """A form of this many questions about the supplier, and a table of up to 500 rows that another points to."""
    line = '      - {{key: q{0}, type: text, label: "Question {0}", scope: supplier}}'
    asked = "\n".join(line.format(number) for number in range(questions))
    return HEAD.replace('version: "1"', f'version: "{questions}"') + asked + TABLES


@pytest.fixture
def started_with(session: Session) -> Callable[..., Started]:
    """A report with half of its questions answered and half offered from last year, and tables with rows."""

    def start(questions: int, rows: int) -> Started:
        form = form_with(questions)
        before = a_report(session, form, year=2026)
        answer(session, before, **{f"q{number}": f"Answer {number}" for number in range(questions)})
        started = a_report(session, form, like=before)
        answer(session, started, **{f"q{number}": f"Now {number}" for number in range(0, questions, 2)})
        a_row(session, started, "risks", what="Risk 0")
        risks = [a_stored_row(started, "risks", number, what=f"Risk {number}") for number in range(1, rows)]
        session.add_all(risks)
        a_row(session, started, "measures", what="Measure 0")
        session.add_all(
            a_stored_row(started, "measures", r.position - 1, what="Measure", risk=str(r.id)) for r in risks
        )
        session.flush()
        sign(session, started)
        started.report.status = "returned"
        session.flush()
        return started

    return start


def a_stored_row(started: Started, table: str, position: int, **cells: str) -> AnswerRow:
    return AnswerRow(
        id=new_id(),
        self_report_id=started.report.id,
        supplier_id=started.supplier.id,
        question_key=table,
        position=position + 1,
        cells=cells,
        changed_by_id=started.contact.person_id,
        changed_at=NOW,
    )


@pytest.fixture
def statements_of(session: Session, sign_in, count_statements):
    """Count what each page of a report sends, in a session that has read nothing before."""

    def count(started: Started) -> dict[str | None, int]:
        browser = sign_in(started.people["signatory"])
        counts = {}
        for page in (*PAGES, None):
            address = "/reports" if page is None else f"/reports/{started.report.id}{page}"
            session.flush()
            session.expire_all()
            with count_statements() as statements:
                assert browser.get(address).status_code == 200, address
            counts[page] = len(statements)
        return counts

    return count


def test_pages_send_as_many_statements_for_a_long_form_as_for_a_short_one(started_with, statements_of):
    few, many = statements_of(started_with(2, 10)), statements_of(started_with(60, 10))
    assert few == many
    assert max(many.values()) <= MOST_FOR_A_PAGE, many


def test_pages_send_as_many_statements_for_500_rows_as_for_10(started_with, statements_of):
    few, many = statements_of(started_with(2, 10)), statements_of(started_with(2, 500))
    assert few == many
    assert max(many.values()) <= MOST_FOR_A_PAGE, many


def test_the_list_sends_as_many_statements_for_40_reports_as_for_one(session, sign_in, count_statements):
    first = a_report(session)
    browser = sign_in(first.people["contact"])
    counts = []
    for years in (range(2028, 2028), range(2028, 2068)):
        for year in years:
            a_report(session, year=year, like=first)
        session.flush()
        session.expire_all()
        with count_statements() as statements:
            browser.get("/reports")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= MOST_FOR_A_PAGE


def test_a_saved_answer_sends_at_most_eight_statements_in_all(started_with, sign_in, session, count_statements):
    counts = {}
    for questions, rows in ((2, 10), (60, 500)):
        started = started_with(questions, rows)
        browser = sign_in(started.people["contact"])
        page = browser.get(f"/reports/{started.report.id}/sections/many")
        sent, address = filled(page, q1="Another"), f"/reports/{started.report.id}/answers/q1"
        session.expire_all()
        with count_statements() as statements:
            saved = browser.post(address, data=sent, headers={"HX-Request": "true"})
        assert saved.status_code == 200
        counts[questions] = statements
    assert len(counts[2]) == len(counts[60]) <= MOST_FOR_AN_ANSWER, "\n".join(counts[60])


def test_a_saved_row_sends_as_many_statements_whatever_the_table_holds(
    started_with, sign_in, session, count_statements
):
    counts = []
    for rows in (10, 499):
        started = started_with(2, rows)
        browser = sign_in(started.people["contact"])
        address = f"/reports/{started.report.id}/tables/risks/rows/new"
        session.expire_all()
        with count_statements() as statements:
            assert browser.post(address, data={"what": "One more", "row.revision": "0"}).status_code == 303
        counts.append(len(statements))
    assert counts[0] == counts[1] <= MOST_FOR_A_PAGE


HEAD = """\
form: long
version: "1"
source_language: en
title: "Long"
levels: {A: 85, B: 70, C: 50, D: 0}
sections:
  - key: many
    title: "Many"
    weight: 0
    questions:
"""
TABLES = """
  - key: table
    title: "Table"
    weight: 0
    questions:
      - key: risks
        type: table
        label: "Risks"
        rows: {min: 0, max: 500}
        columns: [{key: what, type: text, label: "What", required: true}]
      - key: measures
        type: table
        label: "Measures"
        rows: {min: 0, max: 500}
        columns:
          - {key: risk, type: ref, ref: {table: risks}, label: "Risk"}
          - {key: what, type: text, label: "What", required: true}
"""
