"""Questionnaire 1 through the pages, in each language: what is typed is what the engine judges and the seal keeps."""

from pathlib import Path

import pytest

from portal.engine.cases import Case, read_cases
from portal.engine.definition import TypeKey
from portal.engine.inputs import read_answers
from portal.engine.types.table import rows_of
from portal.library.current import get_form
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import read_draft
from portal.reporting.service.reports import form_of, latest_submission
from portal.reporting.service.sealed import read_sealed, verify
from tests.build import NOW
from tests.reporting.build import a_report
from tests.reporting.pages import filled
from tests.reporting.supplier import Supplier

CASES = Path(__file__).parents[2] / "forms" / "due_diligence" / "cases"


@pytest.fixture(scope="module")
def case() -> Case:
    """A supplier that answers everything, with risks, measures and a chain, and has no problems."""
    cases = read_cases({path.name: path.read_text(encoding="utf-8") for path in CASES.glob("*.yaml")})
    return next(case for case in cases if case.title == "A complete report has no problems")


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_whole_report_from_the_first_page_to_the_seal(session, sign_in, case: Case, language: str):
    started = a_report(session, get_form("due_diligence"))
    for person in started.people.values():
        person.language = language
    form = form_of(session, started.report).compiled.form
    given = read_answers(form, case.given["answers"]).values
    supplier = Supplier(sign_in(started.people["signatory"]), session, started.report, language)
    supplier.fill(given)
    draft = read_draft(session, started.report)
    stored = draft.values(form)
    shown = judge(session, started.report, draft, NOW).shown
    values = {key: value for key, value in given.items() if key in shown}
    assert len(values) > 50
    simple = {key: value for key, value in values.items() if form.question(key).type is not TypeKey.TABLE}
    assert {key: stored.get(key) for key in simple} == simple
    tables = {key: [row.cells.keys() for row in rows_of(values[key])] for key in values.keys() - simple.keys()}
    assert {key: [row.cells.keys() for row in rows_of(stored[key])] for key in tables} == tables
    sent = supplier.browser.post(
        f"{supplier.at}/sign",
        data=filled(supplier.browser.get(f"{supplier.at}/sign"), name="Ola Leder", title="Leder"),
    )
    assert sent.location == f"{supplier.at}/receipts/1"
    submission = latest_submission(session, started.report)
    assert submission is not None
    assert (submission.language, verify(session, submission).holds) == (language, True)
    sealed = read_sealed(session, submission, started.report).values
    assert {key: sealed.get(key) for key in stored} == stored


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("short", [True, False])
def test_every_section_is_drawn_before_anything_is_answered(session, sign_in, language: str, short: bool):
    started = a_report(session, get_form("due_diligence"), short=short)
    started.people["contact"].language = language
    browser = sign_in(started.people["contact"])
    form = form_of(session, started.report).compiled.form
    for section in form.sections:
        page = browser.get(f"/reports/{started.report.id}/sections/{section.key}?mend=")
        assert page.status_code == 200, section.key
    assert started.report.asked > 0
