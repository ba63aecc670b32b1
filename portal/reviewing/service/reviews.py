"""Finding, locking and reading reviews; each is fetched with its owner in the where clause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal import history
from portal.accounts.actor import Actor, OrganisationKind, Role
from portal.engine.evaluation import Evaluation, evaluate
from portal.errors import NotFound
from portal.reporting.models import SelfReport, Submission
from portal.reporting.service.sealed import SealedSubmission, read_sealed
from portal.reviewing.errors import ReviewClosed
from portal.reviewing.models import EvidenceVerdict, Grade, Review, ReviewStatus
from portal.schema import Json

SUBJECT: Final = "review"
READERS: Final = (Role.REVIEWER, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Material:
    """All that a review looks at: the sealed submission, what the engine makes of it, and what was decided so far."""

    review: Review
    report: SelfReport
    sealed: SealedSubmission
    evaluation: Evaluation
    grades: Mapping[str, Grade]
    verdicts: Mapping[tuple[str, UUID], EvidenceVerdict]

    @property
    def submission(self) -> Submission:
        """The submission under review."""
        return self.sealed.submission

    def files(self, question_key: str) -> Sequence[Mapping[str, Json]]:
        """The files of one question as they were sealed: id, name, sha256, size, dated_on."""
        return self.sealed.files.get(question_key, ())

    def has_file(self, question_key: str, evidence_id: UUID) -> bool:
        """Tell whether the file was sent with the answer to that question."""
        return any(file["id"] == str(evidence_id) for file in self.files(question_key))


def get_review(session: Session, actor: Actor, review_id: UUID) -> Review:
    """Give a review of the actor's own authority, to a reviewer or administrator. Raises NotFound."""
    return _one(session, actor, review_id, READERS, lock=False)


def lock_review(session: Session, actor: Actor, review_id: UUID, role: Role = Role.REVIEWER) -> Review:
    """Give a review of the actor's own authority for writing, to who holds the role. Raises NotFound."""
    return _one(session, actor, review_id, (role,), lock=True)


def lock_open(session: Session, actor: Actor, review_id: UUID) -> Review:
    """Give an open review for writing; who writes in a review that is nobody's takes it. Raises NotFound, ReviewClosed.

    Two reviewers write one after the other: the second waits here until the first has committed.
    """
    review = lock_review(session, actor, review_id)
    if review.status is not ReviewStatus.OPEN:
        raise ReviewClosed(status=review.status)
    review.reviewer_id = review.reviewer_id or actor.person_id
    return review


def read_material(session: Session, review: Review) -> Material:
    """Read a submission as sealed, judge it, and read the grades and verdicts: six statements, whatever the size."""
    report, submission = session.exec(
        select(SelfReport, Submission)
        .join(Submission, col(Submission.self_report_id) == SelfReport.id)
        .where(Submission.id == review.submission_id)
    ).one()
    grades = session.exec(select(Grade).where(Grade.review_id == review.id))
    verdicts = session.exec(select(EvidenceVerdict).where(EvidenceVerdict.review_id == review.id))
    return replace(
        judge(session, review, report, submission),
        grades={grade.question_key: grade for grade in grades},
        verdicts={(verdict.question_key, verdict.evidence_id): verdict for verdict in verdicts},
    )


def judge(session: Session, review: Review, report: SelfReport, submission: Submission) -> Material:
    """Read a submission as sealed and have the engine judge it; nobody has decided anything yet."""
    sealed = read_sealed(session, submission, report)
    evaluation = evaluate(sealed.form.compiled, sealed.values, sealed.circumstances, evidence=sealed.days())
    return Material(review, report, sealed, evaluation, {}, {})


def note(session: Session, review: Review, actor: Actor | None, event: str, *, now: datetime, **detail: Json) -> None:
    """Write one event into the story of a review whose row is locked."""
    session.add(review)
    session.flush()
    history.record(
        session,
        subject=SUBJECT,
        subject_id=review.id,
        name=event,
        actor=actor,
        at=now,
        authority_id=review.authority_id,
        supplier_id=None,
        detail=detail,
    )


def concluded_review(session: Session, self_report_id: UUID) -> Review | None:
    """Give the concluded review of a self-report, if it has one; who may see it the caller has checked."""
    concluded = select(Review).where(Review.self_report_id == self_report_id, Review.status == ReviewStatus.CONCLUDED)
    return session.exec(concluded.order_by(col(Review.id).desc()).limit(1)).one_or_none()


def _one(session: Session, actor: Actor, review_id: UUID, roles: Sequence[Role], *, lock: bool) -> Review:
    if actor.kind is not OrganisationKind.AUTHORITY or not actor.has(*roles):
        raise NotFound
    own = select(Review).where(Review.id == review_id, Review.authority_id == actor.organisation_id)
    if lock:
        own = own.with_for_update().execution_options(populate_existing=True)
    review = session.exec(own).one_or_none()
    if review is None:
        raise NotFound
    return review


def count_open_before(session: Session, review: Review) -> tuple[int, int]:
    """Give the place of an open review in its authority's queue, from 1, and how many wait there."""
    before = sa.func.count().filter(
        sa.tuple_(col(Review.sort_key), col(Review.id)) <= sa.tuple_(sa.literal(review.sort_key), sa.literal(review.id))
    )
    waiting = sa.select(before, sa.func.count()).where(
        col(Review.authority_id) == review.authority_id, col(Review.status) == ReviewStatus.OPEN
    )
    place, total = session.execute(waiting).one()
    return place, total
