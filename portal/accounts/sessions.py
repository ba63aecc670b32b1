"""Sessions of signed-in browsers: opened, recognised, ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal import history
from portal.accounts.actor import Actor, OrganisationKind, Role
from portal.accounts.models import Membership, Organisation, Person, SignInSession
from portal.accounts.tokens import hash_of, new_token
from portal.errors import NotFound

IDLE: Final = timedelta(hours=8)  # a working day; a longer pause asks for a new link
LIFETIME: Final = timedelta(days=7)  # whatever one does meanwhile
SEEN_EVERY: Final = timedelta(minutes=5)  # how exactly the last visit is known: one write in five minutes
REMEMBERED: Final = timedelta(days=1)  # how long an ended session can still say whose text was sent


@dataclass(frozen=True)
class Seat:
    """An organisation that a person may act for, with all roles held there."""

    organisation_id: UUID
    name: str
    kind: OrganisationKind
    roles: frozenset[Role]


@dataclass(frozen=True)
class SignedIn:
    """Who is at the other end of a request."""

    session_id: UUID
    person_id: UUID
    name: str
    email: str
    language: str
    seats: tuple[Seat, ...]
    seat: Seat | None

    @property
    def actor(self) -> Actor | None:
        """The person with the organisation chosen, or None while none is."""
        if self.seat is None:
            return None
        return Actor(self.person_id, self.name, self.seat.organisation_id, self.seat.kind, self.seat.roles)


def open_session(session: Session, person: Person, *, browser: str, organisation_id: UUID | None, now: datetime) -> str:
    """Sign a person in and return the token for the browser. A single organisation is chosen at once."""
    seats = _seats(session, person.id)
    token = new_token()
    chosen = [seat.organisation_id for seat in seats if organisation_id in {None, seat.organisation_id}]
    row = SignInSession(
        person_id=person.id,
        organisation_id=chosen[0] if len(chosen) == 1 else None,
        token_hash=hash_of(token),
        browser=browser[:200],
        created_at=now,
        last_seen_at=now,
    )
    session.add(row)
    session.flush()
    _note(session, person.id, person, "signed_in", now)
    return token


def find_session(session: Session, token: str, *, now: datetime) -> SignedIn | None:
    """Recognise a browser by its token and note its visit, in one statement; None if the session is unknown or over."""
    known = {"token_hash": hash_of(token), "now": now, "idle": now - IDLE, "old": now - LIFETIME}
    rows = session.execute(_FIND, known | {"late": now - SEEN_EVERY}).all()
    if not rows:
        return None
    seats = _seats_in(
        [
            _Held(row.organisation_id, row.name, OrganisationKind(row.kind), row.sort_key, Role(row.role))
            for row in rows
            if row.organisation_id
        ]
    )
    return SignedIn(
        session_id=rows[0].session_id,
        person_id=rows[0].person_id,
        name=rows[0].person_name,
        email=rows[0].email,
        language=rows[0].language,
        seats=seats,
        seat=next((seat for seat in seats if seat.organisation_id == rows[0].chosen_id), None),
    )


_FIND: Final = sa.text("""
    WITH here AS (
        SELECT * FROM sign_in_session
        WHERE token_hash = :token_hash AND ended_at IS NULL AND last_seen_at > :idle AND created_at > :old
    ), visit AS (
        UPDATE sign_in_session SET last_seen_at = :now
        WHERE id IN (SELECT id FROM here WHERE last_seen_at <= :late)
    )
    SELECT here.id AS session_id, here.organisation_id AS chosen_id,
           person.id AS person_id, person.name AS person_name, person.email, person.language,
           organisation.id AS organisation_id, organisation.name, organisation.kind, organisation.sort_key,
           membership.role
    FROM here JOIN person ON person.id = here.person_id
    LEFT JOIN membership ON membership.person_id = person.id
    LEFT JOIN organisation ON organisation.id = membership.organisation_id
""")
"""A session that is alive, a line for each role of its person; every request pays for it, so it is plain columns."""


def find_ended_session(session: Session, token: str, *, now: datetime) -> SignInSession | None:
    """Give the row of a session that is over, for a day after its end: it says whose text arrived late."""
    over = sa.not_(sa.and_(*_alive(now)))
    recent = sa.func.coalesce(SignInSession.ended_at, SignInSession.last_seen_at) > now - IDLE - REMEMBERED
    return session.exec(
        select(SignInSession).where(SignInSession.token_hash == hash_of(token), over, recent)
    ).one_or_none()


def choose_organisation(session: Session, signed_in: SignedIn, organisation_id: UUID) -> None:
    """Act for another of one's organisations from now on. Raises NotFound for any other."""
    if all(seat.organisation_id != organisation_id for seat in signed_in.seats):
        raise NotFound
    here = col(SignInSession.id) == signed_in.session_id
    session.execute(sa.update(SignInSession).where(here).values(organisation_id=organisation_id))


def open_sessions(session: Session, person_id: UUID, *, now: datetime) -> list[SignInSession]:
    """Give the sessions a person has open, the latest visit first."""
    mine = select(SignInSession).where(SignInSession.person_id == person_id, *_alive(now))
    return list(session.exec(mine.order_by(col(SignInSession.last_seen_at).desc())))


def end_session(session: Session, signed_in: SignedIn, session_id: UUID, *, now: datetime) -> None:
    """Sign out one of one's own browsers. Raises NotFound when it is not one's own, or has ended."""
    mine = select(SignInSession).where(
        SignInSession.id == session_id, SignInSession.person_id == signed_in.person_id, *_alive(now)
    )
    row = session.exec(mine.with_for_update()).one_or_none()
    if row is None:
        raise NotFound
    row.ended_at = now
    _note(session, signed_in.person_id, signed_in, "signed_out", now)


def end_all_sessions(session: Session, signed_in: SignedIn, *, now: datetime) -> None:
    """Sign out all browsers of the person."""
    mine = sa.and_(col(SignInSession.person_id) == signed_in.person_id, *_alive(now))
    session.execute(sa.update(SignInSession).where(mine).values(ended_at=now))
    _note(session, signed_in.person_id, signed_in, "signed_out_everywhere", now)


def forget_ended_sessions(session: Session, *, now: datetime) -> None:
    """Delete the rows of sessions that are long over."""
    oldest = now - LIFETIME - REMEMBERED
    over = sa.or_(col(SignInSession.created_at) < oldest, col(SignInSession.ended_at) < now - REMEMBERED)
    session.execute(sa.delete(SignInSession).where(over))


def _alive(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        col(SignInSession.ended_at).is_(None),
        col(SignInSession.last_seen_at) > now - IDLE,
        col(SignInSession.created_at) > now - LIFETIME,
    )


class _Held(NamedTuple):
    """A role that a person holds at an organisation."""

    organisation_id: UUID
    name: str
    kind: OrganisationKind
    sort_key: str
    role: Role


def _seats(session: Session, person_id: UUID) -> tuple[Seat, ...]:
    held = (
        select(Organisation, col(Membership.role))
        .join(Membership, col(Membership.organisation_id) == Organisation.id)
        .where(Membership.person_id == person_id)
    )
    return _seats_in([_Held(own.id, own.name, own.kind, own.sort_key, role) for own, role in session.exec(held)])


def _seats_in(held: list[_Held]) -> tuple[Seat, ...]:
    """Gather the roles by organisation, in the order of the organisations' names."""
    roles: dict[UUID, set[Role]] = {}
    for one in held:
        roles.setdefault(one.organisation_id, set()).add(one.role)
    known = {one.organisation_id: one for one in held}
    ordered = sorted(known.values(), key=lambda one: (one.sort_key, one.organisation_id))
    return tuple(
        Seat(one.organisation_id, one.name, one.kind, frozenset(roles[one.organisation_id])) for one in ordered
    )


def _note(session: Session, person_id: UUID, by: Person | SignedIn, name: str, now: datetime) -> None:
    """Write an event to the person's own chain, whose row is locked first."""
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    actor = by if isinstance(by, SignedIn) else _Self(by.id, by.name)
    history.record(session, subject="person", subject_id=person_id, name=name, actor=actor, at=now)


@dataclass(frozen=True)
class _Self:
    """A person acting on their own account, before any organisation is chosen."""

    person_id: UUID
    name: str
