"""A draft whose like is open on the contract already: it becomes a further ground there instead of a second case."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal.accounts.actor import Actor
from portal.followup.errors import ActNotAllowed
from portal.followup.models import Decision, Deviation, DeviationGround
from portal.followup.service.course import begin, finish, note
from portal.followup.service.ownership import lock_deviation
from portal.followup.transitions import ACTIVE, Act


def find_open_like(session: Session, draft: Deviation) -> Deviation | None:
    """Give the active deviation of the draft's contract, type and place, the latest if there are several."""
    like = select(Deviation).where(
        Deviation.authority_id == draft.authority_id,
        Deviation.contract_id == draft.contract_id,
        Deviation.type == draft.type,
        Deviation.place == draft.place,
        col(Deviation.status).in_(ACTIVE),
    )
    return session.exec(like.order_by(col(Deviation.opened_at).desc()).limit(1)).one_or_none()


def choose_join(session: Session, actor: Actor, deviation_id: UUID, *, now: datetime) -> Deviation:
    """Decide that a draft is a further ground of its open like. Raises ActNotAllowed when there is none."""
    deviation = begin(session, actor, deviation_id, Act.CONFIRM)
    like = find_open_like(session, deviation)
    if like is None:
        raise ActNotAllowed(status=deviation.status)
    deviation.decision = Decision.JOIN
    deviation.decided_by_id = actor.person_id
    deviation.grounds_changed = False
    deviation.second_reader_pending = False
    finish(session, actor, deviation, Act.CONFIRM, now=now, joins=like.number)
    return deviation


def join_open(session: Session, actor: Actor, deviation_id: UUID, *, now: datetime) -> Deviation | None:
    """Move a draft's grounds to its open like, and dismiss the draft by that one's number; give the like.

    None when it is not open any more: then the draft still stands, undecided, and the caller says so.
    """
    draft = begin(session, actor, deviation_id, Act.DISMISS)
    found = find_open_like(session, draft)
    if found is None:
        return None
    like = lock_deviation(session, actor, found.id)
    session.execute(
        sa.update(DeviationGround)
        .where(col(DeviationGround.deviation_id) == draft.id)
        .values(deviation_id=like.id)
        .execution_options(synchronize_session=False)
    )
    draft.decision = Decision.NONE
    draft.dismiss_reason = like.number
    finish(session, actor, draft, Act.DISMISS, now=now, joins=like.number)
    like.revision += 1
    session.add(like)
    note(session, actor, like, "grounds_added", now=now, draft=str(draft.id))
    return like
