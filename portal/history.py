"""History: who did what to which subject, when; written in the transaction of the change.

The events of one subject are a chain: each holds the hash of the one before, so that a changed,
removed or inserted event shows. The subject's row is locked by whoever changes it, so a chain
never forks; the unique position refuses it if somebody forgot.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Final, Protocol
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
        subject = [self.subject, str(self.subject_id)]
        said = _said(self.name, self.by_id, self.at, self.detail)
        return hashlib.sha256(_canonical([self.previous_hash, *subject, self.position, *said]).encode()).hexdigest()


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
) -> None:
    """Add an event to the chain of a subject whose row the caller has locked or just made.

    `detail` holds old and new values as JSON; never a value of a `pii` question, only its salted hash.
    Numbers in it are integers or text: PostgreSQL may write a float otherwise than we hashed it.
    """
    session.flush()
    by_id = actor.person_id if actor else None
    session.execute(
        _ADD,
        {
            "id": new_id(),
            "subject": subject,
            "subject_id": subject_id,
            "name": name,
            "by_id": by_id,
            "by_name": actor.name if actor else None,
            "at": at,
            "authority_id": authority_id,
            "supplier_id": supplier_id,
            "detail": _canonical(detail or {}),
            "before": _canonical([subject, str(subject_id)])[1:-1],
            "after": _canonical(_said(name, by_id, at, detail or {}))[1:-1],
        },
    )


_ADD: Final = sa.text("""
    INSERT INTO event (id, subject, subject_id, position, name, by_id, by_name, at, authority_id, supplier_id, detail,
                       previous_hash, hash)
    SELECT :id, :subject, :subject_id, place.position, :name, CAST(:by_id AS uuid), :by_name, :at,
           CAST(:authority_id AS uuid), CAST(:supplier_id AS uuid), CAST(:detail AS jsonb), place.previous_hash,
           encode(sha256(convert_to(
               '["' || previous_hash || '",' || :before || ',' || position || ',' || :after || ']', 'UTF8')), 'hex')
    FROM (
        SELECT coalesce(last.position, 0) + 1 AS position, coalesce(last.hash, '') AS previous_hash
        FROM (VALUES (1)) AS one
        LEFT JOIN (
            SELECT position, hash FROM event
            WHERE subject = :subject AND subject_id = :subject_id ORDER BY position DESC LIMIT 1
        ) AS last ON TRUE
    ) AS place
""")
"""One statement finds the end of a chain and adds to it, with the hash that `computed_hash` gives: the canonical JSON
of an event, in which only the position and the hash before are not known until then."""


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


def _said(name: str, by_id: UUID | None, at: datetime, detail: dict[str, Any]) -> list[Json]:
    """The part of an event's hashed content that says what happened."""
    return [name, str(by_id or ""), at.astimezone(UTC).isoformat(timespec="microseconds"), detail]


def _canonical(value: Json) -> str:
    """A value as canonical JSON: sorted keys, no spaces, no escaped letters."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
