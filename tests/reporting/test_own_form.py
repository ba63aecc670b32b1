"""An authority's own questionnaire: put into a folder, offered when a round is planned, and answered. No Python."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from portal.accounts.actor import Role
from portal.engine.cases import read_cases
from portal.engine.inputs import read_answers
from portal.library.current import current_forms
from portal.reporting.models import SelfReport
from portal.reporting.service.reports import form_of, latest_submission
from portal.reporting.service.sealed import read_sealed
from tests.build import a_person, a_supplier, an_authority
from tests.register.build import a_contract, an_agreement
from tests.reporting.pages import filled
from tests.reporting.supplier import Supplier

EXAMPLE = Path(__file__).parents[2] / "docs/forms/example"
PLAN = {
    "form_key": "cleaning",
    "year": "2030",
    "period_start_on": "2030-01-01",
    "period_end_on": "2030-12-31",
    "due_on": "12 April 2031",
}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    """FORMS_FOLDER with the example of the authors' documentation in it, read anew for this test."""
    shutil.copytree(EXAMPLE, tmp_path / "forms")
    monkeypatch.setenv("FORMS_FOLDER", str(tmp_path / "forms"))
    current_forms.cache_clear()
    yield
    current_forms.cache_clear()


@pytest.fixture
def supplier(session):
    return a_supplier(session, "Rentvask AS")


@pytest.fixture
def report(session, supplier, sign_in):
    """The self-report that an administrator makes on the pages, by planning and opening a round."""
    authority = an_authority(session, "Nordby kommune")
    agreement = an_agreement(session, authority, end_on=date(2035, 1, 1))
    a_contract(session, authority, supplier, agreement, title="Cleaning of schools")
    browser = sign_in(a_person(session, authority, roles=(Role.ADMINISTRATOR,)))
    offered = browser.get("/rounds/new").text
    assert "Working conditions in cleaning" in offered
    assert 'value="due_diligence"' in offered
    round_ = browser.post("/rounds/new", data=PLAN).location
    browser.post(f"{round_}/contracts", data={"act": "choose", "all": "yes"})
    assert "The round is open." in browser.post(f"{round_}/open", follow_redirects=True).text
    return session.exec(select(SelfReport)).one()


def test_an_own_questionnaire_is_planned_opened_answered_and_signed(session, sign_in, supplier, report):
    cases = read_cases({str(path): path.read_text(encoding="utf-8") for path in EXAMPLE.glob("*/cases/*.yaml")})
    case = next(case for case in cases if case.title == "Not agreed, and followed up in one way")
    form = form_of(session, report).compiled.form
    given = read_answers(form, case.given["answers"]).values

    signatory = a_person(session, supplier, roles=(Role.SUPPLIER_CONTACT, Role.SIGNATORY))
    person = Supplier(sign_in(signatory), session, report, "en")
    assert "Covers Cleaning of schools in 2030." in person.browser.get(person.at).text
    person.fill(given)
    page = person.browser.get(f"{person.at}/sign")
    signed = person.browser.post(f"{person.at}/sign", data=filled(page, name="Kari Vask", title="Manager"))
    assert signed.location == f"{person.at}/receipts/1"
    submission = latest_submission(session, report)
    assert submission is not None
    sealed = read_sealed(session, submission, report).values
    assert {key: sealed[key] for key in given if key != "companies"} == {
        key: value for key, value in given.items() if key != "companies"
    }
    assert len(sealed["companies"]) == 1
