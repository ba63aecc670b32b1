"""The numbers of the start pages: one statement each, whatever the size, over what the reader may see."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from portal.accounts.actor import Actor
from portal.deadlines import today
from portal.engine.definition import Severity
from portal.followup.models import Ball, Deviation
from portal.followup.service.ownership import yours
from portal.followup.transitions import ACTIVE
from portal.register.models import Contract
from portal.register.service import SEES_ALL
from portal.reporting.models import SelfReport, SelfReportStatus
from portal.reporting.states import WRITABLE
from portal.reviewing.models import Review, ReviewStatus
from portal.rounds.models import Round

SENT = (SelfReportStatus.SUBMITTED, SelfReportStatus.REVIEWED)


@dataclass(frozen=True, slots=True)
class DeviationFigures:
    """Open deviations: how many, how grave, and how many are overdue with whom."""

    severities: tuple[tuple[Severity, int], ...]
    overdue_with_us: int
    overdue_with_supplier: int

    @property
    def open(self) -> int:
        """All that are open."""
        return sum(count for _, count in self.severities)

    @property
    def overdue(self) -> int:
        """All whose next deadline has passed."""
        return self.overdue_with_us + self.overdue_with_supplier


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """The self-reports of a round. `sent` are submitted or reviewed; `late` are waited for after their day."""

    asked: int
    sent: int
    started: int
    returned: int
    late: int


@dataclass(frozen=True, slots=True)
class ReviewFigures:
    """What waits for review: reviews, drafts in them without a decision, and since when the oldest waits."""

    waiting: int
    undecided: int
    oldest_at: datetime | None


def deviation_figures(session: Session, actor: Actor, *, now: datetime) -> DeviationFigures:
    """Count the open deviations that the actor may see."""
    overdue = col(Deviation.next_due_at) < now
    counts = [sa.func.count().filter(col(Deviation.severity) == severity) for severity in Severity]
    late = [sa.func.count().filter(overdue, col(Deviation.ball) == ball) for ball in (Ball.AUTHORITY, Ball.SUPPLIER)]
    open_ones = sa.select(*counts, *late).where(yours(actor), col(Deviation.status).in_(ACTIVE))
    *by_severity, with_us, with_supplier = session.execute(open_ones).one()
    return DeviationFigures(tuple(zip(Severity, by_severity, strict=True)), with_us, with_supplier)


def report_figures(session: Session, actor: Actor, round_: Round, *, now: datetime) -> ReportFigures:
    """Count the self-reports of a round that the actor may see; what was cancelled is not asked for."""
    status = col(SelfReport.status)
    late = sa.and_(status.in_(WRITABLE), col(SelfReport.due_on) < today(now))
    counts = (
        sa.func.count().filter(status != SelfReportStatus.CANCELLED),
        sa.func.count().filter(status.in_(SENT)),
        sa.func.count().filter(status == SelfReportStatus.DRAFT, col(SelfReport.answered) > 0),
        sa.func.count().filter(status == SelfReportStatus.RETURNED),
        sa.func.count().filter(late),
    )
    counted = sa.select(*counts).where(
        col(SelfReport.round_id) == round_.id, col(SelfReport.authority_id) == actor.organisation_id
    )
    if not actor.has(*SEES_ALL):
        named = sa.exists().where(col(Contract.id) == SelfReport.contract_id, col(Contract.buyer_id) == actor.person_id)
        counted = counted.where(named)
    return ReportFigures(*session.execute(counted).one())


def review_figures(session: Session, actor: Actor) -> ReviewFigures:
    """Count what waits for review at the actor's authority."""
    counts = (sa.func.count(), sa.func.coalesce(sa.func.sum(Review.undecided), 0), sa.func.min(Review.opened_at))
    waiting = sa.select(*counts).where(
        col(Review.authority_id) == actor.organisation_id, col(Review.status) == ReviewStatus.OPEN
    )
    return ReviewFigures(*session.execute(waiting).one())
