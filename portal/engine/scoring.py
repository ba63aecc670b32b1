"""The score of a self-report (form-language.md, Scoring 1 to 6), with the parts behind every figure.

Everything is exact (fractions) until the total, which is rounded half up to one decimal; that figure decides the level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, localcontext
from enum import StrEnum
from fractions import Fraction
from math import floor

from portal.engine.caps import AppliedCap, Facts, capped_level, caps_of
from portal.engine.definition import Choice, Question, TypeKey
from portal.engine.evaluation import Evaluation
from portal.engine.types.yes_no import KEYS
from portal.engine.values import Value

FULL = 3
"""Points of the best answer."""

HALF = Fraction(1, 2)

_EXACT = Context(prec=400, traps=[Inexact])
"""For sums of weights and points, in a tenth of the time that fractions take; having to round would be an error."""


class Why(StrEnum):
    """Where a question's points come from, or why it has none."""

    CHOICE = "choice"
    LINE = "line"
    NO_LINE = "no_line"
    GRADE = "grade"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "not_applicable"
    NOT_COUNTED = "not_counted"
    WAITING = "waiting"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """One question's part; `points` None: it does not count. `detail` is a choice's key or a line's number from 0."""

    question: str
    weight: Decimal
    points: Decimal | None
    why: Why
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section's part: `score` is exact percent, None when nothing counted."""

    section: str
    weight: Decimal
    score: Fraction | None
    questions: tuple[QuestionScore, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A report's score; `total` and both levels are None when nothing counted. `tree` explains every figure."""

    total: Decimal | None
    level: str | None
    uncapped_level: str | None
    caps: tuple[AppliedCap, ...]
    provisional: bool
    tree: tuple[SectionScore, ...]

    @property
    def sections(self) -> dict[str, Fraction | None]:
        """Exact percent by section key."""
        return {part.section: part.score for part in self.tree}


def score(
    evaluation: Evaluation,
    *,
    grades: Mapping[str, Decimal] | None = None,
    facts: Facts | None = None,
    known: Mapping[str, QuestionScore] | None = None,
) -> Score:
    """Score an evaluation. `grades` are a reviewer's points by question and replace automatic ones; `facts` may cap.

    `known` are the parts of questions that need not be looked at again, because nothing that they depend on changed.
    """
    form = evaluation.form.form
    tree = []
    for section in form.sections:
        parts = tuple(
            (known or {}).get(question.key) or _question_score(question, evaluation, grades or {})
            for question in section.questions
            if question.scored
        )
        tree.append(SectionScore(section.key, section.weight, _section_score(parts), parts))
    total = _total(tree)
    uncapped = None if total is None else next((key for key, least in form.levels if total >= least), None)
    caps = caps_of(evaluation, facts or Facts(), uncapped)
    waiting = any(part.why is Why.WAITING for section in tree for part in section.questions)
    return Score(total, capped_level(form.levels, uncapped, caps), uncapped, caps, waiting, tuple(tree))


def _section_score(parts: Sequence[QuestionScore]) -> Fraction | None:
    with localcontext(_EXACT):
        full = sum((FULL * part.weight for part in parts if part.points is not None), Decimal(0))
        got = sum((part.points * part.weight for part in parts if part.points is not None), Decimal(0))
    return 100 * Fraction(got) / Fraction(full) if full else None


def _total(tree: Sequence[SectionScore]) -> Decimal | None:
    counted = [(Fraction(part.weight), part.score) for part in tree if part.score is not None]
    weights = sum((weight for weight, _ in counted), Fraction(0))
    if not weights:
        return None
    exact = sum((weight * percent for weight, percent in counted), Fraction(0)) / weights
    return Decimal(floor(exact * 10 + HALF)) / 10


def _question_score(question: Question, evaluation: Evaluation, grades: Mapping[str, Decimal]) -> QuestionScore:
    points, why, detail = _points(question, evaluation, grades)
    return QuestionScore(question.key, question.weight, points, why, detail)


def _points(
    question: Question, evaluation: Evaluation, grades: Mapping[str, Decimal]
) -> tuple[Decimal | None, Why, str]:
    value = evaluation.values.get(question.key)
    if not evaluation.parts[question.key].asked:
        return None, Why.HIDDEN, ""
    if not evaluation.run.holds(question.counts_when, question.key):
        return None, Why.NOT_COUNTED, ""
    if na := next((choice for choice in _chosen(question, value) if choice.na), None):
        return None, Why.NOT_APPLICABLE, na.key
    if question.key in grades:
        return grades[question.key], Why.GRADE, ""
    if value is None:
        return Decimal(0), Why.UNANSWERED, ""
    if question.rubric:
        return None, Why.WAITING, ""
    return _answer_points(question, value, evaluation)


def _answer_points(question: Question, value: Value, evaluation: Evaluation) -> tuple[Decimal, Why, str]:
    if question.score:
        for number, line in enumerate(question.score):
            if evaluation.run.holds(line.when, question.key):
                return line.points, Why.LINE, str(number)
        return Decimal(0), Why.NO_LINE, ""
    key = _key(value)
    for choice in _chosen(question, value):
        if choice.points is not None:
            return choice.points, Why.CHOICE, choice.key
    return dict(question.points).get(key, Decimal(0)), Why.CHOICE, key


def _key(value: Value) -> str:
    return KEYS[value] if isinstance(value, bool) else str(value)


def _chosen(question: Question, value: Value | None) -> list[Choice]:
    if value is None or question.type not in (TypeKey.SINGLE_CHOICE, TypeKey.MULTI_CHOICE):
        return []
    keys = value if isinstance(value, tuple) else (value,)
    return [choice for choice in question.choices if choice.key in keys]
