"""Rows pasted from a spreadsheet: read by the cells' own readers, with each problem at its line and column."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.engine.definition import Choice, Column, Question, TypeKey
from portal.engine.pasting import read_pasted
from portal.engine.types.contract import Reading
from portal.engine.types.languages import LANGUAGES
from portal.engine.values import Money

COLUMNS = (
    Column("theme", TypeKey.SINGLE_CHOICE, "Theme", required=True, choices=(Choice("wages", "Pay; and hours"),)),
    Column("found", TypeKey.DATE, "Found on"),
    Column("people", TypeKey.INTEGER, "People", minimum=Decimal(0)),
    Column("proof", TypeKey.FILE, "Proof"),
    Column("paid", TypeKey.MONEY, "Paid"),
    Column("place", TypeKey.REF, "Place", ref="places"),
)
TABLE = Question("risks", TypeKey.TABLE, "Risks", columns=COLUMNS)
NAMES = {"place": [("a1", "Hall · Norway"), ("b2", "Yard"), ("c3", "Gate"), ("d4", "Gate")]}


def pasted(text, locale="nb"):
    return read_pasted(text, TABLE, locale, NAMES)


def test_lines_of_a_spreadsheet_become_rows():
    found = pasted("Pay; and hours\t31.12.2026\t1 200\t500 EUR\tHall · Norway\nwages\n\n")
    assert [row.values() for row in found.rows] == [
        {
            "theme": "wages",
            "found": date(2026, 12, 31),
            "people": Decimal(1200),
            "paid": Money(Decimal(500), "EUR"),
            "place": "a1",
        },
        {"theme": "wages"},
    ]
    assert found.can_be_taken
    assert all(cell.fits for row in found.rows for cell in row.cells)


def test_semicolons_stand_between_cells_where_there_is_no_tab():
    assert pasted('"Pay; and hours";;7').rows[0].values() == {"theme": "wages", "people": Decimal(7)}


def test_a_first_line_of_names_says_which_column_is_which():
    found = pasted("People\t theme \tFOUND ON\n7\twages\t2026-01-02")
    assert found.rows[0].values() == {"theme": "wages", "found": date(2026, 1, 2), "people": Decimal(7)}
    assert found.rows[0].line == 2


def test_a_cell_in_quotes_may_have_several_lines_and_the_next_row_keeps_its_number():
    found = pasted('wages\t"31.12.\n2026"\nwages\tsoon')
    assert [(row.line, row.unread()) for row in found.rows] == [(1, {}), (3, {"found": ["soon"]})]


@pytest.mark.parametrize(
    ("text", "column", "code"),
    [
        ("wages\t1/2/2026", "found", Reading.AMBIGUOUS_DATE),
        ("wages\t\t1.200", "people", Reading.AMBIGUOUS_NUMBER),
        ("wages\t\t\t500 kr", "paid", Reading.NO_CURRENCY),
        ("wages\t\t\t\tBarn", "place", Reading.NOT_A_CHOICE),
        ("wages\t\t\t\tGate", "place", Reading.NOT_A_CHOICE),
        ("Weather", "theme", Reading.NOT_A_CHOICE),
    ],
)
def test_what_cannot_be_read_is_said_at_its_cell_and_kept(text, column, code):
    found = pasted(text)
    wrong = [cell for cell in found.rows[0].cells if not cell.fits]
    assert [(cell.column.key, cell.unread) for cell in wrong] == [(column, code)]
    assert found.rows[0].unread()[column] == [wrong[0].text]
    assert found.can_be_taken


def test_what_is_missing_or_out_of_bounds_is_said_at_its_cell():
    found = pasted("\t\t-5").rows[0]
    assert [(cell.column.key, cell.missing, len(cell.flaws)) for cell in found.cells if not cell.fits] == [
        ("theme", True, 0),
        ("people", False, 1),
    ]
    assert found.values() == {"people": Decimal(-5)}


def test_cells_behind_the_last_column_have_no_place_and_so_nothing_is_taken():
    found = pasted("wages\t\t\t\t\textra\t\tmore")
    assert found.rows[0].surplus == ("extra", "more")
    assert not found.can_be_taken


@pytest.mark.parametrize("text", ["", " \n\t\n", "Theme\tPeople"])
def test_no_rows_are_nothing_to_take(text):
    assert pasted(text).rows == ()
    assert not pasted(text).can_be_taken


def test_a_quote_that_never_ends_is_told():
    assert pasted('wages\t"31.12.2026').torn


@given(st.text(st.sampled_from('ab1.,;\t\n\r"\0 €'), max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_is_read_or_told_and_nothing_is_lost(text, locale):
    found = read_pasted(text, TABLE, locale, {})
    for row in found.rows:
        for cell in row.cells:
            assert (cell.value is not None) + (cell.unread is not None) == bool(cell.text)


def test_a_thousand_rows_are_read_whole():
    found = pasted("wages\t31.12.2026\t7\t500 EUR\tYard\n" * 1000)
    assert len(found.rows) == 1000
    assert found.rows[-1].line == 1000
