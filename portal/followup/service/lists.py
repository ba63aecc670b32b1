"""Lists of deviations, paged by key: what is due first comes first, so what is overdue stands on top."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from portal.accounts.actor import Actor, OrganisationKind
from portal.accounts.models import Organisation
from portal.engine.definition import Severity
from portal.followup.models import Ball, Decision, Deviation, DeviationStatus
from portal.followup.service.opening import MISSING_REPORT
from portal.followup.service.ownership import named_in_contract, yours
from portal.followup.transitions import ACTIVE
from portal.paging import ROWS_A_PAGE, Page, after, page_of
from portal.register.models import Contract


class Group(StrEnum):
    """Statuses that are looked for together."""

    ACTIVE = "active"
    ENDED = "ended"


ENDED = frozenset({DeviationStatus.CLOSED_VERIFIED, DeviationStatus.CLOSED_UNRESOLVED, DeviationStatus.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to.

    `mine`: a contract of one's own, for a supplier what waits for it. `overdue_at`: what was overdue at that moment.
    """

    status: Group | DeviationStatus = Group.ACTIVE
    severity: Severity | None = None
    mine: bool = False
    overdue_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list; `other` is the name of the organisation on the other side."""

    deviation: Deviation
    contract: str
    other: str


def list_deviations(session: Session, actor: Actor, filters: Filters, *, seen: str = "") -> Page[Listed]:
    """Give a page of the opened deviations that the actor may see; `seen` is the mark of the last one before."""
    wanted = _listed(actor).where(col(Deviation.number).is_not(None), *_narrowed(actor, filters))
    wanted = wanted.where(after(col(Deviation.sort_key), col(Deviation.id), seen))
    ordered = wanted.order_by(col(Deviation.sort_key), col(Deviation.id)).limit(ROWS_A_PAGE + 1)
    found = [Listed(*row) for row in session.exec(ordered)]
    return page_of(found, lambda listed: (listed.deviation.sort_key, listed.deviation.id))


def list_waiting_drafts(session: Session, actor: Actor) -> list[Listed]:
    """Give the drafts that wait for a reviewer's decision outside a review, the oldest first; a page at most."""
    wanted = _listed(actor).where(*_waiting())
    return [Listed(*row) for row in session.exec(wanted.order_by(col(Deviation.id)).limit(ROWS_A_PAGE))]


def count_waiting_drafts(session: Session, actor: Actor) -> int:
    """Count the drafts that wait for a decision outside a review."""
    return session.exec(select(sa.func.count()).select_from(Deviation).where(yours(actor), *_waiting())).one()


def _listed(actor: Actor) -> Select[Deviation, str, str]:
    theirs = Deviation.authority_id if actor.kind is OrganisationKind.SUPPLIER else Deviation.supplier_id
    return (
        select(Deviation, Contract.title, Organisation.name)
        .join(Contract, col(Contract.id) == Deviation.contract_id)
        .join(Organisation, col(Organisation.id) == theirs)
        .where(yours(actor))
    )


def _narrowed(actor: Actor, filters: Filters) -> list[sa.ColumnElement[bool]]:
    narrowed: list[sa.ColumnElement[bool]] = [col(Deviation.status).in_(_statuses(filters.status))]
    if filters.severity is not None:
        narrowed.append(col(Deviation.severity) == filters.severity)
    if filters.overdue_at is not None:
        narrowed.append(sa.and_(col(Deviation.status).in_(ACTIVE), col(Deviation.next_due_at) < filters.overdue_at))
    if filters.mine and actor.kind is OrganisationKind.SUPPLIER:
        narrowed.append(col(Deviation.ball) == Ball.SUPPLIER)
    elif filters.mine:
        narrowed.append(named_in_contract(actor))
    return narrowed


def _statuses(status: Group | DeviationStatus) -> frozenset[DeviationStatus]:
    if isinstance(status, DeviationStatus):
        return frozenset({status})
    return ACTIVE if status is Group.ACTIVE else ENDED


def _waiting() -> tuple[sa.ColumnElement[bool], ...]:
    return (
        col(Deviation.type) == MISSING_REPORT,
        col(Deviation.status) == DeviationStatus.DRAFT,
        col(Deviation.decision) == Decision.NONE,
    )
