"""The plan as the supplier writes it, row by row: for its own eyes until it is sent."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, select

from portal.accounts.actor import Actor
from portal.followup.errors import DeviationChanged, NeedMissing, PlanLocked, RoleMissing
from portal.followup.models import Action, ActionStatus, Deviation, DeviationStatus
from portal.followup.service.course import note, text_for
from portal.followup.service.ownership import get_action, lock_deviation
from portal.followup.transitions import PLANNING, Need, Who

MOST_ACTIONS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """What a supplier says about one action."""

    what: str
    owner: str
    due_on: date


def save_plan_texts(
    session: Session,
    actor: Actor,
    deviation_id: UUID,
    *,
    root_cause: str,
    remedy: str,
    seen_revision: int,
    now: datetime,
) -> Deviation:
    """Keep the cause and the remedy as a draft. Raises PlanLocked, DeviationChanged when a colleague was faster."""
    deviation = _lock_plan(session, actor, deviation_id)
    if deviation.revision != seen_revision:
        raise DeviationChanged(root_cause=deviation.root_cause, remedy=deviation.remedy)
    deviation.root_cause = root_cause.strip() or None
    deviation.remedy = remedy.strip() or None
    deviation.revision += 1
    session.add(deviation)
    note(session, actor, deviation, "plan_saved", now=now, shared=False)
    return deviation


def add_action(session: Session, actor: Actor, deviation_id: UUID, row: Row, *, now: datetime) -> Action:
    """Add an action at the end of the plan; while the work goes on too, where the buyer sees it at once.

    Raises PlanLocked, NeedMissing.
    """
    deviation = _lock_plan(session, actor, deviation_id, also=DeviationStatus.IN_PROGRESS)
    what, owner = _texts(row)
    last = session.exec(select(sa.func.max(Action.position)).where(Action.deviation_id == deviation.id)).one() or 0
    if last >= MOST_ACTIONS:
        raise PlanLocked
    action = Action(
        deviation_id=deviation.id,
        authority_id=deviation.authority_id,
        supplier_id=deviation.supplier_id,
        position=last + 1,
        what=what,
        owner=owner,
        due_on=row.due_on,
    )
    session.add(action)
    session.flush()
    note(session, actor, deviation, "action_added", now=now, what=what, shared=deviation.plan_shared)
    return action


def change_action(
    session: Session,
    actor: Actor,
    deviation_id: UUID,
    action_id: UUID,
    row: Row,
    *,
    seen_revision: int,
    now: datetime,
) -> Action:
    """Change one action of a plan that is not sent. Raises PlanLocked, NeedMissing, DeviationChanged."""
    deviation = _lock_plan(session, actor, deviation_id)
    action = get_action(session, deviation, action_id)
    if action.status is ActionStatus.CANCELLED:
        raise PlanLocked
    if action.revision != seen_revision:
        raise DeviationChanged
    action.what, action.owner = _texts(row)
    action.due_on = row.due_on
    action.revision += 1
    session.add(action)
    note(session, actor, deviation, "action_changed", now=now, what=action.what, shared=False)
    return action


def remove_action(session: Session, actor: Actor, deviation_id: UUID, action_id: UUID, *, now: datetime) -> None:
    """Take an action out of a plan that was never sent; one that has been sent is cancelled instead, with a reason.

    Raises PlanLocked.
    """
    deviation = _lock_plan(session, actor, deviation_id)
    action = get_action(session, deviation, action_id)
    if not is_removable(deviation, action):
        raise PlanLocked
    session.delete(action)
    session.flush()
    note(session, actor, deviation, "action_removed", now=now, what=action.what, shared=False)


def is_removable(deviation: Deviation, action: Action) -> bool:
    """Tell whether an action may simply go: the plan was never sent, and nothing has been done about it."""
    return deviation.sent_plan is None and action.status is ActionStatus.PLANNED


def _lock_plan(session: Session, actor: Actor, deviation_id: UUID, *, also: DeviationStatus | None = None) -> Deviation:
    """Lock a deviation whose plan the supplier may write. Raises NotFound, RoleMissing, PlanLocked."""
    deviation = lock_deviation(session, actor, deviation_id)
    if not Who.SUPPLIER.includes(actor):
        raise RoleMissing
    if deviation.status not in PLANNING and deviation.status is not also:
        raise PlanLocked
    return deviation


def _texts(row: Row) -> tuple[str, str]:
    if not row.what.strip() or not row.owner.strip():
        raise NeedMissing(needs=(Need.ACTIONS,))
    return text_for(Need.ACTIONS, row.what), text_for(Need.ACTIONS, row.owner)
