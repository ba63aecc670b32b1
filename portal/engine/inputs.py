"""Answers and circumstances as JSON objects, for the command line and for cases; the portal itself hands in values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from portal.engine.caps import Facts, OpenDeviation
from portal.engine.circumstances import NAMES, Circumstances, Fact
from portal.engine.definition import Form, Level, Question, Severity, TypeKey
from portal.engine.functions import Kind, Reference
from portal.engine.problems import Problem
from portal.engine.types import TYPES
from portal.engine.types.contract import Json, ProblemCode, Unreadable
from portal.engine.types.derived import read_kept
from portal.engine.types.file import read_dated_on
from portal.engine.types.number import json_number
from portal.engine.types.table import read_rows
from portal.engine.values import Value

EVIDENCE, GRADES = "_evidence", "_grades"
"""The two reserved keys of an answers file: {question: [{dated_on}]} and {question: points}."""

MOST_ROWS = 3000
"""Rows of all tables of a form together (form-language, Expressions)."""

Object = Mapping[str, Json]


class InputError(ValueError):
    """An object that is not built as it should be; its text says where and how."""


@dataclass(frozen=True)
class Answers:
    """Answers that were read; `unreadable` are problems, `strange` are keys that the form does not have."""

    values: Mapping[str, Value] = field(default_factory=dict)
    unreadable: tuple[Problem, ...] = ()
    strange: tuple[str, ...] = ()
    evidence: Mapping[str, Sequence[date | None]] | None = None
    grades: Mapping[str, Decimal] = field(default_factory=dict)


def read_answers(form: Form, stored: Object) -> Answers:
    """The answers of an ANSWERS.json. Raises InputError for malformed evidence or grades, and for too many rows."""
    tables = [stored.get(question.key) for question in form.questions() if question.type is TypeKey.TABLE]
    rows = sum(len(table) for table in tables if isinstance(table, (list, tuple)))
    if rows > MOST_ROWS:
        raise InputError(f"{rows:,} rows are more than a form takes ({MOST_ROWS:,})")
    values: dict[str, Value] = {}
    unreadable: list[Problem] = []
    for question in form.questions():
        value, problems = _read(question, stored.get(question.key))
        unreadable += problems
        if value is not None:
            values[question.key] = value
    known = {question.key for question in form.questions()} | {EVIDENCE, GRADES}
    return Answers(
        values=values,
        unreadable=tuple(unreadable),
        strange=tuple(sorted(set(stored) - known)),
        evidence=_evidence(stored[EVIDENCE]) if EVIDENCE in stored else None,
        grades=_grades(stored.get(GRADES, {})),
    )


def _read(question: Question, stored: Json) -> tuple[Value | None, list[Problem]]:
    try:
        if question.type is not TypeKey.TABLE or stored is None:
            return TYPES[question.type].from_json(stored, question), []
        rows, bad = read_rows(stored, question)
    except Unreadable as reason:
        return None, [_unreadable(question, reason)]
    return rows, [_unreadable(question, cell.reason, cell.row, cell.column) for cell in bad]


def _unreadable(question: Question, reason: Unreadable, row: int | None = None, column: str | None = None) -> Problem:
    params = {"reason": reason.code.value}
    return Problem(question.key, ProblemCode.UNREADABLE, Level.ERROR, row, column, params=params)


def _evidence(stored: Json) -> dict[str, list[date | None]]:
    files = as_object(stored, EVIDENCE)
    try:
        return {
            key: [read_dated_on(as_object(one, EVIDENCE).get("dated_on")) for one in as_list(several, EVIDENCE)]
            for key, several in files.items()
        }
    except Unreadable as error:
        raise InputError(f"{EVIDENCE}: {error}") from error


def _grades(stored: Json) -> dict[str, Decimal]:
    try:
        return {key: json_number(points) for key, points in as_object(stored, GRADES).items()}
    except Unreadable as error:
        raise InputError(f"{GRADES}: {error}") from error


@dataclass(frozen=True)
class Surrounding:
    """The objects beside the answers, as `portal forms evaluate` takes them; `sites` are ids with their countries."""

    contract: Object = field(default_factory=dict)
    supplier: Object = field(default_factory=dict)
    round: Object = field(default_factory=dict)
    previous: Object = field(default_factory=dict)
    reference: Object = field(default_factory=dict)
    facts: Object = field(default_factory=dict)
    sites: Object | None = None


def read_circumstances(form: Form, given: Surrounding, *, today: date, short: bool) -> Circumstances:
    """The circumstances of those objects. Raises InputError for an unknown name or a value of the wrong kind."""
    return Circumstances(
        today=today,
        contract=_facts("contract", given.contract),
        supplier=_facts("supplier", given.supplier),
        round=_facts("round", given.round),
        previous=_previous(form, given.previous),
        days_late=_whole(given.facts.get("days_late", 0), "days_late"),
        reference=_reference(given.reference),
        short=short,
        sites=None if given.sites is None else {key: str(country) for key, country in given.sites.items()},
    )


_ACCEPTED: Mapping[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.TEXTS: (list, tuple),
    Kind.NUMBER: (int, float),
    Kind.TRUTH: (bool,),
}


def _facts(group: str, stored: Object) -> dict[str, Fact]:
    kinds = {name.name: name.kind for name in NAMES}
    facts: dict[str, Fact] = {}
    for key, value in stored.items():
        kind = kinds.get(f"{group}.{key}")
        if kind is None:
            raise InputError(f"{group}.{key} is no name of the form language")
        if value is None:
            continue
        if not isinstance(value, _ACCEPTED[kind]) or (isinstance(value, bool) and kind is not Kind.TRUTH):
            raise InputError(f"{group}.{key} must be {kind.value}")
        facts[key] = tuple(map(str, value)) if isinstance(value, (list, tuple)) else value  # type: ignore[assignment]
    return facts


def _previous(form: Form, stored: Object) -> dict[str, Value] | None:
    """The answers and the level of the previous report; none when it says nothing, or that it does not exist."""
    if not stored or stored.get("exists") is False:
        return None
    values = dict(read_answers(form, stored).values)
    for question in form.questions():
        kept = read_kept(stored.get(question.key)) if question.type is TypeKey.COMPUTED else None
        if kept is not None:
            values[question.key] = kept
    level = stored.get("level")
    return {**values, "level": level} if isinstance(level, str) else values


def _reference(stored: Object) -> Reference:
    default = stored.get("country_risk_default")
    risks = as_object(stored.get("country_risk", {}), "country_risk")
    limits = as_object(stored.get("limits", {}), "limits")
    return Reference(
        country_risk={key: str(level) for key, level in risks.items()},
        country_risk_default=None if default is None else str(default),
        boycott=frozenset(str(country) for country in as_list(stored.get("boycott", []), "boycott")),
        limits={key: _number(limit, key) for key, limit in limits.items()},
    )


def read_facts(stored: Object) -> Facts:
    """The facts of a review. Raises InputError."""
    return Facts(
        uncontained=_open(stored, "uncontained"),
        open=_open(stored, "open"),
        false_information=bool(stored.get("false_information", False)),
        refusal=bool(stored.get("refusal", False)),
        evidence_demanded=_whole(stored.get("evidence_demanded", 0), "evidence_demanded"),
        evidence_rejected=_whole(stored.get("evidence_rejected", 0), "evidence_rejected"),
    )


def _open(stored: Object, name: str) -> tuple[OpenDeviation, ...]:
    several = [as_object(one, name) for one in as_list(stored.get(name, []), name)]
    try:
        return tuple(OpenDeviation(Severity(str(one["severity"])), one.get("self_reported") is True) for one in several)
    except (KeyError, ValueError) as error:
        raise InputError(f"{name}: each needs a severity of {', '.join(Severity)}") from error


def as_object(stored: Json, name: str) -> dict[str, Json]:
    """The value as a JSON object. Raises InputError."""
    if not isinstance(stored, dict):
        raise InputError(f"{name} must be an object")
    return stored


def as_list(stored: Json, name: str) -> Sequence[Json]:
    """The value as a JSON list. Raises InputError."""
    if not isinstance(stored, (list, tuple)):
        raise InputError(f"{name} must be a list")
    return stored


def _number(stored: Json, name: str) -> float:
    if isinstance(stored, bool) or not isinstance(stored, (int, float)):
        raise InputError(f"{name} must be a number")
    return float(stored)


def _whole(stored: Json, name: str) -> int:
    return int(_number(stored, name))
