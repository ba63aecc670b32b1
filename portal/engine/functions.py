"""The functions that expressions know beside CEL's own, as plain Python: what they take, what they give.

A function that has nothing to measure raises Unmeasured; the expression is then unknown, unless the rest of it decides.
Dates are ISO text, numbers are floats, a table is a list of its rows' messages (rows.py).
"""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

UNRATED = "unrated"
"""The risk of a country that the reference table does not list; no rule asks for it."""

UNKNOWN_PREFIX = "unknown:"
"""How the error of a function that cannot say begins; expressions.py tells it from a fault by this."""


class Kind(StrEnum):
    """The types of values in expressions, as an author knows them."""

    TRUTH = "yes or no"
    NUMBER = "a number"
    TEXT = "a text"
    TEXTS = "a list of texts"
    ROWS = "a table"
    ROW = "a row"
    ANYTHING = "anything"


class Unmeasured(ValueError):
    """A function needed something that is not there."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{UNKNOWN_PREFIX} {what}")


@dataclass(frozen=True, slots=True)
class Reference:
    """What an authority's tables say: risk by country (ISO 3166-1 alpha-2), boycotts, limits in NOK on the day."""

    country_risk: Mapping[str, str] = field(default_factory=dict)
    country_risk_default: str | None = None
    boycott: frozenset[str] = frozenset()
    limits: Mapping[str, Decimal | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What functions see beside their arguments: the day, and the reference tables."""

    today: date
    reference: Reference


SURROUNDINGS: ContextVar[Surroundings] = ContextVar("surroundings")
"""Set by expressions.py around each run, because CEL binds functions when a form is compiled, before a day is known."""


class RowMessage(Protocol):
    """A row of a table as CEL holds it: a protobuf message whose cells are wrappers or lists."""

    def HasField(self, name: str) -> bool: ...  # noqa: N802 protobuf's own spelling


def cell(row: RowMessage, column: str) -> object | None:
    """The value of a single-valued cell, or None when it is empty."""
    return getattr(row, column).value if row.HasField(column) else None


def _numbers(rows: Sequence[RowMessage], column: str) -> list[float]:
    cells = (cell(row, column) for row in rows)
    return [value for value in cells if isinstance(value, float)]


def count(things: Sequence[object]) -> float:
    """How many choices or rows there are."""
    return float(len(things))


def total(rows: Sequence[RowMessage], column: str) -> float:
    """The sum of a column: 0 without rows; unknown when there are rows and every cell is empty."""
    numbers = _numbers(rows, column)
    if rows and not numbers:
        raise Unmeasured(column)
    return float(sum(numbers))


def mean(rows: Sequence[RowMessage], column: str) -> float:
    """The average of a column's filled cells; unknown when there are none."""
    numbers = _numbers(rows, column)
    if not numbers:
        raise Unmeasured(column)
    return sum(numbers) / len(numbers)


def largest(rows: Sequence[RowMessage], column: str) -> float:
    """The largest of a column's filled cells; unknown when there are none."""
    numbers = _numbers(rows, column)
    if not numbers:
        raise Unmeasured(column)
    return max(numbers)


def share(part: float, whole: float) -> float:
    """`part` as percent of `whole`; unknown when the whole is 0."""
    if whole == 0:
        raise Unmeasured("share of nothing")
    return 100 * part / whole


def share_covered(rows: Sequence[RowMessage], chosen: str, others: Sequence[RowMessage], ref: str) -> float:
    """Of the `rows` whose column `chosen` is yes, the percent that one of the `others` points to in its column `ref`.

    Unknown when no row is chosen.
    """
    to_cover = [row for row in rows if cell(row, chosen) is True]
    if not to_cover:
        raise Unmeasured(chosen)
    pointed_to = {cell(other, ref) for other in others}
    return 100 * sum(cell(row, ROW_ID) in pointed_to for row in to_cover) / len(to_cover)


ROW_ID = "_id"
"""The field of a row's message that holds its id; no column can be named so."""


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _later(day: date, months: int) -> date:
    """The day that many months later; the end of a month clamps (31 January + 1 = 28 February)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_between(first: str, second: str) -> float:
    """Calendar months between two days: whole ones, and the days after them as part of the next; negative backwards."""
    start, end = _day(first), _day(second)
    if end < start:
        return -months_between(second, first)
    whole = (end.year - start.year) * 12 + end.month - start.month
    if _later(start, whole) > end:
        whole -= 1
    reached = _later(start, whole)
    if reached == end:
        return float(whole)
    return whole + (end - reached).days / (_later(start, whole + 1) - reached).days


def months_since(day: str) -> float:
    """Calendar months from a day to today, as months_between."""
    return months_between(day, SURROUNDINGS.get().today.isoformat())


def overdue(day: str) -> bool:
    """True when the day is before today."""
    return _day(day) < SURROUNDINGS.get().today


def country_risk(country: str) -> str:
    """low, medium, high or very_high by the reference table; 'unrated' when it does not list the country."""
    reference = SURROUNDINGS.get().reference
    return reference.country_risk.get(country, reference.country_risk_default or UNRATED)


def under_boycott(country: str) -> bool:
    """True when the reference table lists a trade boycott of the country."""
    return country in SURROUNDINGS.get().reference.boycott


def limit(key: str) -> float:
    """The authority's limit of that key on the day, in NOK; unknown when it has none."""
    limits = SURROUNDINGS.get().reference.limits
    if key not in limits:
        raise Unmeasured(f"limit {key}")
    return float(limits[key])


@dataclass(frozen=True, slots=True)
class Function:
    """One function: its name in expressions, the types it takes and gives, and what runs."""

    name: str
    takes: tuple[Kind, ...]
    gives: Kind
    run: Callable[..., object]


FUNCTIONS: tuple[Function, ...] = (
    Function("count", (Kind.ROWS,), Kind.NUMBER, count),
    Function("sum", (Kind.ROWS, Kind.TEXT), Kind.NUMBER, total),
    Function("mean", (Kind.ROWS, Kind.TEXT), Kind.NUMBER, mean),
    Function("largest", (Kind.ROWS, Kind.TEXT), Kind.NUMBER, largest),
    Function("share", (Kind.NUMBER, Kind.NUMBER), Kind.NUMBER, share),
    Function("share_covered", (Kind.ROWS, Kind.TEXT, Kind.ROWS, Kind.TEXT), Kind.NUMBER, share_covered),
    Function("months_since", (Kind.TEXT,), Kind.NUMBER, months_since),
    Function("months_between", (Kind.TEXT, Kind.TEXT), Kind.NUMBER, months_between),
    Function("overdue", (Kind.TEXT,), Kind.TRUTH, overdue),
    Function("country_risk", (Kind.TEXT,), Kind.TEXT, country_risk),
    Function("under_boycott", (Kind.TEXT,), Kind.TRUTH, under_boycott),
    Function("limit", (Kind.TEXT,), Kind.NUMBER, limit),
)
