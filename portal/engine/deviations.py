"""The draft deviations that a submission opens, and how drafts of a kind become one (form-language.md, Deviations)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from portal.engine.definition import DeviationRule, Question, Severity, Source, TypeKey
from portal.engine.evaluation import Evaluation
from portal.engine.examination import Part
from portal.engine.run import SeenRow, ref_columns
from portal.engine.taxonomy import (
    DAYS_AFTER_LEAD_NO,
    DAYS_TO_CLOSE,
    EVIDENCE_DAYS,
    EVIDENCE_SEVERITY,
    EVIDENCE_TYPE,
    GRAVITY,
    THEME_TYPES,
    TYPES,
)
from portal.engine.types.contract import ProblemCode
from portal.engine.values import Row


@dataclass(frozen=True, slots=True)
class Draft:
    """One rule that fired. `rule` counts from 0 in the question's deviations, None for missing or old evidence.

    `row` is the id of the row it is about and `position` its place in the table from 0, None for a rule without
    `for_each`. `country` is ISO 3166-1 or None; `due_in_days` None means that its severity has no day; `action` is in
    the form's language.
    """

    question: str
    rule: int | None
    row: str | None
    position: int | None
    type: str
    severity: Severity
    place: str
    country: str | None
    due_in_days: int | None
    action: str


@dataclass(frozen=True, slots=True)
class Deviation:
    """Drafts of one type, place and country as one: highest severity, shortest days of that severity, all grounds."""

    type: str
    severity: Severity
    place: str
    country: str | None
    due_in_days: int | None
    grounds: tuple[Draft, ...]
    actions: tuple[str, ...]


def drafts(evaluation: Evaluation) -> list[Draft]:
    """Every draft, in the order of the form: a question's rules, then its evidence. Faults go to the evaluation."""
    return [draft for key in evaluation.shown for draft in drafts_of(evaluation, key)]


def drafts_of(evaluation: Evaluation, key: str) -> Iterator[Draft]:
    """The drafts of one question that is shown."""
    part = evaluation.parts[key]
    for number, rule in enumerate(part.question.deviations):
        yield from _of_rule(evaluation, part.question, number, rule)
    yield from _of_evidence(part)


def merged(found: Iterable[Draft]) -> list[Deviation]:
    """One deviation for all drafts equal in type, place and country, in the order of the first of each."""
    groups: dict[tuple[str, str, str | None], list[Draft]] = {}
    for draft in found:
        groups.setdefault((draft.type, draft.place, draft.country), []).append(draft)
    return [_merge(group) for group in groups.values()]


def _merge(group: Sequence[Draft]) -> Deviation:
    severity = max((draft.severity for draft in group), key=GRAVITY.__getitem__)
    days = [draft.due_in_days for draft in group if draft.severity is severity and draft.due_in_days is not None]
    first = group[0]
    return Deviation(
        type=first.type,
        severity=severity,
        place=first.place,
        country=first.country,
        due_in_days=min(days, default=None),
        grounds=tuple(group),
        actions=tuple(dict.fromkeys(draft.action for draft in group if draft.action)),
    )


def _of_rule(evaluation: Evaluation, question: Question, number: int, rule: DeviationRule) -> Iterator[Draft]:
    if rule.for_each is None:
        if evaluation.run.holds(rule.when, question.key):
            yield from _draft(evaluation, question, number, rule, None)
        return
    for seen in evaluation.run.rows_holding(rule.when, question.key, rule.for_each):
        yield from _draft(evaluation, question, number, rule, seen)


def _draft(
    evaluation: Evaluation, question: Question, number: int, rule: DeviationRule, seen: SeenRow | None
) -> Iterator[Draft]:
    key = rule.type
    if rule.from_theme is not None:
        key = THEME_TYPES.get(_text(evaluation, question, rule, rule.from_theme, seen) or "")
    if key is None or key not in TYPES:
        evaluation.run.fail(question.key, rule.when.text, "its theme stands for no type of deviation")
        return
    place = _text(evaluation, question, rule, rule.place_in_chain, seen)
    yield Draft(
        question=question.key,
        rule=number,
        row=seen.row.id if seen else None,
        position=seen.position if seen else None,
        type=key,
        severity=rule.severity,
        place=place or TYPES[key].place,
        country=_country(evaluation, question, rule, seen),
        due_in_days=days_to_close(question, rule),
        action=rule.action,
    )


def days_to_close(question: Question, rule: DeviationRule) -> int | None:
    """The days that a deviation of this rule has: its own, else those of its severity; None for an observation."""
    if rule.due_in_days is not None:
        return rule.due_in_days
    if question.lead and rule.severity is Severity.MAJOR:
        return DAYS_AFTER_LEAD_NO
    return DAYS_TO_CLOSE[rule.severity]


def _text(
    evaluation: Evaluation, question: Question, rule: DeviationRule, source: Source | None, seen: SeenRow | None
) -> str | None:
    """What a rule's text expression gives; None when it has none, or when it is unknown."""
    if source is None:
        return None
    if seen is None or rule.for_each is None:
        outcome = evaluation.run.outcome(source, question.key)
    else:
        outcome = evaluation.run.row_outcome(source, question.key, rule.for_each, seen.message)
    return outcome if isinstance(outcome, str) and outcome else None


def _country(evaluation: Evaluation, question: Question, rule: DeviationRule, seen: SeenRow | None) -> str | None:
    """The rule's country; without one the row's only country, else that of a row that it points to."""
    if rule.country is not None or seen is None or rule.for_each is None:
        return _text(evaluation, question, rule, rule.country, seen)
    table = evaluation.form.form.question(rule.for_each)
    return _own_country(table, seen.row) or _country_pointed_to(evaluation, table, seen.row)


def _own_country(table: Question, row: Row) -> str | None:
    columns = [column.key for column in table.columns if column.type is TypeKey.COUNTRY]
    value = row.cells.get(columns[0]) if len(columns) == 1 else None
    return str(value) if value else None


def _country_pointed_to(evaluation: Evaluation, table: Question, row: Row) -> str | None:
    for column in ref_columns(table):
        if column.register:
            place = (evaluation.circumstances.sites or {}).get(str(row.cells.get(column.key)))
            if place:
                return place
            continue
        target = evaluation.form.form.question(column.ref)
        for seen in evaluation.run.rows.get(column.ref, ()):
            if seen.row.id == row.cells.get(column.key) and (country := _own_country(target, seen.row)):
                return country
    return None


def _of_evidence(part: Part) -> Iterator[Draft]:
    question = part.question
    if any(problem.code in (ProblemCode.EVIDENCE_MISSING, ProblemCode.EVIDENCE_OLD) for problem in part.found):
        yield Draft(
            question=question.key,
            rule=None,
            row=None,
            position=None,
            type=EVIDENCE_TYPE,
            severity=EVIDENCE_SEVERITY,
            place=TYPES[EVIDENCE_TYPE].place,
            country=None,
            due_in_days=EVIDENCE_DAYS,
            action=question.evidence.what if question.evidence else "",
        )
