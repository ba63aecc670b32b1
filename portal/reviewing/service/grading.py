"""What a reviewer finds of answers and files: points with a reason, verdicts, and what caps the level."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlmodel import Session

from portal.accounts.actor import Actor
from portal.errors import NotFound
from portal.reviewing.errors import PointsOutOfRange, QuestionNotScored, ReasonMissing
from portal.reviewing.models import EvidenceStatus, EvidenceVerdict, Grade, Review
from portal.reviewing.service.figures import automatic_points, store_figures
from portal.reviewing.service.proposing import drafts_of
from portal.reviewing.service.reviews import Material, lock_open, note, read_material
from portal.schema import Json

POINTS: Final = tuple(Decimal(points) for points in range(4))
FULL: Final = POINTS[-1]
WORDS_OF_A_SENTENCE: Final = 3
"""The shortest reason that says something to the supplier (scoring-and-risk.md 5.3: at least one sentence)."""


def take(session: Session, actor: Actor, review_id: UUID, *, now: datetime) -> Review:
    """Make a review one's own, also one that a colleague had begun. Raises NotFound, ReviewClosed."""
    review = lock_open(session, actor, review_id)
    review.reviewer_id = actor.person_id
    note(session, review, actor, "review_taken", now=now)
    return review


def grade(
    session: Session, actor: Actor, review_id: UUID, question_key: str, points: Decimal, reason: str, *, now: datetime
) -> Review:
    """Give an answer a reviewer's points instead of the automatic ones; the automatic points again take a grade back.

    Points that differ need a reason, and so do fewer than three where a reviewer's points are the only ones. Raises
    NotFound, ReviewClosed, QuestionNotScored, PointsOutOfRange, ReasonMissing.
    """
    review = lock_open(session, actor, review_id)
    material = read_material(session, review)
    automatic = _automatic(material, question_key)
    reason = reason.strip()
    if points not in POINTS:
        raise PointsOutOfRange
    if points != automatic and not is_sentence(reason) and not (automatic is None and points == FULL):
        raise ReasonMissing(field="reason")
    old = material.grades.get(question_key)
    if _says_nothing_new(old, points, reason, automatic):
        return review
    grades = dict(material.grades)
    if points == automatic and not reason and old is not None:
        session.delete(grades.pop(question_key))
    else:
        grades[question_key] = _written(session, review, actor, question_key, points, reason, old, now)
    store_figures(session, replace(material, grades=grades), drafts_of(session, review), at=now)
    said: dict[str, Json] = {"old": _plain(old.points) if old else None, "points": _plain(points), "reason": reason}
    note(session, review, actor, "answer_graded", now=now, question=question_key, **said)
    return review


def is_sentence(text: str) -> bool:
    """Tell whether a reason says something: three words at least."""
    return len(text.split()) >= WORDS_OF_A_SENTENCE


def judge_files(
    session: Session,
    actor: Actor,
    review_id: UUID,
    question_key: str,
    verdicts: Mapping[UUID, EvidenceStatus],
    *,
    now: datetime,
) -> Review:
    """Store what a reviewer finds of the files of one answer. Raises NotFound, ReviewClosed."""
    review = lock_open(session, actor, review_id)
    material = read_material(session, review)
    if not all(material.has_file(question_key, evidence_id) for evidence_id in verdicts):
        raise NotFound
    kept = dict(material.verdicts)
    changed: dict[str, Json] = {}
    for evidence_id, verdict in verdicts.items():
        old = kept.get((question_key, evidence_id))
        if old is None or old.verdict is not verdict:
            changed[str(evidence_id)] = verdict.value
            kept[question_key, evidence_id] = _judged(
                session, review, actor, question_key, evidence_id, verdict, old, now
            )
    if changed:
        store_figures(session, replace(material, verdicts=kept), drafts_of(session, review), at=now)
        note(session, review, actor, "evidence_judged", now=now, question=question_key, verdicts=changed)
    return review


def state_facts(
    session: Session,
    actor: Actor,
    review_id: UUID,
    *,
    false_information: bool,
    refusal: bool,
    reason: str,
    now: datetime,
) -> Review:
    """Say that the supplier knowingly gave false information or refuses control; either gives the lowest level.

    Raises NotFound, ReviewClosed, and ReasonMissing when one is said without a sentence why.
    """
    review = lock_open(session, actor, review_id)
    reason = reason.strip()
    if (false_information or refusal) and not is_sentence(reason):
        raise ReasonMissing(field="facts_reason")
    review.false_information, review.refusal, review.facts_reason = false_information, refusal, reason
    store_figures(session, read_material(session, review), drafts_of(session, review), at=now)
    stated: dict[str, Json] = {"false_information": false_information, "refusal": refusal, "reason": reason}
    note(session, review, actor, "review_facts_stated", now=now, **stated)
    return review


def _automatic(material: Material, question_key: str) -> Decimal | None:
    try:
        return automatic_points(material, question_key)
    except KeyError as error:
        raise QuestionNotScored(question=question_key) from error


def _says_nothing_new(old: Grade | None, points: Decimal, reason: str, automatic: Decimal | None) -> bool:
    if old is None:
        return points == automatic and not reason
    return old.points == points and old.reason == reason


def _written(
    session: Session,
    review: Review,
    actor: Actor,
    question_key: str,
    points: Decimal,
    reason: str,
    old: Grade | None,
    now: datetime,
) -> Grade:
    written = old or Grade(
        review_id=review.id,
        authority_id=review.authority_id,
        question_key=question_key,
        points=points,
        reason=reason,
        graded_by_id=actor.person_id,
        graded_at=now,
    )
    written.points, written.reason = points, reason
    written.graded_by_id, written.graded_at = actor.person_id, now
    session.add(written)
    return written


def _judged(
    session: Session,
    review: Review,
    actor: Actor,
    question_key: str,
    evidence_id: UUID,
    verdict: EvidenceStatus,
    old: EvidenceVerdict | None,
    now: datetime,
) -> EvidenceVerdict:
    judged = old or EvidenceVerdict(
        review_id=review.id,
        authority_id=review.authority_id,
        question_key=question_key,
        evidence_id=evidence_id,
        verdict=verdict,
        judged_by_id=actor.person_id,
        judged_at=now,
    )
    judged.verdict, judged.judged_by_id, judged.judged_at = verdict, actor.person_id, now
    session.add(judged)
    return judged


def _plain(points: Decimal) -> str:
    return str(points.normalize())
