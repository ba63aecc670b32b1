"""Anchors: once a day one hash over the heads of all chains of the history.

Whoever keeps an anchor elsewhere can later tell whether any event up to that day was changed.
"""

import hashlib
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Field, Session, SQLModel, col, select

from portal import jobs
from portal.deadlines import now
from portal.history import Event
from portal.schema import UtcDateTime


class Anchor(SQLModel, table=True):
    """The hash of a day, and how many chains it is over."""

    __table_args__ = ({"info": {"kind": "system"}},)

    made_at: datetime = Field(primary_key=True, sa_type=UtcDateTime)
    chains: int
    hash: str


@jobs.task("history.anchor", every="15 1 * * *")
def make_anchor(session: Session) -> None:
    """Hash the heads of all chains into one row."""
    chain = (sa.collate(col(Event.subject), "C"), col(Event.subject_id))  # an order that no server changes
    heads = select(Event.subject, Event.subject_id, Event.hash).ext(distinct_on(*chain))
    digest, chains = hashlib.sha256(), 0
    for subject, subject_id, head in session.exec(heads.order_by(*chain, col(Event.position).desc())).yield_per(1000):
        digest.update(f"{subject} {subject_id} {head}\n".encode())
        chains += 1
    session.add(Anchor(made_at=now(), chains=chains, hash=digest.hexdigest()))
