"""Sessions of signed-in browsers: opened, recognised, ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
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
    here = (col(SignInSession.token_hash) == hash_of(token), *_alive(now))
    late = col(SignInSession.last_seen_at) <= now - SEEN_EVERY
    visit = sa.update(SignInSession).where(*here, late).values(last_seen_at=now).cte("visit")
    query = (
        sa.select(SignInSession, Person, Organisation, col(Membership.role))
        .join(Person, col(Person.id) == SignInSession.person_id)
        .outerjoin(Membership, col(Membership.person_id) == Person.id)
        .outerjoin(Organisation, col(Organisation.id) == Membership.organisation_id)
        .where(*here)
        .add_cte(visit)
    )
    rows = session.execute(query).all()
    if not rows:
        return None
    row, person, *_first_seat = rows[0]
    seats = _seats_in([(organisation, role) for _row, _person, organisation, role in rows if organisation])
    return SignedIn(
        session_id=row.id,
        person_id=person.id,
        name=person.name,
        email=person.email,
        language=person.language,
        seats=seats,
        seat=next((seat for seat in seats if seat.organisation_id == row.organisation_id), None),
    )


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


def _seats(session: Session, person_id: UUID) -> tuple[Seat, ...]:
    held = (
        select(Organisation, col(Membership.role))
        .join(Membership, col(Membership.organisation_id) == Organisation.id)
        .where(Membership.person_id == person_id)
    )
    return _seats_in(list(session.exec(held)))


def _seats_in(held: list[tuple[Organisation, Role]]) -> tuple[Seat, ...]:
    """Gather the roles by organisation, in the order of the organisations' names."""
    roles: dict[UUID, set[Role]] = {}
    for organisation, role in held:
        roles.setdefault(organisation.id, set()).add(role)
    known = {organisation.id: organisation for organisation, _role in held}
    ordered = sorted(known.values(), key=lambda organisation: (organisation.sort_key, organisation.id))
    return tuple(Seat(each.id, each.name, each.kind, frozenset(roles[each.id])) for each in ordered)


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
