"""Rounds as people of their authority see them."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, select

from portal.accounts.actor import Actor, Role
from portal.errors import NotFound
from portal.paging import ROWS_A_PAGE, Page, before, page_of
from portal.register.service import require
from portal.rounds.models import Round, RoundContract, RoundStatus


@dataclass(frozen=True)
class RoundEntry:
    """A round in the list, with how many contracts are in it."""

    round: Round
    chosen: int


def get_round(session: Session, actor: Actor, round_id: UUID) -> Round:
    """Give a round of the actor's authority. Raises NotFound."""
    require(actor, Role.ADMINISTRATOR, Role.REVIEWER, Role.BUYER)
    own = select(Round).where(Round.id == round_id, Round.authority_id == actor.organisation_id)
    round_ = session.exec(own).one_or_none()
    if round_ is None:
        raise NotFound
    return round_


def lock_round(session: Session, actor: Actor, round_id: UUID) -> Round:
    """Give a round that will be changed; nobody else changes it until the request ends. Raises NotFound."""
    own = select(Round).where(Round.id == round_id, Round.authority_id == actor.organisation_id)
    round_ = session.exec(own.with_for_update()).one_or_none()
    if round_ is None:
        raise NotFound
    return round_


def list_rounds(session: Session, actor: Actor, *, seen: str = "") -> Page[RoundEntry]:
    """Give a page of the authority's rounds, the latest planned first; discarded ones are no longer listed."""
    require(actor, Role.ADMINISTRATOR, Role.REVIEWER, Role.BUYER)
    chosen = (
        select(func.count())
        .where(RoundContract.round_id == Round.id, col(RoundContract.chosen))
        .correlate(Round)
        .scalar_subquery()
    )
    wanted = select(Round, chosen).where(
        Round.authority_id == actor.organisation_id, Round.status != RoundStatus.DISCARDED, before(Round.id, seen)
    )
    ordered = wanted.order_by(col(Round.id).desc()).limit(ROWS_A_PAGE + 1)
    entries = [RoundEntry(*row) for row in session.exec(ordered)]
    return page_of(entries, lambda entry: ("", entry.round.id))
