"""Rows pasted from a spreadsheet: lines of cells, each read by its column's own reader, with what is wrong at each.

Cells stand between tabs, as a spreadsheet copies them, or between semicolons; quotes hold a cell that has either, or
several lines. A first line of column names says which column is which; without one the columns are in the form's order.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from portal.engine.definition import Column, Question, TypeKey
from portal.engine.types.contract import Flaw, Reading, Unreadable
from portal.engine.types.languages import one_spaced
from portal.engine.types.table import CELL_TYPES
from portal.engine.values import Cell

Names = Mapping[str, Sequence[tuple[str, str]]]
"""By the key of a `ref` column: what it can point to, ids with the names that people see."""

_Called = Mapping[str, Mapping[str, str | None]]
"""The same by name; None where two have one name, and neither is meant for certain."""


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One cell as it was pasted; at most one of `value`, `unread` and `missing` says what it came to.

    `flaws` are what is wrong with a readable value; it is stored all the same, as one typed into a row is.
    """

    column: Column
    text: str
    value: Cell | None = None
    unread: Reading | None = None
    missing: bool = False
    flaws: tuple[Flaw, ...] = ()

    @property
    def fits(self) -> bool:
        """True when nothing is wrong with it."""
        return self.unread is None and not self.missing and not self.flaws


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row; `line` counts from 1 in what was pasted, `surplus` are the cells behind the last column."""

    line: int
    cells: tuple[PastedCell, ...]
    surplus: tuple[str, ...] = ()

    def values(self) -> dict[str, Cell]:
        """The readable cells, by column."""
        return {cell.column.key: cell.value for cell in self.cells if cell.value is not None}

    def unread(self) -> dict[str, list[str]]:
        """The texts of the others, by column, as they would be kept in their boxes."""
        return {cell.column.key: [cell.text] for cell in self.cells if cell.unread is not None}


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted. `torn`: a quote that never ends, so that nothing can be told apart."""

    columns: tuple[Column, ...]
    rows: tuple[PastedRow, ...] = field(default=())
    torn: bool = False

    @property
    def can_be_taken(self) -> bool:
        """True when every text has a place where it is kept; cells that could not be read have one, surplus none."""
        return bool(self.rows) and not self.torn and not any(row.surplus for row in self.rows)


def read_pasted(text: str, table: Question, locale: str, names: Names) -> Pasted:
    """Read what was pasted into a table, in the reader's language; never raises."""
    takes = tuple(column for column in table.columns if column.type is not TypeKey.FILE)
    try:
        lines = list(_lines(text))
    except csv.Error:
        return Pasted(takes, torn=True)
    if not lines:
        return Pasted(takes)
    named = _named(lines[0][1], takes)
    columns = named or takes
    called = {key: _called(several) for key, several in names.items()}
    rows = (_row(line, cells, columns, takes, locale, called) for line, cells in lines[1 if named else 0 :])
    return Pasted(columns, tuple(rows))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that say something, with the number of the line that each begins on."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    reader = csv.reader(io.StringIO(plain, newline=""), delimiter="\t" if "\t" in plain else ";", strict=True)
    before = 0
    for cells in reader:
        begins, before = before + 1, reader.line_num
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield begins, stripped


def _named(cells: Sequence[str], columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns that a first line names, each once; nothing when it is a row already."""
    by_name = {one_spaced(column.label).casefold(): column for column in columns}
    by_name |= {column.key: column for column in columns}
    texts = [one_spaced(cell).casefold() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    found = [by_name[text] for text in texts if text in by_name]
    return tuple(found) if len(found) == len(texts) == len({column.key for column in found}) else ()


def _row(
    line: int, texts: Sequence[str], columns: Sequence[Column], takes: Sequence[Column], locale: str, called: _Called
) -> PastedRow:
    padded = [*texts, *[""] * (len(columns) - len(texts))]
    given = dict(zip((column.key for column in columns), padded, strict=False))
    cells = tuple(_cell(column, given.get(column.key, ""), locale, called) for column in takes)
    return PastedRow(line, cells, tuple(text for text in padded[len(columns) :] if text))


def _cell(column: Column, text: str, locale: str, called: _Called) -> PastedCell:
    if not text:
        return PastedCell(column, text, missing=column.required)
    try:
        value = _read(column, text, locale, called)
    except Unreadable as no:
        return PastedCell(column, text, unread=no.code)
    if value is None:
        return PastedCell(column, text, missing=column.required)
    return PastedCell(column, text, value, flaws=tuple(CELL_TYPES[column.type].flaws(value, column)))


def _read(column: Column, text: str, locale: str, called: _Called) -> Cell | None:
    if column.type is not TypeKey.REF:
        return CELL_TYPES[column.type].read([text], column, locale)  # type: ignore[return-value] # no rows in a cell
    row = called.get(column.key, {}).get(one_spaced(text).casefold())
    if row is None:
        raise Unreadable(Reading.NOT_A_CHOICE, text=text)
    return row


def _called(several: Sequence[tuple[str, str]]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for row, name in several:
        key = one_spaced(name).casefold()
        found[key] = None if key in found else row
    return found
