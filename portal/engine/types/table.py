"""`table`: rows of cells. Untouched it is no value, declared empty it is `()`, else its rows in their order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.engine.definition import Question, TypeKey
from portal.engine.types.choice import MultiChoice, SingleChoice
from portal.engine.types.contract import Json, Part, Reading, Type, Unreadable
from portal.engine.types.country import Country
from portal.engine.types.day import Day
from portal.engine.types.file import Files
from portal.engine.types.money import MoneyType
from portal.engine.types.number import Number
from portal.engine.types.organisation import Organisation
from portal.engine.types.ref import Ref
from portal.engine.types.text import Text
from portal.engine.types.yes_no import YesNo
from portal.engine.values import Cell, File, Money, Row, Value

CELL_TYPES: Mapping[TypeKey, Type] = {
    TypeKey.TEXT: Text(),
    TypeKey.LONG_TEXT: Text(),
    TypeKey.INTEGER: Number(whole=True),
    TypeKey.DECIMAL: Number(),
    TypeKey.PERCENT: Number(),
    TypeKey.MONEY: MoneyType(),
    TypeKey.DATE: Day(),
    TypeKey.YES_NO: YesNo(),
    TypeKey.SINGLE_CHOICE: SingleChoice(),
    TypeKey.MULTI_CHOICE: MultiChoice(),
    TypeKey.SCALE: Number(whole=True),
    TypeKey.COUNTRY: Country(),
    TypeKey.ORGANISATION: Organisation(),
    TypeKey.FILE: Files(),
    TypeKey.REF: Ref(),
}
"""The simple types: what a column can be, and, but for `ref`, a question."""


ROW = "_row"
"""The key of a row's id beside its cells; no column can be named so."""


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell whose JSON could not be read; `row` counts from 0."""

    row: int
    column: str
    reason: Unreadable


def read_rows(stored: Json, table: Question) -> tuple[tuple[Row, ...], tuple[BadCell, ...]]:
    """The rows of a list of objects, and the cells that are left empty because they could not be read.

    A row's id is its `_row`, else its number from 0, as a `ref` of a hand-written file says it. Raises Unreadable when
    the value is no list of objects.
    """
    if not isinstance(stored, Sequence) or isinstance(stored, str):
        raise Unreadable(Reading.NOT_ROWS)
    rows: list[Row] = []
    bad: list[BadCell] = []
    for number, one in enumerate(stored):
        if not isinstance(one, dict):
            raise Unreadable(Reading.NOT_ROWS)
        cells, unread = _read_cells(one, table, number)
        rows.append(Row(str(one.get(ROW, number)), cells))
        bad.extend(unread)
    return tuple(rows), tuple(bad)


def _read_cells(stored: Mapping[str, Json], table: Question, number: int) -> tuple[dict[str, Cell], list[BadCell]]:
    cells: dict[str, Cell] = {}
    bad: list[BadCell] = []
    for column in table.columns:
        try:
            value = CELL_TYPES[column.type].from_json(stored.get(column.key), column)
        except Unreadable as reason:
            bad.append(BadCell(number, column.key, reason))
            continue
        if value is not None:
            cells[column.key] = value  # type: ignore[assignment] # a cell type gives no rows
    return cells, bad


class Table(Type):
    """Rows are posted and saved one at a time, by the types of their columns; as a whole it is only kept and shown."""

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        raise Unreadable(Reading.NOT_ROWS)

    def show(self, value: Value, part: Part, locale: str) -> str:
        """How many rows; a page shows the cells themselves."""
        return str(len(rows_of(value)))

    def to_json(self, value: Value) -> Json:
        return [{ROW: row.id, **cells_to_json(row)} for row in rows_of(value)]

    def from_json(self, stored: Json, part: Part) -> Value | None:
        if stored is None or not isinstance(part, Question):
            return None
        rows, bad = read_rows(stored, part)
        if bad:
            raise bad[0].reason
        return rows

    def to_cel(self, value: Value) -> object:
        raise TypeError("a table becomes messages, which are rows.py's")


def cells_to_json(row: Row) -> dict[str, Json]:
    """A row's cells as they are stored, by column."""
    return {column: _to_json(cell) for column, cell in row.cells.items()}


def _to_json(cell: Cell) -> Json:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, Decimal):
        return CELL_TYPES[TypeKey.DECIMAL].to_json(cell)
    if isinstance(cell, date):
        return CELL_TYPES[TypeKey.DATE].to_json(cell)
    if isinstance(cell, Money):
        return CELL_TYPES[TypeKey.MONEY].to_json(cell)
    if isinstance(cell, tuple):
        several = TypeKey.FILE if any(isinstance(one, File) for one in cell) else TypeKey.MULTI_CHOICE
        return CELL_TYPES[several].to_json(cell)
    return cell


def total(cells: Iterable[Cell]) -> tuple[Decimal | Money, ...]:
    """The sum of a column's cells; of money one sum for each currency, in the order in which they are met."""
    sums: dict[str, Decimal] = {}
    for cell in cells:
        amount, currency = (cell.amount, cell.currency) if isinstance(cell, Money) else (cell, "")
        if isinstance(amount, Decimal):
            sums[currency] = sums.get(currency, Decimal(0)) + amount
    return tuple(Money(amount, currency) if currency else amount for currency, amount in sums.items())


def rows_of(value: Value) -> tuple[Row, ...]:
    """The rows of a table's value. Raises TypeError for anything else."""
    if not isinstance(value, tuple):
        raise TypeError(f"a {type(value).__name__} where rows are meant")
    return tuple(row for row in value if isinstance(row, Row))
