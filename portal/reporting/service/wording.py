"""Rows of tables in words: a cell, a row's name where another table points to it, a whole table for a signature."""

from collections.abc import Mapping, Sequence

from portal.engine.definition import Column, Form, Question, TypeKey
from portal.engine.types.table import CELL_TYPES
from portal.engine.values import Cell
from portal.reporting.models import AnswerRow
from portal.reporting.service.answers import read_cells

Rows = Mapping[str, Sequence[AnswerRow]]
"""The stored rows of a self-report, by table."""

WORDS_IN_NAME = 3


def cell_words(
    form: Form, rows: Mapping[str, Sequence[AnswerRow]], column: Column, cell: Cell | None, lang: str
) -> str:
    """A cell in words, in a language; a `ref` cell is the name of the row it points to. `form` is in that language."""
    if cell is None:
        return ""
    if column.type is TypeKey.REF:
        pointed = (row for row in rows.get(column.ref, ()) if str(row.id) == cell)
        return next((row_name(form, rows, column.ref, row, lang) for row in pointed), "")
    return CELL_TYPES[column.type].show(cell, column, lang)


def row_name(form: Form, rows: Rows, table_key: str, row: AnswerRow, lang: str) -> str:
    """A row in few words, for a column that points to it: its first required cells."""
    table = form.question(table_key)
    cells = read_cells(table, row.cells)
    words = (cell_words(form, rows, own, cells.get(own.key), lang) for own in table.columns if own.required)
    return " · ".join([word for word in words if word][:WORDS_IN_NAME])


def table_words(form: Form, rows: Rows, table: Question, lang: str) -> str:
    """A table in words, a line a row: what a signatory reads and what is sealed."""
    return "\n".join(
        f"{number}. {_row_words(form, rows, table, row, lang)}" for number, row in enumerate(rows.get(table.key, ()), 1)
    )


def _row_words(form: Form, rows: Rows, table: Question, row: AnswerRow, lang: str) -> str:
    cells = read_cells(table, row.cells)
    said = ((own.label, cell_words(form, rows, own, cells.get(own.key), lang)) for own in table.columns)
    return "; ".join(f"{label}: {words}" for label, words in said if words)
