"""People and organisations: registered, invited, renamed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select
from stdnum.de import handelsregisternummer as register_de
from stdnum.dk import cvr as register_dk
from stdnum.fi import ytunnus as register_fi
from stdnum.no import orgnr as register_no
from stdnum.pl import nip as register_pl
from stdnum.se import orgnr as register_se

from portal import history, jobs
from portal.accounts import hooks
from portal.accounts.actor import ROLES_OF, Actor, OrganisationKind, Role
from portal.accounts.errors import AlreadyMember, LastOfRole, NumberNotValid, NumberTaken, RoleNotYours
from portal.accounts.links import known_email
from portal.accounts.models import Membership, Organisation, Person
from portal.accounts.sessions import SignedIn
from portal.catalogues.offered import language_of_country, offered
from portal.errors import NotFound
from portal.schema import Json, new_id, sort_key

REGISTERS: Final = {
    "NO": register_no,
    "SE": register_se,
    "DK": register_dk,
    "FI": register_fi,
    "DE": register_de,
    "PL": register_pl,
}
"""Country (ISO 3166-1) to the module that knows its register's numbers; elsewhere a number is any text."""

INVITES: Final[dict[Role, frozenset[Role]]] = {
    Role.SUPPLIER_CONTACT: ROLES_OF[OrganisationKind.SUPPLIER],
    Role.ADMINISTRATOR: ROLES_OF[OrganisationKind.AUTHORITY],
}
"""Who may give which roles to a colleague of the same organisation."""


def read_number(number: str, country: str) -> str:
    """Give an organisation number as its register writes it, without spaces. Raises NumberNotValid."""
    register = REGISTERS.get(country)
    if register is None:
        compact = "".join(number.split())
        if not compact:
            raise NumberNotValid(country=country)
        return compact
    try:
        return str(register.validate(number))
    except ValueError as error:
        raise NumberNotValid(country=country) from error


def register_organisation(
    session: Session,
    actor: Actor | None,
    *,
    kind: OrganisationKind,
    name: str,
    number: str,
    country: str,
    now: datetime,
) -> Organisation:
    """Register an organisation under its checked number. Raises NumberNotValid, NumberTaken."""
    number = read_number(number, country)
    if find_organisation(session, number=number, country=country) is not None:
        raise NumberTaken(number=number)
    organisation = Organisation(
        kind=kind, name=name.strip(), number=number, country=country, sort_key=sort_key(name), created_at=now
    )
    session.add(organisation)
    session.flush()
    detail: dict[str, Json] = {"name": organisation.name, "number": number, "country": country}
    _record(session, actor, organisation, "organisation_registered", now, detail)
    return organisation


def find_organisation(session: Session, *, number: str, country: str) -> Organisation | None:
    """Give the organisation with this number, or None."""
    wanted = select(Organisation).where(Organisation.number == number, Organisation.country == country)
    return session.exec(wanted).one_or_none()


def add_member(
    session: Session, actor: Actor | None, *, organisation_id: UUID, name: str, email: str, role: Role, now: datetime
) -> Person:
    """Give somebody a role at an organisation and write to them; the person is made if unknown.

    The caller has checked that the actor may do this. Raises AlreadyMember, and NotFound
    when the organisation's kind has no such role.
    """
    organisation = session.exec(select(Organisation).where(Organisation.id == organisation_id).with_for_update()).one()
    if role not in ROLES_OF[organisation.kind]:
        raise NotFound
    person = _known_or_new(session, organisation, name=name, email=email, now=now)
    held = roles_at(session, person.id, organisation.id)
    if role in held:
        raise AlreadyMember(name=person.name)
    session.add(Membership(person_id=person.id, organisation_id=organisation.id, role=role, created_at=now))
    session.flush()
    _record(session, actor, organisation, "member_added", now, {"person_id": str(person.id), "role": role})
    if not held:
        for joined in hooks.joined:
            joined(session, organisation, person)
    return person


def invite_colleague(session: Session, actor: Actor, *, name: str, email: str, role: Role, now: datetime) -> Person:
    """Give a colleague a role at one's own organisation, and have them told by mail.

    Raises RoleNotYours, AlreadyMember.
    """
    if not any(role in INVITES.get(own, ()) for own in actor.roles):
        raise RoleNotYours
    person = add_member(
        session, actor, organisation_id=actor.organisation_id, name=name, email=email, role=role, now=now
    )
    send_invitation(session, person, organisation_id=actor.organisation_id, role=role, invited_by=actor.name)
    return person


def remove_role(session: Session, actor: Actor, person_id: UUID, role: Role, *, now: datetime) -> None:
    """Take a role away from somebody of one's own organisation; who may give a role may also take it.

    It holds from their next click. Raises RoleNotYours, NotFound, LastOfRole.
    """
    if not any(role in INVITES.get(own, ()) for own in actor.roles):
        raise RoleNotYours
    own = select(Organisation).where(Organisation.id == actor.organisation_id).with_for_update()
    organisation = session.exec(own).one()
    holders = session.exec(
        select(Membership).where(Membership.organisation_id == organisation.id, Membership.role == role)
    ).all()
    membership = next((one for one in holders if one.person_id == person_id), None)
    if membership is None:
        raise NotFound
    if role in INVITES and len(holders) == 1:
        raise LastOfRole(role=role)
    session.delete(membership)
    session.flush()
    _record(session, actor, organisation, "member_removed", now, {"person_id": str(person_id), "role": role})


def send_invitation(session: Session, person: Person, *, organisation_id: UUID, role: Role, invited_by: str) -> None:
    """Have a person told by mail that they now act for an organisation, and where to sign in."""
    jobs.defer(
        session,
        "accounts.mail_invitation",
        person_id=str(person.id),
        organisation_id=str(organisation_id),
        role=role,
        invited_by=invited_by,
    )


def save_profile(session: Session, signed_in: SignedIn, *, name: str, language: str, now: datetime) -> None:
    """Change one's own name and language."""
    person = session.exec(select(Person).where(Person.id == signed_in.person_id).with_for_update()).one()
    person.name, person.language = name.strip(), language
    session.flush()
    history.record(
        session,
        subject="person",
        subject_id=person.id,
        name="profile_saved",
        actor=signed_in,
        at=now,
        detail={"language": language},
    )


def choose_language(session: Session, signed_in: SignedIn, language: str, *, now: datetime) -> None:
    """Read and be written to in another language from now on; one that there is not changes nothing."""
    if language in offered() and language != signed_in.language:
        save_profile(session, signed_in, name=signed_in.name, language=language, now=now)


@dataclass(frozen=True)
class Colleague:
    """A person of one's own organisation, with all their roles there."""

    person: Person
    roles: tuple[Role, ...]


def colleagues(session: Session, actor: Actor) -> list[Colleague]:
    """Give the people of one's own organisation, by name."""
    held = (
        select(Person, col(Membership.role))
        .join(Membership, col(Membership.person_id) == Person.id)
        .where(Membership.organisation_id == actor.organisation_id)
    )
    roles: dict[UUID, list[Role]] = {}
    people: dict[UUID, Person] = {}
    for person, role in session.exec(held):
        people[person.id] = person
        roles.setdefault(person.id, []).append(role)
    ordered = sorted(people.values(), key=lambda person: (sort_key(person.name), person.id))
    return [Colleague(person, tuple(role for role in Role if role in roles[person.id])) for person in ordered]


def roles_at(session: Session, person_id: UUID, organisation_id: UUID) -> frozenset[Role]:
    """Give the roles a person holds at an organisation."""
    held = select(col(Membership.role)).where(
        Membership.person_id == person_id, Membership.organisation_id == organisation_id
    )
    return frozenset(session.exec(held))


def find_person(session: Session, email: str) -> Person | None:
    """Give the person with this e-mail address, however it is capitalised, or None."""
    return session.exec(select(Person).where(Person.email == known_email(email))).one_or_none()


def language_of(session: Session, organisation: Organisation) -> str:
    """Give an organisation's language: what most of its people read, and before there are any that of its country."""
    theirs = (
        select(Person.language)
        .join(Membership, col(Membership.person_id) == Person.id)
        .where(Membership.organisation_id == organisation.id)
        .group_by(Person.language)
        .order_by(sa.func.count(sa.distinct(col(Person.id))).desc(), col(Person.language))
    )
    return session.exec(theirs).first() or language_of_country(organisation.country)


def _known_or_new(session: Session, organisation: Organisation, *, name: str, email: str, now: datetime) -> Person:
    """Give the person with this address; two who invite somebody new at once make one person.

    Somebody new is written to in the organisation's language, until they choose their own.
    """
    known = find_person(session, email)
    if known is not None:
        return known
    language = language_of(session, organisation)
    new = insert(Person).values(
        id=new_id(), email=known_email(email), name=name.strip(), language=language, created_at=now
    )
    session.execute(new.on_conflict_do_nothing(index_elements=["email"]))
    return session.exec(select(Person).where(Person.email == known_email(email))).one()


def _record(
    session: Session, actor: Actor | None, organisation: Organisation, name: str, now: datetime, detail: dict[str, Json]
) -> None:
    is_authority = organisation.kind is OrganisationKind.AUTHORITY
    history.record(
        session,
        subject="organisation",
        subject_id=organisation.id,
        name=name,
        actor=actor,
        at=now,
        authority_id=organisation.id if is_authority else None,
        supplier_id=None if is_authority else organisation.id,
        detail=detail,
    )
