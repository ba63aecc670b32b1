"""What a review came to, for the supplier, the contract's buyer and the reviewers; nothing before it is concluded."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal.accounts.actor import Actor, OrganisationKind, Role
from portal.accounts.models import Organisation
from portal.engine.circumstances import Circumstances
from portal.errors import NotFound
from portal.followup.models import Deviation
from portal.library.keeping import FrozenForm
from portal.register.models import Contract
from portal.reporting.models import SelfReport, Submission
from portal.reporting.service.reports import circumstances, form_of
from portal.reviewing.models import Grade, Review, ReviewStatus


@dataclass(frozen=True)
class Outcome:
    """A concluded review and what stands around it."""

    review: Review
    report: SelfReport
    form: FrozenForm
    circumstances: Circumstances
    authority: str
    contract_number: str
    grades: dict[str, Grade]
    deviations: list[Deviation]


def get_outcome(session: Session, actor: Actor, self_report_id: UUID) -> Outcome:
    """Give the outcome of a self-report whose review is concluded. Raises NotFound before that, and for others."""
    found = session.execute(
        sa.select(Review, SelfReport, Submission, col(Organisation.name), col(Contract.number))
        .join(SelfReport, col(SelfReport.id) == Review.self_report_id)
        .join(Submission, col(Submission.id) == Review.submission_id)
        .join(Organisation, col(Organisation.id) == Review.authority_id)
        .join(Contract, col(Contract.id) == Review.contract_id)
        .where(
            col(Review.self_report_id) == self_report_id,
            col(Review.status) == ReviewStatus.CONCLUDED,
            yours(actor),
        )
        .order_by(col(Review.id).desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise NotFound
    review, report, submission, authority, number = found
    form = form_of(session, report)
    about = circumstances(
        report.circumstances, form, short=report.short, on=submission.submitted_on, late=submission.days_late
    )
    grades = session.exec(select(Grade).where(Grade.review_id == review.id))
    opened = select(Deviation).where(
        Deviation.self_report_id == report.id,
        Deviation.supplier_id == review.supplier_id,
        col(Deviation.number).is_not(None),
    )
    return Outcome(
        review=review,
        report=report,
        form=form,
        circumstances=about,
        authority=authority,
        contract_number=number,
        grades={grade.question_key: grade for grade in grades},
        deviations=list(session.exec(opened.order_by(col(Deviation.number)))),
    )


def yours(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the where clause of the outcomes that an actor may see.

    A supplier's people: their own. Reviewers and administrators: all of their authority. A buyer: where named.
    """
    if actor.kind is OrganisationKind.SUPPLIER:
        return col(Review.supplier_id) == actor.organisation_id
    own = col(Review.authority_id) == actor.organisation_id
    if actor.has(Role.REVIEWER, Role.ADMINISTRATOR):
        return own
    return sa.and_(own, col(Contract.buyer_id) == actor.person_id)
