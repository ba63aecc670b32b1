"""Whom to write to at a supplier, and what is written to somebody who joins it."""

from uuid import UUID

from sqlmodel import Session, col, select

from portal import jobs
from portal.accounts.actor import Role
from portal.accounts.models import Membership, Organisation, Person
from portal.reporting.models import SelfReport
from portal.reporting.states import WRITABLE


def people_of(session: Session, supplier_id: UUID, role: Role | None = None) -> list[Person]:
    """Everybody who acts for a supplier, once each; only those with a role when one is named."""
    mine = select(Membership.person_id).where(Membership.organisation_id == supplier_id)
    if role is not None:
        mine = mine.where(Membership.role == role)
    return list(session.exec(select(Person).where(col(Person.id).in_(mine)).order_by(Person.email)))


def invite_newcomer(session: Session, organisation: Organisation, person: Person) -> None:
    """Have somebody who joins a supplier told of the self-reports that were asked for before they came."""
    waiting = select(SelfReport.id).where(
        SelfReport.supplier_id == organisation.id, col(SelfReport.status).in_(WRITABLE)
    )
    for report_id in session.exec(waiting.order_by(col(SelfReport.due_on), col(SelfReport.id))):
        jobs.defer(session, "reporting.invite_newcomer", report_id=str(report_id), person_id=str(person.id))
