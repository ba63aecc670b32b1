"""Builders: a person, an authority, a supplier … in one line, so that a test shows only what it is about."""

import itertools
from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session

from portal.accounts.actor import ROLES_OF, Actor, OrganisationKind, Role
from portal.accounts.models import Membership, Organisation, Person
from portal.schema import sort_key

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
"""A Monday morning, for services that are told the time."""

_count = itertools.count(1)


def a_person(
    session: Session,
    *at: Organisation,
    roles: tuple[Role, ...] = (),
    name: str = "",
    email: str = "",
    language: str = "en",
) -> Person:
    """A person, with these roles at each organisation (all roles of its kind when none is named)."""
    number = next(_count)
    person = Person(
        email=email or f"person{number}@example.org", name=name or f"Person {number}", language=language, created_at=NOW
    )
    session.add(person)
    session.flush()
    for organisation in at:
        for role in roles or ROLES_OF[organisation.kind]:
            add_role(session, person, organisation, role)
    session.flush()
    return person


def add_role(session: Session, person: Person, organisation: Organisation, role: Role) -> None:
    session.add(Membership(person_id=person.id, organisation_id=organisation.id, role=role, created_at=NOW))


def an_authority(session: Session, name: str = "") -> Organisation:
    return _organisation(session, OrganisationKind.AUTHORITY, name or f"Kommune {next(_count)}")


def a_supplier(session: Session, name: str = "") -> Organisation:
    return _organisation(session, OrganisationKind.SUPPLIER, name or f"Leverandør {next(_count)}")


def _organisation(session: Session, kind: OrganisationKind, name: str) -> Organisation:
    organisation = Organisation(
        kind=kind, name=name, number=a_number(next(_count)), country="NO", sort_key=sort_key(name), created_at=NOW
    )
    session.add(organisation)
    session.flush()
    return organisation


def a_number(serial: int) -> str:
    """A valid Norwegian organisation number (modulus 11, weights 3 2 7 6 5 4 3 2), far from the real ones."""
    while True:
        digits = f"{80_000_000 + serial:08d}"
        check = -sum(int(digit) * weight for digit, weight in zip(digits, (3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"
        serial += 100_000


def an_actor(person: Person, organisation: Organisation, *roles: Role) -> Actor:
    """The person acting for the organisation, with these roles (all of its kind when none is named)."""
    return Actor(
        person.id, person.name, organisation.id, organisation.kind, frozenset(roles) or ROLES_OF[organisation.kind]
    )


def somebody(session: Session, organisation: Organisation, *roles: Role) -> Actor:
    """A new person of the organisation, as an actor."""
    return an_actor(a_person(session, organisation, roles=roles), organisation, *roles)


NOBODY = UUID(int=0)
"""An id that nothing has."""
