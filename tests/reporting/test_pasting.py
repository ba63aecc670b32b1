"""Rows pasted from a spreadsheet, as a supplier without JavaScript pastes them: look first, then add."""

import pytest
from sqlmodel import Session

from portal import history
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import read_draft
from tests.build import NOW
from tests.reporting.build import Started, a_report, a_row, answer
from tests.reporting.forms import MANY_ROWS
from tests.reporting.pages import filled, form_of, words

PEOPLE = "Theme\tPeople\nWages\t7\nSafety\t1 200\n"


@pytest.fixture
def started(session: Session) -> Started:
    return a_report(session)


@pytest.fixture
def client(started: Started, sign_in):
    return sign_in(started.people["contact"])


def address(started: Started, table: str = "risks_found") -> str:
    return f"/reports/{started.report.id}/tables/{table}/paste"


def rows_of(session: Session, started: Started, table: str = "risks_found") -> list[tuple[dict, dict]]:
    return [(row.cells, row.unread) for row in read_draft(session, started.report).rows.get(table, [])]


def test_nothing_is_stored_before_it_was_shown_and_confirmed(session, started, client):
    assert "Rows from the spreadsheet" in words(client.get(address(started)))
    shown = client.post(address(started), data={"rows": PEOPLE, "act": "preview"})
    assert "2 rows are read, and nothing is wrong." in words(shown)
    assert rows_of(session, started) == []
    added = client.post(address(started), data=filled(shown, act="confirm"))
    assert (added.status_code, added.location[-14:]) == (303, "#q-risks_found")
    assert rows_of(session, started) == [({"theme": "wages", "people": 7}, {}), ({"theme": "hse", "people": 1200}, {})]
    assert "2 rows were added." in words(client.get(added.location))


def test_a_text_that_was_changed_after_it_was_shown_is_shown_again(session, started, client):
    shown = client.post(address(started), data={"rows": PEOPLE, "act": "preview"})
    again = client.post(address(started), data=filled(shown, rows="Wages\t8", act="confirm"))
    assert (again.status_code, "1 row is read" in words(again), rows_of(session, started)) == (200, True, [])


def test_each_problem_is_said_at_its_line_and_column_and_the_text_is_kept_in_its_row(session, started, client):
    shown = client.post(address(started), data={"rows": "Wages\tmany\n\t5", "act": "preview"})
    assert "Line 1 People many Write a number in digits" in words(shown)
    assert "Line 2 Theme – This has not been answered yet." in words(shown)
    assert client.post(address(started), data=filled(shown, act="confirm")).status_code == 303
    assert rows_of(session, started) == [({"theme": "wages"}, {"people": ["many"]}), ({"people": 5}, {})]


def test_a_cell_without_a_column_is_not_dropped_silently(session, started, client):
    shown = client.post(address(started), data={"rows": "Wages\t7\textra", "act": "preview"})
    assert "There is no column for this." in words(shown)
    assert "confirm" not in form_of(shown).buttons
    assert client.post(address(started), data=filled(shown, act="confirm")).status_code == 200
    assert rows_of(session, started) == []


def test_no_more_rows_than_the_table_takes(session, started, client):
    a_row(session, started, theme="wages")
    shown = client.post(address(started), data={"rows": "Wages\n" * 3, "act": "preview"})
    assert "There is room for 2 rows more in the table, and you pasted 3." in words(shown)
    assert client.post(address(started), data=filled(shown, act="confirm")).status_code == 409
    assert len(rows_of(session, started)) == 1


def test_a_row_of_another_table_is_pasted_by_its_name(session, started, client):
    risk = a_row(session, started, theme="wages")
    a_row(session, started, theme="hse")
    shown = client.post(address(started, "measures"), data={"rows": "wages\tAsk them\nNoise\tWait", "act": "preview"})
    assert "Line 2 Risk Noise Choose from the answers in the list" in words(shown)
    client.post(address(started, "measures"), data=filled(shown, act="confirm"))
    assert [cells.get("risk") for cells, _ in rows_of(session, started, "measures")] == [str(risk.id), None]


def test_pasting_takes_none_to_report_back_and_is_one_event(session, started, client):
    answer(session, started, risks_found=())
    shown = client.post(address(started), data={"rows": PEOPLE, "act": "preview"})
    client.post(address(started), data=filled(shown, act="confirm"))
    draft = read_draft(session, started.report)
    assert (len(draft.rows["risks_found"]), draft.answers["risks_found"].value) == (2, None)
    event = history.story(session, "self_report", started.report.id)[-1]
    assert event.name == "rows_pasted"
    assert {row: told["theme"] for row, told in event.detail["rows"].items()} == {
        str(row.id): row.cells["theme"] for row in draft.rows["risks_found"]
    }
    assert started.report.answered == judge(session, started.report, draft, NOW).progress["risks"].answered == 1


def test_another_suppliers_table_and_one_that_is_none_are_not_found(session, started, client, sign_in):
    other = sign_in(a_report(session).people["contact"])
    assert other.get(address(started)).status_code == 404
    assert other.post(address(started), data={"rows": PEOPLE, "act": "confirm"}).status_code == 404
    assert client.get(address(started, "has_policy")).status_code == 404


def test_five_hundred_rows_are_a_handful_of_statements(session, sign_in, count_statements):
    started = a_report(session, MANY_ROWS)
    client = sign_in(started.people["contact"])
    shown = client.post(address(started, "risks"), data={"rows": "Noise\n" * 500, "act": "preview"})
    with count_statements() as statements:
        assert client.post(address(started, "risks"), data=filled(shown, act="confirm")).status_code == 303
    assert len(statements) <= 16
    assert len(rows_of(session, started, "risks")) == 500
