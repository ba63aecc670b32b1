"""A confirmed draft is opened: number, deadlines, the letter, and from now on the supplier sees it."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from portal.accounts.actor import Actor
from portal.deadlines import today
from portal.engine.definition import Severity
from portal.followup.duties import set_deadlines
from portal.followup.errors import NotConfirmed, NotGrave
from portal.followup.models import Decision, Deviation, DeviationNumber
from portal.followup.rules import GRAVE, TERMS, deadlines
from portal.followup.service.course import begin, finish
from portal.followup.transitions import Act
from portal.jobs import defer
from portal.reporting.models import SelfReport, SelfReportStatus

MISSING_REPORT = "self_report_missing"
"""The type whose drafts a reviewer decides outside a review, because there is nothing to review."""


def open_deviation(session: Session, actor: Actor, deviation_id: UUID, *, now: datetime) -> Deviation:
    """Open a confirmed draft, at the conclusion of its review.

    Gives the number and starts the clocks; the letter leaves after the commit. Raises NotFound, RoleMissing,
    ActNotAllowed, NotConfirmed.
    """
    deviation = begin(session, actor, deviation_id, Act.OPEN)
    if deviation.decision is not Decision.CONFIRM:
        raise NotConfirmed
    latest = _next_report_due(session, deviation, today(now)) if deviation.severity is Severity.MINOR else None
    deviation.number = next_number(session, deviation.authority_id, today(now).year)
    deviation.opened_at = now
    deviation.opened_by_id = actor.person_id
    deviation.ladder_step = TERMS[deviation.severity].ladder_step
    set_deadlines(deviation, deadlines(deviation.severity, now, deviation.due_in_days, no_later_than=latest))
    finish(session, actor, deviation, Act.OPEN, now=now, number=deviation.number)
    defer(session, "followup.mail_opened", deviation_id=str(deviation.id))
    return deviation


def open_now(session: Session, actor: Actor, deviation_id: UUID, *, now: datetime) -> Deviation:
    """Open a confirmed draft before its review is concluded, or one that no review decides.

    Raises NotGrave for what can wait, and what `open_deviation` raises.
    """
    deviation = begin(session, actor, deviation_id, Act.OPEN)
    if deviation.severity not in GRAVE and deviation.type != MISSING_REPORT:
        raise NotGrave
    return open_deviation(session, actor, deviation_id, now=now)


def next_number(session: Session, authority_id: UUID, year: int) -> str:
    """Give the authority's next number of a year (`AV-2026-0001`); whoever asks meanwhile waits for the commit."""
    first = insert(DeviationNumber).values(authority_id=authority_id, year=year, last=1)
    counted = first.on_conflict_do_update(
        index_elements=["authority_id", "year"], set_={"last": col(DeviationNumber.last) + 1}
    )
    last: int = session.execute(counted.returning(col(DeviationNumber.last))).scalar_one()
    return f"AV-{year}-{last:04}"


def _next_report_due(session: Session, deviation: Deviation, day: date) -> date | None:
    """Give the day the contract's next self-report is due, if a round has asked for it already."""
    later = select(sa.func.min(SelfReport.due_on)).where(
        SelfReport.contract_id == deviation.contract_id,
        SelfReport.status == SelfReportStatus.DRAFT,
        col(SelfReport.due_on) > day,
        col(SelfReport.id).is_distinct_from(deviation.self_report_id),
    )
    return session.exec(later).one()
