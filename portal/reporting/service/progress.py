"""How far a round's self-reports are, as the authority may see it: never an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from portal import history, paging
from portal.accounts.actor import Actor, Role
from portal.accounts.models import Organisation
from portal.errors import NotFound
from portal.history import Event
from portal.paging import ROWS_A_PAGE, Page, page_of
from portal.register.models import Contract
from portal.reporting.models import SelfReport, SelfReportStatus
from portal.reporting.service.telling import SUBJECT

TOLD: Final = (
    "report_opened",
    "report_moved",
    "report_submitted",
    "report_returned",
    "report_reviewed",
    "report_reopened",
    "report_closed_as_missing",
    "report_cancelled",
)
"""The events that the authority sees: what happened to the report as a whole, not what the supplier wrote in it."""


@dataclass(frozen=True)
class ProgressEntry:
    """One self-report in the progress of a round."""

    report: SelfReport
    supplier: str
    contract: str
    sort_key: str


def list_progress(
    session: Session, actor: Actor, round_id: UUID, *, status: SelfReportStatus | None = None, after: str = ""
) -> Page[ProgressEntry]:
    """Give the self-reports of a round by supplier, those the actor may see; `status` narrows them."""
    rows = _seen(actor).where(
        col(SelfReport.round_id) == round_id, paging.after(Organisation.sort_key, SelfReport.id, after)
    )
    if status is not None:
        rows = rows.where(col(SelfReport.status) == status)
    ordered = rows.order_by(col(Organisation.sort_key), col(SelfReport.id)).limit(ROWS_A_PAGE + 1)
    entries = [ProgressEntry(*row) for row in session.execute(ordered)]
    return page_of(entries, lambda entry: (entry.sort_key, entry.report.id))


def count_progress(session: Session, actor: Actor, round_id: UUID) -> dict[SelfReportStatus, int]:
    """How many self-reports of a round are where, among those the actor may see: one statement."""
    seen = _seen(actor).where(col(SelfReport.round_id) == round_id).subquery()
    counted = session.execute(sa.select(seen.c.status, sa.func.count()).group_by(seen.c.status))
    return {SelfReportStatus(status): number for status, number in counted}


def get_progress(session: Session, actor: Actor, report_id: UUID) -> ProgressEntry:
    """Give one self-report as its authority may see it. Raises NotFound."""
    row = session.execute(_seen(actor).where(col(SelfReport.id) == report_id)).one_or_none()
    if row is None:
        raise NotFound
    return ProgressEntry(*row)


def told(session: Session, report_id: UUID) -> Sequence[Event]:
    """Give what happened to a self-report as a whole, oldest first."""
    return [event for event in history.story(session, SUBJECT, report_id) if event.name in TOLD]


def _seen(actor: Actor) -> sa.Select[SelfReport, str, str, str]:
    """The authority's self-reports; a contract manager's are those of the contracts where they are named."""
    rows = (
        sa.select(SelfReport, col(Organisation.name), col(Contract.number), col(Organisation.sort_key))
        .join(Organisation, col(Organisation.id) == col(SelfReport.supplier_id))
        .join(Contract, col(Contract.id) == col(SelfReport.contract_id))
        .where(col(SelfReport.authority_id) == actor.organisation_id)
    )
    if not actor.has(Role.REVIEWER, Role.ADMINISTRATOR):
        rows = rows.where(col(Contract.buyer_id) == actor.person_id)
    return rows
