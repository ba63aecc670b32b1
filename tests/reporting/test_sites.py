"""Rows that point to the supplier's register of sites: chosen by name, sealed as the site was called that day."""

import pytest
from sqlmodel import Session

from portal.engine.deviations import drafts
from portal.engine.evaluation import evaluate
from portal.engine.types.contract import ProblemCode
from portal.register import service as register
from portal.register.service import SiteFields
from portal.reporting.errors import NotReady
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import read_draft
from portal.reporting.service.offers import confirm_offer, find_offers
from portal.reporting.service.sealed import read_sealed, verify
from portal.reporting.service.submission import show_report
from tests.build import NOBODY, NOW, a_supplier, somebody
from tests.reporting.build import Started, a_report, a_row
from tests.reporting.pages import words
from tests.reporting.signing import sign

FACTORIES = """\
form: factories
version: "1"
source_language: en
title: "Factories"
levels: {A: 85, B: 70, C: 50, D: 0}
sections:
  - key: only
    title: "Only"
    weight: 0
    questions:
      - key: factories
        type: table
        label: "Which factories take part?"
        rows: {min: 0, max: 5}
        columns:
          - {key: site, type: ref, ref: {register: sites}, label: "Site", required: true}
          - {key: state, type: text, label: "State"}
        deviations:
          - {for_each: {row: factories}, when: "has(row.state) && row.state == 'stopped'",
             type: documentation_missing, severity: minor}
"""
MILL = SiteFields("Narayan Mill", "BD", "Plot 7, Gazipur")


@pytest.fixture
def started(session: Session) -> Started:
    return a_report(session, FACTORIES)


def codes(session: Session, started: Started) -> list[ProblemCode]:
    evaluation = judge(session, started.report, read_draft(session, started.report), NOW)
    return [problem.code for problem in evaluation.problems]


def test_a_cell_holds_the_id_of_a_site_of_the_suppliers_own(session: Session, started: Started):
    own = register.add_site(session, started.contact, MILL, now=NOW)
    others = register.add_site(session, somebody(session, a_supplier(session)), MILL, now=NOW)
    row = a_row(session, started, "factories", site=str(own.id))
    assert codes(session, started) == []
    for stranger in (others.id, NOBODY):
        row = a_row(session, started, "factories", row_id=row.id, seen=row.revision, site=str(stranger))
        assert codes(session, started) == [ProblemCode.BAD_REFERENCE]
    with pytest.raises(NotReady):
        sign(session, started)


def test_the_row_page_offers_the_sites_by_name(session: Session, started: Started, sign_in):
    site = register.add_site(session, started.contact, MILL, now=NOW)
    client = sign_in(started.people["contact"])
    address = f"/reports/{started.report.id}/tables/factories/rows/new"
    page = client.get(address)
    assert f'<option value="{site.id}"' in page.text
    assert "Narayan Mill, Bangladesh" in words(page)
    assert client.post(address, data={"site": str(site.id), "state": "open", "row.revision": "0"}).status_code == 303
    assert "Narayan Mill, Bangladesh" in words(client.get(f"/reports/{started.report.id}/sections/only"))


def test_a_seal_keeps_what_a_site_was_called_that_day(session: Session, started: Started):
    site = register.add_site(session, started.contact, MILL, now=NOW)
    register.add_site(session, started.contact, SiteFields("Yard", "IN", "Kolkata"), now=NOW)
    a_row(session, started, "factories", site=str(site.id), state="stopped")
    submission = sign(session, started)
    register.change_site(session, started.contact, site.id, SiteFields("New Mill", "CN", "Suzhou"), now=NOW)
    assert submission.content["sites"] == {
        str(site.id): {"name": "Narayan Mill", "country": "BD", "address": "Plot 7, Gazipur"}
    }
    assert verify(session, submission).holds
    sealed = read_sealed(session, submission, started.report)
    assert sealed.words["factories"] == "1. Site: Narayan Mill, Bangladesh; State: stopped"
    evaluation = evaluate(sealed.form.compiled, sealed.values, sealed.circumstances)
    assert [draft.country for draft in drafts(evaluation)] == ["BD"]
    assert "Narayan Mill, Bangladesh" in str(sealed.words)


def test_a_renamed_site_changes_what_a_signatory_was_shown(session: Session, started: Started):
    site = register.add_site(session, started.contact, MILL, now=NOW)
    a_row(session, started, "factories", site=str(site.id))
    shown = show_report(session, started.report, language="en", now=NOW)
    register.change_site(session, started.contact, site.id, SiteFields("New Mill", "BD", "Plot 7"), now=NOW)
    assert show_report(session, started.report, language="en", now=NOW).hash != shown.hash


def test_a_form_that_points_to_no_site_costs_no_statement(session: Session, count_statements):
    started = a_report(session)
    with count_statements() as statements:
        read_draft(session, started.report)
    assert not [one for one in statements if "FROM site" in one]


def test_a_confirmed_row_of_last_year_keeps_its_site(session: Session, started: Started):
    site = register.add_site(session, started.contact, MILL, now=NOW)
    a_row(session, started, "factories", site=str(site.id), state="open")
    later = a_report(session, FACTORIES, year=2028, like=started)
    question = later.question(session, "factories")
    offer = find_offers(session, later.report, [question], read_draft(session, later.report))["factories"]
    confirm_offer(session, later.report, question, offer.answer_id, actor=later.contact, now=NOW)
    copied = read_draft(session, later.report).rows["factories"]
    assert [row.cells for row in copied] == [{"site": str(site.id), "state": "open"}]
