"""History: who did what to which subject, when; written in the transaction of the change.

The events of one subject are a chain: each holds the hash of the one before, so that a changed,
removed or inserted event shows. The subject's row is locked by whoever changes it, so a chain
never forks; the unique position refuses it if somebody forgot.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session, SQLModel, col, select

from portal.schema import Json, UtcDateTime, new_id


class Doer(Protocol):
    """What history asks of an actor."""

    @property
    def person_id(self) -> UUID: ...
    @property
    def name(self) -> str: ...


class Event(SQLModel, table=True):
    """One thing that happened, named in the past tense: `answer_saved`.

    `by_id` is null when a job did it. `by_name` is the name at the time; it stands outside the
    hash, so that retention can take a person's name away and the chain stays whole.
    """

    __table_args__ = (
        sa.UniqueConstraint("subject", "subject_id", "position"),
        {"info": {"kind": "system"}},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    subject: str
    subject_id: UUID
    position: int
    name: str
    by_id: UUID | None = None
    by_name: str | None = None
    at: datetime = Field(sa_type=UtcDateTime)
    authority_id: UUID | None = Field(default=None, index=True)
    supplier_id: UUID | None = Field(default=None, index=True)
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    previous_hash: str
    hash: str

    def computed_hash(self) -> str:
        """Compute what `hash` must be."""
        return _hash(
            [
                self.previous_hash,
                self.subject,
                str(self.subject_id),
                self.position,
                self.name,
                str(self.by_id or ""),
                self.at.astimezone(UTC).isoformat(timespec="microseconds"),
                self.detail,
            ]
        )


def record(
    session: Session,
    *,
    subject: str,
    subject_id: UUID,
    name: str,
    actor: Doer | None,
    at: datetime,
    authority_id: UUID | None = None,
    supplier_id: UUID | None = None,
    detail: dict[str, Json] | None = None,
) -> Event:
    """Add an event to the chain of a subject whose row the caller has locked or just made.

    `detail` holds old and new values as JSON; never a value of a `pii` question, only its salted hash.
    Numbers in it are integers or text: PostgreSQL may write a float otherwise than we hashed it.
    """
    position, previous_hash = _head(session, subject, subject_id)
    event = Event(
        subject=subject,
        subject_id=subject_id,
        position=position + 1,
        name=name,
        by_id=actor.person_id if actor else None,
        by_name=actor.name if actor else None,
        at=at,
        authority_id=authority_id,
        supplier_id=supplier_id,
        detail=detail or {},
        previous_hash=previous_hash,
        hash="",
    )
    event.hash = event.computed_hash()
    session.add(event)
    session.flush()
    return event


def story(session: Session, subject: str, subject_id: UUID) -> list[Event]:
    """Give all events of a subject, oldest first."""
    chain = select(Event).where(Event.subject == subject, Event.subject_id == subject_id)
    return list(session.exec(chain.order_by(col(Event.position))))


def first_broken(session: Session, subject: str, subject_id: UUID) -> int | None:
    """Give the position of the first event that does not follow from the one before, or None if all do."""
    previous_hash = ""
    for position, event in enumerate(story(session, subject, subject_id), start=1):
        follows = event.position == position and event.previous_hash == previous_hash
        if not follows or event.hash != event.computed_hash():
            return position
        previous_hash = event.hash
    return None


def _head(session: Session, subject: str, subject_id: UUID) -> tuple[int, str]:
    last = (
        select(Event.position, Event.hash)
        .where(Event.subject == subject, Event.subject_id == subject_id)
        .order_by(col(Event.position).desc())
        .limit(1)
    )
    return session.exec(last).one_or_none() or (0, "")


def _hash(value: Json) -> str:
    """Hash a value by its canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
