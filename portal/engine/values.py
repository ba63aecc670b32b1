"""What an answer can be: the values of questions and cells, as engine and features hand them on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in an ISO 4217 currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class File:
    """What the engine needs of a file: its name, and the day its content is from (None when not told)."""

    name: str
    dated_on: date | None = None


Cell = str | Decimal | bool | date | tuple[str, ...] | Money | tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `id` is what a `ref` cell of another row holds."""

    id: str
    cells: dict[str, Cell]


Value = Cell | tuple[Row, ...]


def is_filled(value: Value | None) -> bool:
    """False for what says nothing: no value, an empty text, no choice, no file. Not asked of a whole table."""
    return value is not None and value not in ("", ())
