"""What the pages of a review show: the case, its drafts with their grounds, and last year's report beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal.accounts.actor import Actor, OrganisationKind
from portal.accounts.models import Organisation, Person
from portal.engine.definition import Question, TypeKey
from portal.engine.scoring import Why
from portal.errors import NotFound
from portal.evidence.models import Evidence
from portal.evidence.service import get_evidence
from portal.explaining.figures import QuestionFigure
from portal.followup.models import Deviation, DeviationGround
from portal.followup.transitions import ACTIVE
from portal.register.models import Contract
from portal.reporting.models import SelfReport, Submission
from portal.reporting.service.sealed import SealedSubmission, read_sealed
from portal.reviewing.models import Review, ReviewStatus
from portal.reviewing.service.figures import is_undecided, shown_questions, stored_questions
from portal.reviewing.service.proposing import grounds_by_draft, is_proposed_by
from portal.reviewing.service.reviews import READERS, Material, get_review, read_material


@dataclass(frozen=True)
class Previous:
    """Last year's report as it was reviewed."""

    review: Review
    report: SelfReport
    sealed: SealedSubmission


@dataclass(frozen=True)
class Case:
    """One review with all that stands around it.

    `drafts` and `opened` are the deviations that its self-report proposed, before and after they were opened; `likes`
    are the contract's open deviations by type and place.
    """

    material: Material
    contract: Contract
    supplier: str
    reviewer: str
    drafts: Sequence[Deviation]
    opened: Sequence[Deviation]
    grounds: Mapping[UUID, Sequence[DeviationGround]]
    likes: Mapping[tuple[str, str], Deviation]
    previous: Previous | None

    @property
    def review(self) -> Review:
        """The review itself."""
        return self.material.review

    @property
    def is_open(self) -> bool:
        """Tell whether anything can still be changed."""
        return self.review.status is ReviewStatus.OPEN

    @cached_property
    def parts(self) -> dict[str, QuestionFigure]:
        """The stored part of the score of each question that has one."""
        return stored_questions(self.review)

    def questions(self) -> list[Question]:
        """Give the questions that were asked, in order; what nobody answers is no question."""
        shown = shown_questions(self.material.evaluation)
        return [question for question in shown if question.type is not TypeKey.NOTE]

    def question(self, key: str) -> Question:
        """Give one question that was asked. Raises NotFound."""
        for question in self.questions():
            if question.key == key:
                return question
        raise NotFound

    def drafts_at(self, key: str) -> list[Deviation]:
        """Give the drafts that stand on a question."""
        return [draft for draft in self.drafts if any(ground.question_key == key for ground in self.grounds[draft.id])]

    def opened_at(self, key: str) -> list[Deviation]:
        """Give the opened deviations that stand on a question."""
        return [one for one in self.opened if any(ground.question_key == key for ground in self.grounds[one.id])]

    def needs_attention(self, key: str) -> bool:
        """Tell whether a question waits for points, for a verdict on a file, or for a decision on a draft."""
        part = self.parts.get(key)
        unjudged = any((key, UUID(str(file["id"]))) not in self.material.verdicts for file in self.material.files(key))
        undecided = any(is_undecided(draft) for draft in self.drafts_at(key))
        return (part is not None and part.why is Why.WAITING) or unjudged or undecided

    def next_after(self, key: str) -> str | None:
        """Give the next question that needs attention, from the first again after the last; None when none does."""
        keys = [question.key for question in self.questions()]
        place = keys.index(key) + 1
        return next((other for other in keys[place:] + keys[:place] if self.needs_attention(other)), None)


def get_case(session: Session, actor: Actor, review_id: UUID) -> Case:
    """Give a review of the actor's own authority, by as many statements for a large as for a small. Raises NotFound."""
    if actor.kind is not OrganisationKind.AUTHORITY or not actor.has(*READERS):
        raise NotFound
    found = session.execute(
        sa.select(Review, Contract, col(Organisation.name), col(Person.name))
        .join(Contract, col(Contract.id) == Review.contract_id)
        .join(Organisation, col(Organisation.id) == Review.supplier_id)
        .outerjoin(Person, col(Person.id) == Review.reviewer_id)
        .where(col(Review.id) == review_id, col(Review.authority_id) == actor.organisation_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    review, contract, supplier, reviewer = found
    material = read_material(session, review)
    around = _deviations(session, review)
    own = [deviation for deviation in around if is_proposed_by(review, deviation)]
    return Case(
        material=material,
        contract=contract,
        supplier=supplier,
        reviewer=reviewer or "",
        drafts=[deviation for deviation in own if deviation.is_draft],
        opened=[deviation for deviation in own if not deviation.is_draft],
        grounds=grounds_by_draft(session, own),
        likes={(one.type, one.place): one for one in around if one.status in ACTIVE},
        previous=_previous(session, material.report),
    )


def get_file(session: Session, actor: Actor, review_id: UUID, question_key: str, evidence_id: UUID) -> Evidence:
    """Give a file that was sent with an answer of a submission under review. Raises NotFound."""
    review = get_review(session, actor, review_id)
    content = session.get_one(Submission, review.submission_id).content["answers"].get(question_key, {"files": ()})
    if not any(file["id"] == str(evidence_id) for file in content["files"]):
        raise NotFound
    return get_evidence(session, evidence_id, supplier_id=review.supplier_id)


def _deviations(session: Session, review: Review) -> list[Deviation]:
    """What the self-report of the review proposed, and the open deviations of its contract, in one statement."""
    active = sa.and_(col(Deviation.contract_id) == review.contract_id, col(Deviation.status).in_(ACTIVE))
    proposed = col(Deviation.self_report_id) == review.self_report_id
    both = select(Deviation).where(sa.or_(proposed, active), Deviation.authority_id == review.authority_id)
    return list(session.exec(both.order_by(col(Deviation.opened_at), col(Deviation.id))))


def _previous(session: Session, report: SelfReport) -> Previous | None:
    if report.previous_id is None:
        return None
    last = session.exec(
        select(Review, SelfReport, Submission)
        .join(SelfReport, col(SelfReport.id) == Review.self_report_id)
        .join(Submission, col(Submission.id) == Review.submission_id)
        .where(SelfReport.id == report.previous_id, Review.status == ReviewStatus.CONCLUDED)
        .where(Review.authority_id == report.authority_id)
        .order_by(col(Review.id).desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        return None
    review, before, submission = last
    return Previous(review, before, read_sealed(session, submission, before))
