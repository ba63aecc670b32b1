"""A submission comes in: a review is made for it, scored, with its drafts, and what was judged before is kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from portal.accounts.actor import Actor
from portal.deadlines import today
from portal.followup.service import settle_observations
from portal.reporting.models import SelfReport, Submission
from portal.reviewing.models import EvidenceVerdict, Grade, Review, ReviewStatus
from portal.reviewing.service.figures import store_figures
from portal.reviewing.service.proposing import propose
from portal.reviewing.service.reviews import Material, concluded_review, judge, note

HIGHEST_RISK = 5


def open_review(session: Session, report: SelfReport, submission: Submission, actor: Actor, now: datetime) -> None:
    """Make the review of a submission that has just been sealed; called by reporting in the same transaction.

    The contract's observations end with it, because the next self-report is what they waited for.
    """
    before = _earlier(session, report)
    for earlier in before:
        if earlier.status is ReviewStatus.OPEN:
            earlier.status = ReviewStatus.SUPERSEDED
            note(session, earlier, actor, "review_superseded", now=now, submission=str(submission.id))
    settle_observations(session, report.contract_id, report.id, now=now)
    review = _new_review(session, report, submission, before[0] if before else None, now)
    session.add(review)
    session.flush()
    material = judge(session, review, report, submission)
    if before:
        material = _carry_over(session, before[0], material)
    store_figures(session, material, propose(session, material, at=now), at=now)
    note(session, review, actor, "review_opened", now=now, submission=str(submission.id), number=submission.number)


def _new_review(
    session: Session, report: SelfReport, submission: Submission, before: Review | None, now: datetime
) -> Review:
    risk = int(report.circumstances["contract"]["risk"])
    last = concluded_review(session, report.previous_id) if report.previous_id else None
    return Review(
        authority_id=report.authority_id,
        supplier_id=report.supplier_id,
        contract_id=report.contract_id,
        self_report_id=report.id,
        submission_id=submission.id,
        reviewer_id=before.reviewer_id if before else None,
        risk=risk,
        false_information=before is not None and before.false_information,
        false_before=last is not None and last.false_information,
        refusal=before is not None and before.refusal,
        facts_reason=before.facts_reason if before else "",
        sort_key=place_in_queue(submission.submitted_at, risk),
        opened_at=now,
    )


def place_in_queue(submitted_at: datetime, risk: int) -> str:
    """Give the sort key of an open review: what waited longest first, of the same day the highest risk."""
    return f"{today(submitted_at).isoformat()} {HIGHEST_RISK - risk}"


def _earlier(session: Session, report: SelfReport) -> Sequence[Review]:
    """The reviews of earlier submissions of this self-report, locked, the latest first."""
    same = select(Review).where(Review.self_report_id == report.id).order_by(col(Review.id).desc())
    return session.exec(same.with_for_update()).all()


def _carry_over(session: Session, before: Review, material: Material) -> Material:
    """Keep the grades of answers that came again as they were, and the verdicts on the files that came again."""
    old = session.get_one(Submission, before.submission_id).content["answers"]
    new = material.submission.content["answers"]
    grades = session.exec(select(Grade).where(Grade.review_id == before.id)).all()
    verdicts = session.exec(select(EvidenceVerdict).where(EvidenceVerdict.review_id == before.id)).all()
    kept = [_again(grade, material.review.id) for grade in grades if _said(old, grade) == _said(new, grade) is not None]
    judged = [
        EvidenceVerdict(**verdict.model_dump(exclude={"id", "review_id"}), review_id=material.review.id)
        for verdict in verdicts
        if material.has_file(verdict.question_key, verdict.evidence_id)
    ]
    session.add_all([*kept, *judged])
    session.flush()
    return replace(
        material,
        grades={grade.question_key: grade for grade in kept},
        verdicts={(verdict.question_key, verdict.evidence_id): verdict for verdict in judged},
    )


def _again(grade: Grade, review_id: UUID) -> Grade:
    return Grade(**grade.model_dump(exclude={"id", "review_id"}), review_id=review_id)


def _said(answers: dict[str, dict[str, object]], grade: Grade) -> object:
    """What was sealed of a graded answer but its words, which another language changes."""
    part = answers.get(grade.question_key)
    return None if part is None else (part["value"], part["files"])
