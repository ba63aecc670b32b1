"""What expressions look at, and the values it can have: questions, columns, and what surrounds a self-report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from portal.engine import circumstances
from portal.engine.definition import Column, Form, Question, TypeKey
from portal.engine.functions import UNRATED, Kind

CLOSED_NAMES: Mapping[str, tuple[str, ...]] = {
    "contract.kind": ("goods", "services", "works"),
    "contract.transparency_level": ("none", "final", "raw"),
}
"""Names around a self-report whose texts are a fixed list (form-language.md, Expressions)."""

RISKS = ("low", "medium", "high", "very_high", UNRATED)
"""What country_risk can give."""

_WHOLE_NAMES: Mapping[str, tuple[float | None, float | None]] = {
    "contract.risk": (1.0, 5.0),
    "contract.band": (1.0, 4.0),
    "round.year": (2000.0, None),
    "report.days_late": (0.0, None),
    "contract.max_tiers": (0.0, None),
}
_ALWAYS_KNOWN = frozenset({"today", "report.days_late", "previous.exists"})
_ROUND = "round."


class Sort(Enum):
    """How the values of a fact are told apart."""

    TRUTH = "truth"
    NUMBER = "number"
    DAY = "day"
    CLOSED = "closed"
    OPEN = "open"
    CLOSED_LIST = "closed list"
    OPEN_LIST = "open list"
    ROWS = "rows"


_SORTS: Mapping[TypeKey, Sort] = {
    TypeKey.TEXT: Sort.OPEN,
    TypeKey.LONG_TEXT: Sort.OPEN,
    TypeKey.INTEGER: Sort.NUMBER,
    TypeKey.DECIMAL: Sort.NUMBER,
    TypeKey.PERCENT: Sort.NUMBER,
    TypeKey.MONEY: Sort.NUMBER,
    TypeKey.SCALE: Sort.NUMBER,
    TypeKey.DATE: Sort.DAY,
    TypeKey.YES_NO: Sort.TRUTH,
    TypeKey.SINGLE_CHOICE: Sort.CLOSED,
    TypeKey.MULTI_CHOICE: Sort.CLOSED_LIST,
    TypeKey.COUNTRY: Sort.OPEN,
    TypeKey.ORGANISATION: Sort.OPEN,
    TypeKey.FILE: Sort.OPEN_LIST,
    TypeKey.TABLE: Sort.ROWS,
    TypeKey.REF: Sort.OPEN,
}
_OF_KIND: Mapping[Kind, Sort] = {
    Kind.TRUTH: Sort.TRUTH,
    Kind.NUMBER: Sort.NUMBER,
    Kind.TEXT: Sort.OPEN,
    Kind.TEXTS: Sort.OPEN_LIST,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something an expression looks at: how its values differ, its bounds or its only texts, and whether it may be
    unknown beside what the form itself decides. `columns` are those of a table, `alone` its exclusive choices.
    """

    key: str
    sort: Sort
    texts: tuple[str, ...] = ()
    alone: frozenset[str] = frozenset()
    least: float | None = None
    most: float | None = None
    whole: bool = False
    unknown: bool = True
    columns: Mapping[str, "Fact"] = field(default_factory=dict)
    free: bool = False
    """True for what stands outside the form and follows from nothing in it, such as a country's risk."""


def fact_of(part: Question | Column) -> Fact | None:
    """The fact that a question or column is; None for a note, and for a computed question, which is its expression."""
    sort = _SORTS.get(part.type)
    if sort is None:
        return None
    least, most = (None if bound is None else float(bound) for bound in (part.minimum, part.maximum))
    if part.type is TypeKey.PERCENT:
        least, most = 0.0 if least is None else least, 100.0 if most is None else most
    columns = part.columns if isinstance(part, Question) else ()
    if isinstance(part, Question) and sort is Sort.ROWS:
        least, most = float(part.rows.minimum), float(part.rows.maximum)
    cells = ((column.key, fact_of(column)) for column in columns)
    return Fact(
        part.key,
        sort,
        texts=tuple(choice.key for choice in part.choices),
        alone=frozenset(choice.key for choice in part.choices if choice.exclusive),
        least=least,
        most=most,
        whole=part.type in {TypeKey.INTEGER, TypeKey.SCALE},
        unknown=not (isinstance(part, Column) and part.required),
        columns={key: fact for key, fact in cells if fact is not None},
    )


def facts_of(form: Form, kinds: Mapping[str, Kind]) -> dict[str, Fact]:
    """Every fact of a form by name; `kinds` are the types of its names in expressions."""
    facts = {name.name: _around(name, form) for name in circumstances.NAMES}
    for question in form.questions():
        fact = fact_of(question)
        if fact is not None:
            facts[question.key] = fact
        before = f"previous.{question.key}"
        kind = kinds.get(before)
        if kind is not None and kind in _OF_KIND and before not in facts:
            facts[before] = Fact(before, _OF_KIND[kind])
    return facts


def _around(name: circumstances.Name, form: Form) -> Fact:
    known = name.default is not None or name.name in _ALWAYS_KNOWN or name.name.startswith(_ROUND)
    if name.dated:
        now = 0.0 if name.name == "today" else None
        return Fact(name.name, Sort.DAY, least=now, most=now, unknown=not known)
    texts = CLOSED_NAMES.get(name.name, ())
    if name.name == "previous.level":
        texts = tuple(level for level, _ in form.levels)
    if texts:
        return Fact(name.name, Sort.CLOSED, texts=texts, unknown=not known)
    least, most = _WHOLE_NAMES.get(name.name, (0.0 if name.kind is Kind.NUMBER else None, None))
    whole = name.name in _WHOLE_NAMES
    return Fact(name.name, _OF_KIND[name.kind], least=least, most=most, whole=whole, unknown=not known)
