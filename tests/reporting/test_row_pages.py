"""The page of a row: saved with what is in it, saying what is still missing; taken away by a button of its section."""

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session

from portal.reporting.models import AnswerRow
from portal.reporting.service.draft import read_draft
from tests.build import NOBODY
from tests.reporting.build import Started, a_row
from tests.reporting.pages import filled, form_of, words


@pytest.fixture
def section(at: str) -> str:
    return f"{at}/sections/risks"


@pytest.fixture
def rows_at(at: str) -> str:
    return f"{at}/tables/risks_found/rows"


def rows_of(session: Session, started: Started, table: str = "risks_found") -> list[AnswerRow]:
    return read_draft(session, started.report).rows.get(table, [])


def test_adding_leads_to_an_empty_row(contact: FlaskClient, section: str, rows_at: str):
    assert contact.post(section, data={"act": "add:risks_found"}).location == f"{rows_at}/new"
    page = contact.get(f"{rows_at}/new")
    assert page.status_code == 200
    assert "Which risks did you find?" in words(page)


def test_a_new_row_is_stored_and_leads_back_to_its_table(contact, section, rows_at, session, started):
    sent = filled(contact.get(f"{rows_at}/new"), theme="wages", people="12", act="save")
    saved = contact.post(f"{rows_at}/new", data=sent)
    assert (saved.status_code, saved.location) == (303, f"{section}#q-risks_found")
    assert [row.cells for row in rows_of(session, started)] == [{"theme": "wages", "people": 12}]
    assert "Wages" in words(contact.get(section))


def test_save_and_add_another_leads_to_a_new_row(contact, rows_at):
    sent = filled(contact.get(f"{rows_at}/new"), theme="wages", act="another")
    assert contact.post(f"{rows_at}/new", data=sent).location == f"{rows_at}/new"


def test_a_row_is_changed_in_its_boxes(contact, section, rows_at, session, started):
    row = a_row(session, started, theme="wages", people=12)
    (change,) = [button for button in form_of(contact.get(section)).buttons if button.startswith("row:")]
    assert contact.post(section, data={"act": change}).location == f"{rows_at}/{row.id}"
    page = contact.get(f"{rows_at}/{row.id}")
    assert (form_of(page).fields["theme"], form_of(page).fields["people"]) == ("wages", "12")
    assert contact.post(f"{rows_at}/{row.id}", data=filled(page, people="13", act="save")).status_code == 303
    assert rows_of(session, started)[0].cells == {"theme": "wages", "people": 13}


def test_a_row_that_is_not_complete_is_stored_and_says_what_is_missing(contact, section, rows_at, session, started):
    saved = contact.post(f"{rows_at}/new", data={"people": "4", "row.revision": "0"})
    (row,) = rows_of(session, started)
    assert saved.location == f"{rows_at}/{row.id}"
    page = contact.get(saved.location)
    assert "This has not been answered yet." in words(page)
    assert "Not complete" in words(contact.get(section))
    assert contact.post(saved.location, data=filled(page, theme="hse", act="save")).location.startswith(section)


def test_a_cell_that_cannot_be_read_stays_in_its_box(contact, rows_at, session, started):
    saved = contact.post(f"{rows_at}/new", data={"theme": "wages", "people": "a dozen", "row.revision": "0"})
    page = contact.get(saved.location)
    assert "Write a number in digits" in words(page)
    assert form_of(page).fields["people"] == "a dozen"
    assert rows_of(session, started)[0].cells == {"theme": "wages"}
    assert contact.post(saved.location, data=filled(page, people="12", act="save")).status_code == 303
    assert rows_of(session, started)[0].cells == {"theme": "wages", "people": 12}


def test_a_colleagues_newer_row_is_shown_beside_ones_own(contact, rows_at, session, started):
    row = a_row(session, started, theme="wages", people=1)
    page = contact.get(f"{rows_at}/{row.id}")
    a_row(session, started, row_id=row.id, seen=1, theme="hse", people=2)
    both = contact.post(f"{rows_at}/{row.id}", data=filled(page, people="3", act="save"))
    assert both.status_code == 409
    assert "Safety" in words(both)
    assert form_of(both).fields["people"] == "3"
    assert rows_of(session, started)[0].cells == {"theme": "hse", "people": 2}
    assert contact.post(f"{rows_at}/{row.id}", data=filled(both, act="save")).status_code == 303
    assert rows_of(session, started)[0].cells == {"theme": "wages", "people": 3}


def test_a_row_is_taken_away_by_its_button(contact, section, session, started):
    a_row(session, started, theme="wages")
    (remove,) = [button for button in form_of(contact.get(section)).buttons if button.startswith("delete:")]
    assert contact.post(section, data={"act": remove}).location == f"{section}#q-risks_found"
    assert not rows_of(session, started)


def test_a_row_that_is_referred_to_stays_says_why_and_the_pages_answers_are_saved(contact, section, session, started):
    risk = a_row(session, started, theme="wages")
    a_row(session, started, "measures", risk=str(risk.id), what="Visit")
    sent = {"act": f"delete:risks_found:{risk.id}", "confirmed": "yes", "confirmed.revision": "0"}
    told = contact.post(section, data=sent, follow_redirects=True)
    assert "Row 1 of the table 'Which measures?' points to this row." in words(told)
    assert len(rows_of(session, started)) == 1
    assert read_draft(session, started.report).answers["confirmed"].value is True


def test_a_reference_is_chosen_among_the_rows_by_name(contact, at, session, started):
    risk = a_row(session, started, theme="hse")
    new = f"{at}/tables/measures/rows/new"
    page = contact.get(new)
    assert "Safety" in words(page)
    contact.post(new, data=filled(page, risk=str(risk.id), what="Visit"))
    (measure,) = rows_of(session, started, "measures")
    assert measure.cells == {"risk": str(risk.id), "what": "Visit"}
    assert form_of(contact.get(f"{at}/tables/measures/rows/{measure.id}")).fields["risk"] == str(risk.id)


def test_nothing_to_report_is_said_and_taken_back(contact, section, session, started):
    assert "empty:risks_found:yes" in form_of(contact.get(section)).buttons
    contact.post(section, data={"act": "empty:risks_found:yes"})
    assert read_draft(session, started.report).answers["risks_found"].value == []
    page = contact.get(section)
    assert "You have said that there is nothing to report here." in words(page)
    contact.post(section, data={"act": "empty:risks_found:no"})
    assert read_draft(session, started.report).answers["risks_found"].value is None


def test_nothing_to_report_is_refused_while_there_are_rows(contact, section, session, started):
    a_row(session, started, theme="wages")
    told = contact.post(section, data={"act": "empty:risks_found:yes"}, follow_redirects=True)
    assert "Take away the rows first" in words(told)


def test_a_full_table_takes_no_more(contact, section, rows_at, session, started):
    assert "add:risks_found" in form_of(contact.get(section)).buttons
    for _ in range(3):
        a_row(session, started, theme="wages")
    assert "add:risks_found" not in form_of(contact.get(section)).buttons
    full = contact.post(f"{rows_at}/new", data={"theme": "hse", "row.revision": "0"})
    assert full.status_code == 409
    assert "at most 3 rows" in words(full)


def test_rows_are_found_through_their_own_table_and_report(contact, at, rows_at, session, started):
    measure = a_row(session, started, "measures", what="Visit")
    for address in (
        f"{rows_at}/{measure.id}",
        f"{rows_at}/{NOBODY}",
        f"{at}/tables/has_policy/rows/new",
        f"{at}/tables/nothing/rows/new",
    ):
        assert contact.get(address).status_code == 404, address
        assert contact.post(address, data={"row.revision": "0"}).status_code == 404, address
