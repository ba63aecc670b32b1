"""Whose deviation it is: every query of this feature asks here, so that not yours is not found."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from portal.accounts.actor import Actor, OrganisationKind, Role
from portal.errors import NotFound
from portal.followup.models import Action, Deviation
from portal.register.models import Contract


def yours(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the where clause of the deviations that an actor may see.

    A supplier's people: the opened ones of their supplier. Reviewers and administrators: all of their authority, drafts
    included. A buyer: the opened ones of the contracts where they are named.
    """
    opened = col(Deviation.number).is_not(None)
    if actor.kind is OrganisationKind.SUPPLIER:
        return sa.and_(col(Deviation.supplier_id) == actor.organisation_id, opened)
    own = col(Deviation.authority_id) == actor.organisation_id
    if actor.has(Role.REVIEWER, Role.ADMINISTRATOR):
        return own
    return sa.and_(own, opened, named_in_contract(actor))


def named_in_contract(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the where clause of the deviations on contracts that the actor manages."""
    named = aliased(Contract)  # beside the contract that a list joins
    return sa.exists().where(col(named.id) == Deviation.contract_id, col(named.buyer_id) == actor.person_id)


def get_deviation(session: Session, actor: Actor, deviation_id: UUID) -> Deviation:
    """Give a deviation that the actor may see. Raises NotFound."""
    found = session.exec(select(Deviation).where(Deviation.id == deviation_id, yours(actor))).one_or_none()
    if found is None:
        raise NotFound
    return found


def lock_deviation(session: Session, actor: Actor | None, deviation_id: UUID) -> Deviation:
    """Give a deviation that the actor may see, for writing; it stays locked until the request commits.

    None is a job, which may write any. Raises NotFound.
    """
    wanted = select(Deviation).where(Deviation.id == deviation_id)
    if actor is not None:
        wanted = wanted.where(yours(actor))
    locked = wanted.with_for_update(of=Deviation).execution_options(populate_existing=True)
    found = session.exec(locked).one_or_none()
    if found is None:
        raise NotFound
    return found


def get_action(session: Session, deviation: Deviation, action_id: UUID) -> Action:
    """Give an action of a deviation that the caller has fetched, and so may see. Raises NotFound."""
    found = session.exec(
        select(Action).where(Action.id == action_id, Action.deviation_id == deviation.id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def actions_of(session: Session, deviation: Deviation) -> list[Action]:
    """Give the actions of a deviation in their order."""
    own = select(Action).where(Action.deviation_id == deviation.id)
    return list(session.exec(own.order_by(col(Action.position), col(Action.id))))
