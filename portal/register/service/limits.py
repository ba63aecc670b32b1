"""The limits of an authority in NOK, each valid from a day on; expressions read them by key."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from portal import history
from portal.accounts.actor import Actor, Role
from portal.errors import NotFound
from portal.register.models import AuthorityLimit
from portal.register.service.rights import require, require_staff

DEFAULT_LIMITS: Final[Mapping[str, Decimal]] = {
    "due_diligence": Decimal(500_000),
    "full_form": Decimal(50_000_000),
}
"""What holds until an authority says otherwise (architecture: register owns authority_limit)."""


def limits(session: Session, authority_id: UUID, on: date) -> dict[str, Decimal]:
    """Give every limit as it holds on a day, by key, in NOK."""
    said = select(AuthorityLimit).where(AuthorityLimit.authority_id == authority_id, AuthorityLimit.valid_from <= on)
    oldest_first = session.exec(said.order_by(col(AuthorityLimit.valid_from)))
    return {**DEFAULT_LIMITS, **{limit.key: limit.value for limit in oldest_first}}


def list_limits(session: Session, actor: Actor) -> list[AuthorityLimit]:
    """Give all limits that the actor's authority has set, newest first within a key."""
    require_staff(actor)
    own = select(AuthorityLimit).where(AuthorityLimit.authority_id == actor.organisation_id)
    return list(session.exec(own.order_by(AuthorityLimit.key, col(AuthorityLimit.valid_from).desc())))


def set_limit(
    session: Session, actor: Actor, *, key: str, value: Decimal, valid_from: date, now: datetime
) -> AuthorityLimit:
    """Set a limit from a day on; the same day again replaces it. Raises NotFound for a key that no form reads."""
    require(actor, Role.ADMINISTRATOR)
    if key not in DEFAULT_LIMITS:
        raise NotFound
    same_day = select(AuthorityLimit).where(
        AuthorityLimit.authority_id == actor.organisation_id,
        AuthorityLimit.key == key,
        AuthorityLimit.valid_from == valid_from,
    )
    limit = session.exec(same_day.with_for_update()).one_or_none()
    old = None if limit is None else str(limit.value)
    if limit is None:
        limit = AuthorityLimit(authority_id=actor.organisation_id, key=key, value=value, valid_from=valid_from)
        session.add(limit)
    limit.value = value
    session.flush()
    history.record(
        session,
        subject="authority_limit",
        subject_id=limit.id,
        name="limit_set",
        actor=actor,
        at=now,
        authority_id=actor.organisation_id,
        detail={"key": key, "old": old, "new": str(value), "valid_from": valid_from.isoformat()},
    )
    return limit
