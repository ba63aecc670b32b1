"""The queue of reviews: what waits, whose it is, and what is done; one statement a page, whatever the size."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from portal.accounts.actor import Actor
from portal.accounts.models import Organisation, Person
from portal.paging import ROWS_A_PAGE, Page, after, page_of
from portal.register.models import Contract
from portal.reporting.models import Submission
from portal.reviewing.models import Review, ReviewStatus


class Part(StrEnum):
    """The parts of the queue."""

    ALL = "all"
    MINE = "mine"
    CONCLUDED = "concluded"


@dataclass(frozen=True)
class Queued:
    """One line of the queue."""

    review: Review
    contract_number: str
    contract_title: str
    supplier: str
    reviewer: str | None
    submitted_at: datetime


@dataclass(frozen=True)
class Counts:
    """How many reviews stand in each part."""

    all: int
    mine: int
    concluded: int


def list_reviews(session: Session, actor: Actor, part: Part, *, seen: str = "") -> Page[Queued]:
    """Give one page of the authority's reviews: what waited longest first, then risk; concluded ones newest first."""
    lines = (
        sa.select(
            Review,
            col(Contract.number),
            col(Contract.title),
            col(Organisation.name),
            col(Person.name),
            col(Submission.submitted_at),
        )
        .join(Contract, col(Contract.id) == Review.contract_id)
        .join(Organisation, col(Organisation.id) == Review.supplier_id)
        .join(Submission, col(Submission.id) == Review.submission_id)
        .outerjoin(Person, col(Person.id) == Review.reviewer_id)
        .where(_in(part, actor), after(col(Review.sort_key), col(Review.id), seen))
        .order_by(col(Review.sort_key), col(Review.id))
        .limit(ROWS_A_PAGE + 1)
    )
    rows = [Queued(*line) for line in session.execute(lines)]
    return page_of(rows, lambda row: (row.review.sort_key, row.review.id))


def count_reviews(session: Session, actor: Actor) -> Counts:
    """Count the authority's reviews by part, in one statement."""
    counts = (sa.func.count().filter(_in(part, actor)) for part in Part)
    own = sa.select(*counts).select_from(Review).where(col(Review.authority_id) == actor.organisation_id)
    return Counts(*session.execute(own).one())


def name_of(session: Session, person_id: UUID | None) -> str:
    """Give a person's name, or an empty text for nobody."""
    person = session.get(Person, person_id) if person_id else None
    return person.name if person else ""


def _in(part: Part, actor: Actor) -> sa.ColumnElement[bool]:
    concluded = part is Part.CONCLUDED
    wanted = sa.and_(
        col(Review.authority_id) == actor.organisation_id,
        col(Review.status) == (ReviewStatus.CONCLUDED if concluded else ReviewStatus.OPEN),
    )
    return sa.and_(wanted, col(Review.reviewer_id) == actor.person_id) if part is Part.MINE else wanted
