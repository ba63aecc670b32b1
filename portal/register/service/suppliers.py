"""An authority's suppliers: entered by number, listed by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from portal import history
from portal.accounts import service as accounts
from portal.accounts.actor import Actor, OrganisationKind, Role
from portal.accounts.models import Membership, Organisation, Person
from portal.errors import NotFound
from portal.paging import ROWS_A_PAGE, Page, after, page_of
from portal.register.errors import NotASupplier, SupplierHasPeople, SupplierRegistered
from portal.register.models import RegisteredSupplier
from portal.register.service.changes import apply
from portal.register.service.rights import require, require_staff
from portal.schema import Json, sort_key

SUBJECT: Final = "registered_supplier"


@dataclass(frozen=True)
class SupplierEntry:
    """A supplier as an authority sees it: the company, and what the authority knows about it."""

    registered: RegisteredSupplier
    organisation: Organisation


@dataclass(frozen=True)
class SupplierContact:
    """A person of a supplier, with one role."""

    person: Person
    role: Role


def add_supplier(
    session: Session,
    actor: Actor,
    *,
    name: str,
    number: str,
    country: str,
    is_manufacturer: bool,
    small: bool,
    now: datetime,
) -> RegisteredSupplier:
    """Enter a supplier; a company that the portal knows by its number keeps the name it has.

    Raises accounts' NumberNotValid, NotASupplier, SupplierRegistered.
    """
    require(actor, Role.ADMINISTRATOR)
    organisation = _known_or_new(session, actor, name=name, number=number, country=country, now=now)
    if find_registered(session, actor.organisation_id, organisation.id) is not None:
        raise SupplierRegistered(name=organisation.name)
    registered = RegisteredSupplier(
        authority_id=actor.organisation_id,
        supplier_id=organisation.id,
        is_manufacturer=is_manufacturer,
        small=small,
        added_at=now,
    )
    session.add(registered)
    session.flush()
    detail = {"name": organisation.name, "number": organisation.number, "country": organisation.country}
    _record(session, actor, registered, "supplier_added", now, detail)
    return registered


def change_supplier(
    session: Session, actor: Actor, supplier_id: UUID, *, is_manufacturer: bool, small: bool, now: datetime
) -> RegisteredSupplier:
    """Change what the authority knows about a supplier. Raises NotFound."""
    require(actor, Role.ADMINISTRATOR)
    own = select(RegisteredSupplier).where(
        RegisteredSupplier.authority_id == actor.organisation_id, RegisteredSupplier.supplier_id == supplier_id
    )
    registered = session.exec(own.with_for_update()).one_or_none()
    if registered is None:
        raise NotFound
    changed = apply(registered, {"is_manufacturer": is_manufacturer, "small": small})
    session.flush()
    _record(session, actor, registered, "supplier_changed", now, changed)
    return registered


def invite_contact(
    session: Session, actor: Actor, supplier_id: UUID, *, name: str, email: str, role: Role, now: datetime
) -> Person:
    """Invite the first person of a supplier; from then on the supplier invites its own colleagues.

    A supplier reports to several authorities, so none of them may let more people in. Raises SupplierHasPeople,
    NotFound.
    """
    require(actor, Role.ADMINISTRATOR)
    entry = get_supplier(session, actor, supplier_id)
    if list_contacts(session, actor, supplier_id):
        raise SupplierHasPeople
    person = accounts.add_member(
        session, actor, organisation_id=supplier_id, name=name, email=email, role=role, now=now
    )
    accounts.send_invitation(session, person, organisation_id=supplier_id, role=role, invited_by=actor.name)
    _record(session, actor, entry.registered, "contact_invited", now, {"person_id": str(person.id), "role": role})
    return person


def get_supplier(session: Session, actor: Actor, supplier_id: UUID) -> SupplierEntry:
    """Give a supplier of the actor's authority. Raises NotFound."""
    require_staff(actor)
    row = session.exec(_of_authority(actor).where(RegisteredSupplier.supplier_id == supplier_id)).one_or_none()
    if row is None:
        raise NotFound
    return SupplierEntry(*row)


def list_suppliers(session: Session, actor: Actor, *, search: str = "", seen: str = "") -> Page[SupplierEntry]:
    """Give a page of the authority's suppliers by name; `search` is part of a name or the start of a number."""
    require_staff(actor)
    wanted = _of_authority(actor).where(after(Organisation.sort_key, Organisation.id, seen))
    if key := sort_key(search):
        named = col(Organisation.sort_key).contains(key, autoescape=True)
        wanted = wanted.where(named | col(Organisation.number).startswith("".join(search.split()), autoescape=True))
    ordered = wanted.order_by(col(Organisation.sort_key), col(Organisation.id)).limit(ROWS_A_PAGE + 1)
    entries = [SupplierEntry(*row) for row in session.exec(ordered)]
    return page_of(entries, lambda entry: (entry.organisation.sort_key, entry.organisation.id))


def list_contacts(session: Session, actor: Actor, supplier_id: UUID) -> list[SupplierContact]:
    """Give the people of a supplier that the actor's authority has entered, by name."""
    require_staff(actor)
    held = (
        select(Person, col(Membership.role))
        .join(Membership, col(Membership.person_id) == Person.id)
        .join(RegisteredSupplier, col(RegisteredSupplier.supplier_id) == Membership.organisation_id)
        .where(RegisteredSupplier.supplier_id == supplier_id, RegisteredSupplier.authority_id == actor.organisation_id)
    )
    contacts = [SupplierContact(person, role) for person, role in session.exec(held)]
    return sorted(contacts, key=lambda contact: (sort_key(contact.person.name), contact.person.id, contact.role))


def supplier_choices(session: Session, actor: Actor) -> list[tuple[UUID, str]]:
    """Give id and name of all suppliers of the authority, by name, for a list to choose from."""
    require_staff(actor)
    wanted = (
        select(Organisation.id, Organisation.name)
        .join(RegisteredSupplier, col(RegisteredSupplier.supplier_id) == Organisation.id)
        .where(RegisteredSupplier.authority_id == actor.organisation_id)
        .order_by(col(Organisation.sort_key))
    )
    return [(supplier_id, name) for supplier_id, name in session.exec(wanted)]


def find_registered(session: Session, authority_id: UUID, supplier_id: UUID) -> RegisteredSupplier | None:
    """Give what an authority knows about a supplier, or None when it is not in its register."""
    wanted = select(RegisteredSupplier).where(
        RegisteredSupplier.authority_id == authority_id, RegisteredSupplier.supplier_id == supplier_id
    )
    return session.exec(wanted).one_or_none()


def _of_authority(actor: Actor) -> Select[RegisteredSupplier, Organisation]:
    return (
        select(RegisteredSupplier, Organisation)
        .join(Organisation, col(Organisation.id) == RegisteredSupplier.supplier_id)
        .where(RegisteredSupplier.authority_id == actor.organisation_id)
    )


def _known_or_new(
    session: Session, actor: Actor, *, name: str, number: str, country: str, now: datetime
) -> Organisation:
    known = accounts.find_organisation(session, number=accounts.read_number(number, country), country=country)
    if known is None:
        return accounts.register_organisation(
            session, actor, kind=OrganisationKind.SUPPLIER, name=name, number=number, country=country, now=now
        )
    if known.kind is not OrganisationKind.SUPPLIER:
        raise NotASupplier
    return known


def _record(
    session: Session, actor: Actor, registered: RegisteredSupplier, name: str, now: datetime, detail: Mapping[str, Json]
) -> None:
    history.record(
        session,
        subject=SUBJECT,
        subject_id=registered.id,
        name=name,
        actor=actor,
        at=now,
        authority_id=registered.authority_id,
        detail=dict(detail),
    )
