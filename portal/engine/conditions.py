"""Every condition of a form and what hangs on it: what coverage counts, and what explanations put into words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.engine.definition import Check, Form, Question, Section, Source


class Part(StrEnum):
    """What a condition decides, by the field that it stands in."""

    APPLIES_WHEN = "applies_when"
    SHORT_WHEN = "short_when"
    SHOW_WHEN = "show_when"
    REQUIRED_WHEN = "required_when"
    COUNTS_WHEN = "counts_when"
    EVIDENCE = "evidence"
    SCORE = "score"
    COLUMNS = "columns"
    CHECKS = "checks"
    DEVIATIONS = "deviations"
    CAPS = "caps"


RULES = frozenset({Part.SCORE, Part.CHECKS, Part.DEVIATIONS, Part.CAPS})
"""The parts whose condition makes something happen when it holds: points, a problem, a draft, a cap."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition. `owner` is the question or section it is written in, `question` the one it takes effect at.

    Both are empty for one of the form itself. `number` counts from 0 in lists; `column` is set for a column's
    required_when; `row_of` is the table whose row the condition knows.
    """

    part: Part
    source: Source
    owner: str = ""
    question: str = ""
    number: int | None = None
    column: str = ""
    row_of: str | None = None

    @property
    def id(self) -> str:
        """`policy_topics/score/1`, `policy_topics/show_when`, `caps/0`, `measures/columns/due`."""
        number = "" if self.number is None else str(self.number)
        return "/".join(filter(None, (self.owner, self.part.value, self.column, number)))


def conditions_of(form: Form) -> Iterator[Condition]:
    """Every condition of a form: its own first, then those of sections and questions in order, then its caps."""
    for part, source in ((Part.APPLIES_WHEN, form.applies_when), (Part.SHORT_WHEN, form.short_when)):
        if source is not None:
            yield Condition(part, source)
    for section in form.sections:
        for question in section.questions:
            yield from question_conditions(question)
        yield from _checks(section, section.checks)
    for number, cap in enumerate(form.caps):
        yield Condition(Part.CAPS, cap.when, number=number)


def question_conditions(question: Question) -> Iterator[Condition]:
    """Every condition that is written in a question. Score lines of a question without weight decide nothing."""
    key = question.key
    alone = (
        (Part.SHOW_WHEN, question.show_when),
        (Part.REQUIRED_WHEN, question.required_when),
        (Part.COUNTS_WHEN, question.counts_when),
        (Part.EVIDENCE, question.evidence.when if question.evidence else None),
    )
    for part, source in alone:
        if source is not None:
            yield Condition(part, source, key, key)
    for number, line in enumerate(question.score if question.scored else ()):
        yield Condition(Part.SCORE, line.when, key, key, number)
    for column in question.columns:
        if column.required_when is not None:
            yield Condition(Part.COLUMNS, column.required_when, key, key, column=column.key, row_of=key)
    yield from _checks(question, question.checks)
    for number, rule in enumerate(question.deviations):
        yield Condition(Part.DEVIATIONS, rule.when, key, key, number, row_of=rule.for_each)


def _checks(owner: Question | Section, checks: tuple[Check, ...]) -> Iterator[Condition]:
    for number, check in enumerate(checks):
        at = check.for_each or (owner.key if isinstance(owner, Question) else check.at)
        yield Condition(Part.CHECKS, check.when, owner.key, at, number, row_of=check.for_each)
