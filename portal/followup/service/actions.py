"""What is done to one action: started, finished with evidence, sent back, cancelled."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal.accounts.actor import Actor
from portal.errors import NotFound
from portal.evidence.models import Evidence
from portal.followup.errors import ActNotAllowed, NeedMissing, PlanLocked, RoleMissing
from portal.followup.models import Action, ActionEvidence, ActionStatus, Deviation, DeviationStatus
from portal.followup.service.course import note, text_for
from portal.followup.service.ownership import get_action, lock_deviation
from portal.followup.transitions import ACTION_ACTS, WORKING, ActionAct, Need, Who, action_transition
from portal.schema import Json

MOST_FILES = 20


def start(session: Session, actor: Actor, deviation_id: UUID, action_id: UUID, *, now: datetime) -> Action:
    """Say that the work on an action has begun."""
    deviation, action = _begin(session, actor, deviation_id, action_id, ActionAct.START)
    return _finish(session, actor, deviation, action, ActionAct.START, now=now)


def finish_action(
    session: Session, actor: Actor, deviation_id: UUID, action_id: UUID, *, note_text: str, now: datetime
) -> Action:
    """Say that an action is done. Raises NeedMissing without a file that shows it."""
    deviation, action = _begin(session, actor, deviation_id, action_id, ActionAct.FINISH)
    files = select(sa.func.count()).select_from(ActionEvidence).where(ActionEvidence.action_id == action.id)
    if session.exec(files).one() == 0:
        raise NeedMissing(needs=(Need.EVIDENCE,))
    action.done_at = now
    action.note = note_text.strip() or None
    action.cancel_asked = False
    return _finish(session, actor, deviation, action, ActionAct.FINISH, now=now)


def send_back(
    session: Session, actor: Actor, deviation_id: UUID, action_id: UUID, *, reason: str, now: datetime
) -> Action:
    """Say that an action is not done yet, and why."""
    deviation, action = _begin(session, actor, deviation_id, action_id, ActionAct.SEND_BACK)
    action.reason = text_for(Need.REASON, reason)
    action.done_at = None
    return _finish(session, actor, deviation, action, ActionAct.SEND_BACK, now=now, reason=action.reason)


def cancel(
    session: Session, actor: Actor, deviation_id: UUID, action_id: UUID, *, reason: str, now: datetime
) -> Action:
    """Give an action up: at once while the plan is the supplier's, else the buyer is asked."""
    within = lock_deviation(session, actor, deviation_id).status
    act = ActionAct.ASK_TO_CANCEL if within is DeviationStatus.IN_PROGRESS else ActionAct.CANCEL
    deviation, action = _begin(session, actor, deviation_id, action_id, act)
    action.reason = text_for(Need.REASON, reason)
    action.cancel_asked = act is ActionAct.ASK_TO_CANCEL
    return _finish(session, actor, deviation, action, act, now=now, reason=action.reason)


def answer_cancel(
    session: Session, actor: Actor, deviation_id: UUID, action_id: UUID, *, accept: bool, now: datetime
) -> Action:
    """Answer the supplier's wish to give an action up. Raises ActNotAllowed when nobody has asked."""
    act = ActionAct.ACCEPT_CANCEL if accept else ActionAct.REFUSE_CANCEL
    deviation, action = _begin(session, actor, deviation_id, action_id, act)
    if not action.cancel_asked:
        raise ActNotAllowed(act=act, status=action.status)
    action.cancel_asked = False
    return _finish(session, actor, deviation, action, act, now=now)


def attach_evidence(
    session: Session, actor: Actor, deviation_id: UUID, action_id: UUID, evidence: Evidence, *, now: datetime
) -> ActionEvidence:
    """Put a stored file of the supplier's to an action. Raises PlanLocked."""
    deviation, action = _lock_for_files(session, actor, deviation_id, action_id)
    if evidence.supplier_id != deviation.supplier_id:
        raise NotFound
    count = select(sa.func.count()).select_from(ActionEvidence).where(ActionEvidence.action_id == action.id)
    if session.exec(count).one() >= MOST_FILES:
        raise PlanLocked
    link = ActionEvidence(
        action_id=action.id,
        supplier_id=deviation.supplier_id,
        evidence_id=evidence.id,
        added_by_id=actor.person_id,
        added_at=now,
    )
    session.add(link)
    session.flush()
    detail: dict[str, Json] = {"file": evidence.name, "sha256": evidence.sha256, "what": action.what}
    note(session, actor, deviation, "evidence_added", now=now, shared=_shared(deviation, action), **detail)
    return link


def detach_evidence(
    session: Session, actor: Actor, deviation_id: UUID, action_id: UUID, evidence_id: UUID, *, now: datetime
) -> None:
    """Take a file away from an action that is not done. Raises NotFound, PlanLocked."""
    deviation, action = _lock_for_files(session, actor, deviation_id, action_id)
    if action.status is ActionStatus.DONE:
        raise PlanLocked
    own = select(ActionEvidence).where(ActionEvidence.action_id == action.id, ActionEvidence.evidence_id == evidence_id)
    link = session.exec(own).one_or_none()
    if link is None:
        raise NotFound
    session.delete(link)
    session.flush()
    note(session, actor, deviation, "evidence_removed", now=now, shared=False, what=action.what)


def verify_actions(session: Session, deviation: Deviation) -> None:
    """Mark what is done as verified, with the deviation's own verification."""
    done = sa.update(Action).where(col(Action.deviation_id) == deviation.id, col(Action.status) == ActionStatus.DONE)
    session.execute(done.values(status=ActionStatus.VERIFIED, revision=Action.revision + 1))


def _begin(
    session: Session, actor: Actor, deviation_id: UUID, action_id: UUID, act: ActionAct
) -> tuple[Deviation, Action]:
    """Lock the deviation, and with it all its actions, for an act that may begin now."""
    deviation = lock_deviation(session, actor, deviation_id)
    action = get_action(session, deviation, action_id)
    action_transition(act, action.status, deviation.status, actor)
    return deviation, action


def _finish(
    session: Session,
    actor: Actor,
    deviation: Deviation,
    action: Action,
    act: ActionAct,
    *,
    now: datetime,
    **detail: Json,
) -> Action:
    line = ACTION_ACTS[act]
    action.status = line.to or action.status
    action.revision += 1
    session.add(action)
    session.flush()
    note(session, actor, deviation, line.event, now=now, what=action.what, shared=deviation.plan_shared, **detail)
    return action


def _lock_for_files(session: Session, actor: Actor, deviation_id: UUID, action_id: UUID) -> tuple[Deviation, Action]:
    deviation = lock_deviation(session, actor, deviation_id)
    if not Who.SUPPLIER.includes(actor):
        raise RoleMissing
    action = get_action(session, deviation, action_id)
    if deviation.status not in WORKING or action.status in {ActionStatus.VERIFIED, ActionStatus.CANCELLED}:
        raise PlanLocked
    return deviation, action


def _shared(deviation: Deviation, action: Action) -> bool:
    """The authority sees a file once the plan is sent and the action is said to be done."""
    return deviation.plan_shared and action.status is ActionStatus.DONE
