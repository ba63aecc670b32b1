"""The parts of a score as explanations take them, whether they were stored with a review or just computed."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from portal.engine.scoring import Score, Why

SIX_DECIMALS: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class QuestionFigure:
    """One question's part of a score, as the engine explained it."""

    key: str
    weight: Decimal
    points: Decimal | None
    why: Why
    detail: str


@dataclass(frozen=True, slots=True)
class SectionFigure:
    """One section's part of a score; `score` is percent to six decimals, None when nothing counted."""

    key: str
    weight: Decimal
    score: Decimal | None
    questions: tuple[QuestionFigure, ...]


def figures_of(score: Score) -> list[SectionFigure]:
    """The tree of a score."""
    return [
        SectionFigure(
            section.section,
            section.weight,
            None if section.score is None else to_decimal(section.score),
            tuple(
                QuestionFigure(part.question, part.weight, part.points, part.why, part.detail)
                for part in section.questions
            ),
        )
        for section in score.tree
    ]


def to_decimal(exact: Fraction) -> Decimal:
    """An exact figure to six decimals."""
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(SIX_DECIMALS)
