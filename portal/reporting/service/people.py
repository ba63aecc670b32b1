"""Whom to write to at a supplier."""

from uuid import UUID

from sqlmodel import Session, col, select

from portal.accounts.actor import Role
from portal.accounts.models import Membership, Person


def people_of(session: Session, supplier_id: UUID, role: Role | None = None) -> list[Person]:
    """Everybody who acts for a supplier, once each; only those with a role when one is named."""
    mine = select(Membership.person_id).where(Membership.organisation_id == supplier_id)
    if role is not None:
        mine = mine.where(Membership.role == role)
    return list(session.exec(select(Person).where(col(Person.id).in_(mine)).order_by(Person.email)))
