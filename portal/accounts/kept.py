"""What somebody sent after their session had ended: kept for a day, given back to the same person and browser."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal.accounts.models import KeptPost
from portal.accounts.tokens import hash_of, new_token

KEPT_FOR: Final = timedelta(hours=24)


@dataclass(frozen=True)
class Late:
    """Whose text arrived late, and for which organisation they wrote."""

    person_id: UUID
    organisation_id: UUID | None


def keep_post(session: Session, late: Late, *, path: str, fields: list[tuple[str, str]], now: datetime) -> str:
    """Keep the fields of a form and return the token for the browser. `path` is where they were sent."""
    token = new_token()
    kept = KeptPost(
        token_hash=hash_of(token),
        person_id=late.person_id,
        organisation_id=late.organisation_id,
        path=path,
        fields=[list(field) for field in fields],
        expires_at=now + KEPT_FOR,
    )
    session.add(kept)
    session.flush()
    return token


def find_kept(session: Session, token: str, person_id: UUID, *, now: datetime) -> KeptPost | None:
    """Give what this browser sent, if this person sent it."""
    mine = select(KeptPost).where(
        KeptPost.token_hash == hash_of(token), KeptPost.person_id == person_id, KeptPost.expires_at > now
    )
    return session.exec(mine).one_or_none()


def discard_kept(session: Session, kept: KeptPost) -> None:
    """Forget it, because it was sent again or is not wanted."""
    session.delete(kept)
    session.flush()


def forget_expired(session: Session, *, now: datetime) -> None:
    """Delete what nobody fetched in time."""
    session.execute(sa.delete(KeptPost).where(col(KeptPost.expires_at) <= now))
