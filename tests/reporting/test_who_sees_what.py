"""Who sees what of a self-report: routes by role and owner, and field by field what an authority never sees unsent."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session

from portal.access import ROUTES, Whose
from portal.accounts.actor import ROLES_OF, OrganisationKind, Role
from portal.evidence.service import store
from portal.evidence.storage import FolderStorage
from portal.register.service import SiteFields, add_site
from portal.reporting.service.answers import Change, save_answer
from portal.reporting.service.files import add_evidence
from tests.build import NOBODY, NOW, a_person, a_supplier
from tests.evidence.build import PDF
from tests.folder import next_version, put_in_the_folder
from tests.reporting.build import FORM, Started, a_row, answer
from tests.reporting.pages import words
from tests.reporting.signing import a_ready_report, a_return, sign

OWN = [name for name, access in ROUTES.items() if name.startswith("reporting.") and access.whose is Whose.SUPPLIER]
SECRETS = {
    "a number": "987654321",
    "a number in words": "987\N{NO-BREAK SPACE}654\N{NO-BREAK SPACE}321",
    "a personal answer": "Kari Hemmelig",
    "an answer that cannot be read": "about a secret third",
    "a cell": "Secret measure",
    "a cell that cannot be read": "some secret dozen",
    "the name of a file": "secret-policy.pdf",
}
"""What a draft holds below, field by field; none of it reaches the authority before it is sent."""


@pytest.fixture
def written(session: Session, started: Started, tmp_path) -> Started:
    """A draft with something secret in every kind of field."""
    answer(session, started, has_policy=True, adopted_on=date(2026, 5, 4), person=SECRETS["a personal answer"])
    unread = Change(started.question(session, "coverage"), None, 0, unread=[SECRETS["an answer that cannot be read"]])
    save_answer(session, started.report, unread, actor=started.contact, now=NOW)
    a_row(session, started, theme="wages", people=987654321)
    a_row(session, started, theme="hse", unread={"people": [SECRETS["a cell that cannot be read"]]})
    a_row(session, started, "measures", what=SECRETS["a cell"])
    file = store(
        session,
        started.contact,
        storage=FolderStorage(tmp_path / "evidence"),
        name=SECRETS["the name of a file"],
        stream=io.BytesIO(PDF),
        dated_on=None,
        now=NOW,
    )
    question = started.question(session, "has_policy")
    add_evidence(session, started.report, question, file, actor=started.contact, now=NOW)
    return started


def addresses(app: Flask, names: list[str], **ids: object) -> Iterator[tuple[str, str, str]]:
    """Endpoint, method and address of each route, with these ids; parts that nobody names are NOBODY's."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint in names:
            values = {name: ids.get(name, NOBODY if "_id" in name else "1") for name in rule.arguments}
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield rule.endpoint, method, adapter.build(rule.endpoint, values, method=method)


def parts_of(started: Started, session: Session) -> dict[str, object]:
    row = a_row(session, started, theme="wages")
    return {
        "report_id": started.report.id,
        "section_key": "policy",
        "question_key": "coverage",
        "table_key": "risks_found",
        "row_id": row.id,
    }


@pytest.mark.parametrize("role", ROLES_OF[OrganisationKind.AUTHORITY])
def test_no_role_of_the_authority_has_a_route_to_answers_or_files(app, session, started, sign_in, role: Role):
    browser = sign_in(a_person(session, started.authority, roles=(role,)))
    for endpoint, method, address in addresses(app, OWN, **parts_of(started, session)):
        assert browser.open(address, method=method).status_code == 404, (endpoint, method)


def test_another_suppliers_people_find_nothing(app, session, started, sign_in):
    browser = sign_in(a_person(session, a_supplier(session)))
    for endpoint, method, address in addresses(app, OWN, **parts_of(started, session)):
        if endpoint != "reporting.reports":
            assert browser.open(address, method=method, data=SENT).status_code in {404, 422}, (endpoint, method)
    assert "PCs and screens" not in words(browser.get("/reports"))


def test_an_id_that_nothing_has_is_not_found(app, session, started, sign_in):
    browser = sign_in(started.people["signatory"])
    for endpoint, method, address in addresses(app, OWN, **{**parts_of(started, session), "report_id": NOBODY}):
        if endpoint != "reporting.reports":
            assert browser.open(address, method=method, data=SENT).status_code == 404, (endpoint, method)


def test_a_stranger_is_asked_to_sign_in(app, session, started, client: FlaskClient):
    for endpoint, method, address in addresses(app, OWN, **parts_of(started, session)):
        answered = client.open(address, method=method)
        assert (answered.status_code, answered.location.startswith("/sign-in")) == (303, True), (endpoint, method)


def test_only_signing_is_a_signatorys_alone(app, session, started, sign_in):
    contact = sign_in(started.people["contact"])
    closed = {
        endpoint
        for endpoint, method, address in addresses(app, OWN, **parts_of(started, session))
        if endpoint in {"reporting.sign", "reporting.submit", "reporting.section", "reporting.check"}
        and contact.open(address, method=method).status_code == 404
    }
    assert closed == {"reporting.sign", "reporting.submit"}


@pytest.mark.parametrize("role", ROLES_OF[OrganisationKind.AUTHORITY])
def test_before_it_is_sent_no_page_of_the_authority_shows_a_field_of_it(app, session, written, sign_in, role: Role):
    assert_nothing_shown(app, session, written, sign_in, role)


@pytest.mark.parametrize("role", ROLES_OF[OrganisationKind.AUTHORITY])
def test_what_is_written_after_a_return_is_not_shown_either(app, session, written, sign_in, role: Role):
    answer(session, written, coverage=Decimal(1), confirmed=True)
    written.report.status = "submitted"
    session.flush()
    a_return(session, written)
    assert_nothing_shown(app, session, written, sign_in, role)


@pytest.mark.parametrize("role", ROLES_OF[OrganisationKind.AUTHORITY])
def test_what_a_new_version_would_change_shows_no_field_either(app, session, written, sign_in, monkeypatch, role: Role):
    changed = next_version(FORM, 2, ("key: coverage, type: percent", "key: covered, replaces: coverage, type: percent"))
    put_in_the_folder(monkeypatch, changed)
    assert_nothing_shown(app, session, written, sign_in, role)


def test_a_suppliers_sites_are_its_own(app, session, written, sign_in):
    site = add_site(session, written.contact, SiteFields("Secret mill", "BD", "Hidden road 7"), now=NOW)
    named = [name for name in ROUTES if name.startswith("register.") and "site" in name]
    staff = [a_person(session, written.authority, roles=(role,)) for role in ROLES_OF[OrganisationKind.AUTHORITY]]
    for person in (*staff, a_person(session, a_supplier(session))):
        browser = sign_in(person)
        for endpoint, method, address in addresses(app, named, site_id=site.id):
            shown = words(browser.open(address, method=method))
            assert "Secret mill" not in shown, endpoint
            assert "Hidden road 7" not in shown, endpoint


def test_the_supplier_sees_each_field_of_its_draft(contact: FlaskClient, at: str, written: Started):
    pages = [contact.get(f"{at}/sections/{key}") for key in ("policy", "risks")]
    shown = " ".join(page.get_data(as_text=True) for page in pages)
    row = [line.split('"')[0] for line in shown.split("row:risks_found:")[1:]]
    shown += " ".join(contact.get(f"{at}/tables/risks_found/rows/{id_}").get_data(as_text=True) for id_ in row)
    assert [name for name, secret in SECRETS.items() if secret not in shown] in ([], ["a number in words"])


def test_the_authority_sees_that_it_exists_how_far_it_is_and_when_it_is_due(session, written, sign_in):
    browser = sign_in(written.people["administrator"])
    page = words(browser.get(f"/rounds/{written.round.id}/progress"))
    assert written.supplier.name in page
    assert f"{written.report.answered} of {written.report.asked}" in page
    standing = browser.get(f"/rounds/reports/{written.report.id}")
    assert standing.status_code == 200
    assert written.people["contact"].name in words(standing)


def test_no_total_and_no_level_before_the_review_is_concluded(session, sign_in):
    started = a_ready_report(session)
    sign(session, started)
    started.report.level = None
    browser = sign_in(started.people["contact"])
    for page in ("", "/receipts/1"):
        shown = words(browser.get(f"/reports/{started.report.id}{page}"))
        assert "Score" not in shown
        assert "Level" not in shown


def assert_nothing_shown(app: Flask, session: Session, written: Started, sign_in, role: Role) -> None:
    """Open every page that an authority can, with every id there is, and look for each secret."""
    browser = sign_in(a_person(session, written.authority, roles=(role,)))
    named = [name for name, access in ROUTES.items() if access.whose in {Whose.AUTHORITY, Whose.EITHER}]
    found = {
        address
        for id_ in every_id(written)
        for _, method, address in addresses(app, named, **dict.fromkeys(ID_NAMES, id_))
        if method == "GET"
    }
    seen = 0
    for address in sorted(found):
        with browser.get(address) as page:
            seen += page.status_code == 200
            shown = page.get_data(as_text=True)
        assert not [name for name, secret in SECRETS.items() if secret in shown], address
    assert seen > 10


def every_id(written: Started) -> list[UUID]:
    contract = written.contract
    return [written.round.id, written.report.id, contract.id, contract.agreement_id, written.supplier.id]


ID_NAMES = (
    "round_id",
    "report_id",
    "review_id",
    "contract_id",
    "agreement_id",
    "supplier_id",
    "deviation_id",
    "evidence_id",
    "file_id",
    "self_report_id",
)
SENT = {"act": "save:", "row.revision": "0", "coverage": "1", "coverage.revision": "0", "name": "A", "title": "B"}
