"""The figures of a review: scored anew with every change and stored beside it, as the engine explained them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlmodel import Session

from portal.engine.caps import AppliedCap, Facts, OpenDeviation
from portal.engine.definition import Demand, Question
from portal.engine.evaluation import Evaluation
from portal.engine.scoring import Score, SectionScore, Why, score
from portal.explaining.figures import QuestionFigure, SectionFigure, to_decimal
from portal.followup.models import Decision, Deviation, DeviationStatus
from portal.followup.rules import GRAVE
from portal.followup.service import open_facts
from portal.reviewing.models import EvidenceStatus, Review
from portal.reviewing.service.reviews import Material

SUPPORTING: Final = frozenset({EvidenceStatus.ACCEPTED, EvidenceStatus.DECLARATION_GAP})
"""Verdicts on files that support what was answered; a declaration gap supports even more."""


def store_figures(session: Session, material: Material, drafts: Iterable[Deviation], *, at: datetime) -> Score:
    """Score a review as it stands now and store the figures on its locked row."""
    review = material.review
    drafts = list(drafts)
    review.evidence_demanded, review.evidence_rejected = count_evidence(material)
    figures = score(
        material.evaluation,
        grades={key: grade.points for key, grade in material.grades.items()},
        facts=facts_of(session, review, drafts, at),
    )
    review.score = figures.total
    review.level = figures.level
    review.uncapped_level = figures.uncapped_level
    review.provisional = figures.provisional
    review.sections = [_section_json(section) for section in figures.tree]
    review.caps = [cap_json(cap) for cap in figures.caps]
    review.waiting = sum(part.why is Why.WAITING for section in figures.tree for part in section.questions)
    review.undecided = sum(is_undecided(draft) for draft in drafts)
    session.add(review)
    return figures


def facts_of(session: Session, review: Review, drafts: Iterable[Deviation], at: datetime) -> Facts:
    """What caps the level beside the answers: open harm on the contract, and what this review found.

    A confirmed grave draft counts as it will when it opens, so that the level shown is the level concluded.
    """
    harm = open_facts(session, review.contract_id, at)
    confirmed = [
        OpenDeviation(draft.severity, draft.self_reported)
        for draft in drafts
        if draft.decision is Decision.CONFIRM and draft.is_draft and draft.severity in GRAVE
    ]
    return Facts(
        uncontained=(*harm.uncontained, *(one for one in confirmed if not one.self_reported)),
        open=(*harm.open, *(one for one in confirmed if one.self_reported)),
        false_information=review.false_information or review.false_before,
        refusal=review.refusal,
        evidence_demanded=review.evidence_demanded,
        evidence_rejected=review.evidence_rejected,
    )


def automatic_points(material: Material, question_key: str) -> Decimal | None:
    """Give the points a question has without a reviewer; None when it waits for one.

    Raises KeyError when it has no points here: not scored, hidden, not counted or not applicable.
    """
    for section in score(material.evaluation).tree:
        for part in section.questions:
            if part.question == question_key and (part.points is not None or part.why is Why.WAITING):
                return part.points
    raise KeyError(question_key)


def count_evidence(material: Material) -> tuple[int, int]:
    """Give how many questions demand evidence, and for how many of them what was sent was rejected.

    Rejected means that files were judged and none of them supports the answer; missing files are a draft instead.
    """
    demanded = [question for question in shown_questions(material.evaluation) if demands(material.evaluation, question)]
    return len(demanded), sum(_is_rejected(material, question.key) for question in demanded)


def demands(evaluation: Evaluation, question: Question) -> bool:
    """Tell whether evidence is demanded at a question, as it was answered."""
    asked = question.evidence
    required = asked is not None and asked.demand is Demand.REQUIRED
    return required and asked is not None and evaluation.run.holds(asked.when, question.key)


def shown_questions(evaluation: Evaluation) -> list[Question]:
    """Give the questions that were asked, in the order of the form."""
    return [evaluation.form.form.question(key) for key in evaluation.shown]


def is_undecided(draft: Deviation) -> bool:
    """Tell whether a draft waits for a reviewer."""
    return draft.status is DeviationStatus.DRAFT and draft.decision is Decision.NONE


def stored_sections(review: Review) -> list[SectionFigure]:
    """Read the stored tree of a review's score."""
    return [
        SectionFigure(
            section["key"],
            Decimal(section["weight"]),
            _decimal(section["score"]),
            tuple(_question_figure(part) for part in section["questions"]),
        )
        for section in review.sections
    ]


def stored_questions(review: Review) -> dict[str, QuestionFigure]:
    """Read the stored parts of a review's score by question."""
    return {part.key: part for section in stored_sections(review) for part in section.questions}


def stored_caps(review: Review) -> list[AppliedCap]:
    """Read the stored caps of a review."""
    return [AppliedCap(cap["level"], cap["code"], cap["reason"]) for cap in review.caps]


def cap_json(cap: AppliedCap) -> dict[str, Any]:
    """Give a cap as it is stored."""
    return {"level": cap.level, "code": cap.code, "reason": cap.reason}


def _section_json(section: SectionScore) -> dict[str, Any]:
    questions = [
        {
            "key": part.question,
            "weight": str(part.weight),
            "points": None if part.points is None else str(part.points),
            "why": part.why.value,
            "detail": part.detail,
        }
        for part in section.questions
    ]
    percent = None if section.score is None else str(to_decimal(section.score))
    return {"key": section.section, "weight": str(section.weight), "score": percent, "questions": questions}


def _question_figure(part: Mapping[str, Any]) -> QuestionFigure:
    weight, points = Decimal(part["weight"]), _decimal(part["points"])
    return QuestionFigure(part["key"], weight, points, Why(part["why"]), part["detail"])


def _is_rejected(material: Material, question_key: str) -> bool:
    judged = [verdict.verdict for (key, _), verdict in material.verdicts.items() if key == question_key]
    return bool(judged) and not any(verdict in SUPPORTING for verdict in judged)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
