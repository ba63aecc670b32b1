"""Rows of tables in words: a cell, a row's name where another table points to it, a whole table for a signature.

With `personal` False, cells of `pii` columns and tables are left out: so they stand in a seal, which outlives them.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from portal.engine.definition import Column, Form, Question, TypeKey
from portal.engine.table_rows import register_key
from portal.engine.types.table import CELL_TYPES
from portal.engine.values import Cell
from portal.reporting.service.draft import read_cells
from portal.reporting.service.sites import StoredRow, site_words

Rows = Mapping[str, Sequence[StoredRow]]
"""The rows that a self-report's cells can point to, by table and register."""

WORDS_IN_NAME = 3


def cell_words(form: Form, rows: Rows, column: Column, cell: Cell | None, lang: str, *, personal: bool = True) -> str:
    """A cell in words, in a language; a `ref` cell is the name of the row it points to. `form` is in that language."""
    if cell is None:
        return ""
    if column.register:
        site = _pointed(rows, register_key(column.register), str(cell))
        return "" if site is None else site_words(site.cells, lang)
    if column.type is TypeKey.REF:
        row = _pointed(rows, column.ref, str(cell))
        return "" if row is None else row_name(form, rows, column.ref, row, lang, personal=personal)
    return CELL_TYPES[column.type].show(cell, column, lang)


def row_name(form: Form, rows: Rows, table_key: str, row: StoredRow, lang: str, *, personal: bool = True) -> str:
    """A row in few words, for a column that points to it: its first required cells, else its number."""
    table = form.question(table_key)
    cells = read_cells(table, row.cells)
    named = [own for own in table.columns if own.required and (personal or not is_personal(table, own))]
    words = (cell_words(form, rows, own, cells.get(own.key), lang, personal=personal) for own in named)
    return " · ".join([word for word in words if word][:WORDS_IN_NAME]) or _number(rows, table_key, row)


def table_words(form: Form, rows: Rows, table: Question, lang: str, *, personal: bool = True) -> str:
    """A table in words, a line a row: what a signatory reads and what is sealed."""
    columns = [own for own in table.columns if personal or not is_personal(table, own)]
    lines = []
    for number, row in enumerate(rows.get(table.key, ()), 1):
        cells = read_cells(table, row.cells)
        said = [cell_words(form, rows, own, cells.get(own.key), lang, personal=personal) for own in columns]
        pairs = (f"{own.label}: {words}" for own, words in zip(columns, said, strict=True) if words)
        lines.append(f"{number}. " + "; ".join(pairs))
    return "\n".join(lines)


def _pointed(rows: Rows, table_key: str, row_id: str) -> StoredRow | None:
    """The row of an id; ids are compared as numbers, because 500 rows may point to 500 rows."""
    try:
        wanted = UUID(row_id)
    except ValueError:
        return None
    return next((row for row in rows.get(table_key, ()) if row.id == wanted), None)


def _number(rows: Rows, table_key: str, row: StoredRow) -> str:
    return next((str(number) for number, own in enumerate(rows.get(table_key, ()), 1) if own.id == row.id), "")


def is_personal(table: Question, column: Column) -> bool:
    """Tell whether a cell of a column is a personal value, which retention deletes."""
    return table.pii or column.pii
