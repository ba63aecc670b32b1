"""The differences of one question between two versions of a form."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from portal.engine.changes.change import Aspect, Change, Part, Path, Step
from portal.engine.changes.comparing import fields, keyed, rules, written
from portal.engine.definition import Check, Choice, Column, DeviationRule, Evidence, Question, Rows, ScoreLine

QUESTION: Final = (
    Aspect.TYPE, Aspect.LABEL, Aspect.HELP, Aspect.REQUIRED, Aspect.REQUIRED_WHEN, Aspect.SHOW_WHEN, Aspect.LEAD,
    Aspect.CORE, Aspect.SCOPE, Aspect.CLAUSE, Aspect.PII, Aspect.DISCLOSES, Aspect.PREFILL, Aspect.UNIT,
    Aspect.CURRENCY, Aspect.MINIMUM, Aspect.MAXIMUM, Aspect.MAX_LENGTH, Aspect.LIST_KEY, Aspect.VALUE, Aspect.WEIGHT,
    Aspect.COUNTS_WHEN, Aspect.RUBRIC,
)  # fmt: skip
COLUMN: Final = (
    Aspect.TYPE, Aspect.LABEL, Aspect.HELP, Aspect.REQUIRED, Aspect.REQUIRED_WHEN, Aspect.UNIT, Aspect.CURRENCY,
    Aspect.MINIMUM, Aspect.MAXIMUM, Aspect.MAX_LENGTH, Aspect.LIST_KEY, Aspect.REF, Aspect.REGISTER, Aspect.TOTAL,
    Aspect.DISCLOSES, Aspect.PII,
)  # fmt: skip
CHOICE: Final = (Aspect.LABEL, Aspect.POINTS, Aspect.NA, Aspect.EXCLUSIVE, Aspect.DISCLOSES)
EVIDENCE: Final = (Aspect.DEMAND, Aspect.WHAT, Aspect.WHEN, Aspect.MAX_AGE_MONTHS)
CHECK: Final = (Aspect.MESSAGE, Aspect.WHEN, Aspect.AT, Aspect.FOR_EACH, Aspect.LEVEL)
SCORE_LINE: Final = (Aspect.WHEN, Aspect.POINTS)
DEVIATION: Final = (
    Aspect.TYPE, Aspect.FROM_THEME, Aspect.WHEN, Aspect.FOR_EACH, Aspect.SEVERITY, Aspect.ACTION, Aspect.DUE_IN_DAYS,
    Aspect.PLACE_IN_CHAIN, Aspect.COUNTRY,
)  # fmt: skip


def of_question(path: Path, old: Question, new: Question) -> Iterator[Change]:
    """What differs in a question but its key, its place, and what it replaces."""
    yield from fields(path, old, new, QUESTION)
    yield from _of_rows(path, old.rows, new.rows)
    yield from _of_choices(path, old, new)
    yield from keyed(path, Part.COLUMN, _by_key(old.columns), _by_key(new.columns), _label, _of_column)
    yield from _of_points(path, dict(old.points), dict(new.points))
    yield from rules(path, Part.SCORE, old.score, new.score, (_condition,), _of_score_line)
    yield from _of_evidence(path, old.evidence, new.evidence)
    yield from of_checks(path, old.checks, new.checks)
    yield from rules(path, Part.DEVIATION, old.deviations, new.deviations, (_subject, _condition), _of_deviation)


def of_choice(path: Path, old: Choice, new: Choice) -> Iterator[Change]:
    """What differs in one choice."""
    yield from fields(path, old, new, CHOICE)


def of_checks(path: Path, old: tuple[Check, ...], new: tuple[Check, ...]) -> Iterator[Change]:
    """What differs in the checks of a question or a section."""
    yield from rules(path, Part.CHECK, old, new, (_message, _condition), _of_check)


def by_choice(choices: tuple[Choice, ...]) -> dict[str, Choice]:
    """Choices by key, in order."""
    return {choice.key: choice for choice in choices}


def _of_choices(path: Path, old: Question | Column, new: Question | Column) -> Iterator[Change]:
    """Those of a list that both versions share are told once, where the list stands."""
    if not new.list_key or old.list_key != new.list_key:
        yield from keyed(path, Part.CHOICE, by_choice(old.choices), by_choice(new.choices), _label, of_choice)


def _of_column(path: Path, old: Column, new: Column) -> Iterator[Change]:
    yield from fields(path, old, new, COLUMN)
    yield from _of_choices(path, old, new)


def _of_rows(path: Path, old: Rows, new: Rows) -> Iterator[Change]:
    if old.minimum != new.minimum:
        yield Change(path, Aspect.LEAST_ROWS, str(old.minimum), str(new.minimum))
    if old.maximum != new.maximum:
        yield Change(path, Aspect.MOST_ROWS, str(old.maximum), str(new.maximum))


def _of_points(path: Path, old: dict[str, Decimal], new: dict[str, Decimal]) -> Iterator[Change]:
    for key in {**old, **new}:
        before, after = written(old.get(key)), written(new.get(key))
        if before != after:
            yield Change((*path, Step(Part.ANSWER, key, key)), Aspect.POINTS, before, after)


def _of_evidence(path: Path, old: Evidence | None, new: Evidence | None) -> Iterator[Change]:
    here = (*path, Step(Part.EVIDENCE, "evidence"))
    if old and new:
        yield from fields(here, old, new, EVIDENCE)
    elif old or new:
        yield Change(here, Aspect.EXISTENCE, old.what if old else None, new.what if new else None)


def _of_check(path: Path, old: Check, new: Check) -> Iterator[Change]:
    yield from fields(path, old, new, CHECK)


def _of_score_line(path: Path, old: ScoreLine, new: ScoreLine) -> Iterator[Change]:
    yield from fields(path, old, new, SCORE_LINE)


def _of_deviation(path: Path, old: DeviationRule, new: DeviationRule) -> Iterator[Change]:
    yield from fields(path, old, new, DEVIATION)


def _by_key(columns: tuple[Column, ...]) -> dict[str, Column]:
    return {column.key: column for column in columns}


def _label(part: Column | Choice) -> str:
    return part.label


def _condition(rule: Check | ScoreLine | DeviationRule) -> str:
    return rule.when.text


def _message(check: Check) -> str:
    return check.message


def _subject(rule: DeviationRule) -> str:
    return rule.type or (rule.from_theme.text if rule.from_theme else "")
