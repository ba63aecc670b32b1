"""What the supplier does about an opened deviation: acknowledge, contain, send plan and evidence, dispute."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal.accounts.actor import Actor
from portal.deadlines import today
from portal.engine.definition import Severity
from portal.followup.duties import deadlines_of
from portal.followup.errors import NeedMissing, NotInOneStep
from portal.followup.models import Action, ActionEvidence, ActionStatus, Deviation, DisputedFrom
from portal.followup.service.course import begin, finish, text_for
from portal.followup.service.ownership import actions_of
from portal.followup.transitions import Act, Need
from portal.schema import Json


def acknowledge(session: Session, actor: Actor, deviation_id: UUID, *, now: datetime) -> Deviation:
    """Confirm that the deviation was received."""
    deviation = begin(session, actor, deviation_id, Act.ACKNOWLEDGE)
    deviation.acknowledged_at = now
    finish(session, actor, deviation, Act.ACKNOWLEDGE, now=now)
    return deviation


def contain(session: Session, actor: Actor, deviation_id: UUID, *, facts: str, now: datetime) -> Deviation:
    """Report what was done at once so that nobody is harmed further; a later report replaces the text, not the time.

    Raises NeedMissing without facts, ActNotAllowed when it is neither zero tolerance nor critical.
    """
    deviation = begin(session, actor, deviation_id, Act.CONTAIN)
    deviation.containment = text_for(Need.FACTS, facts)
    deviation.contained_at = deviation.contained_at or now
    finish(session, actor, deviation, Act.CONTAIN, now=now, facts=deviation.containment)
    return deviation


def submit_plan(session: Session, actor: Actor, deviation_id: UUID, *, now: datetime) -> Deviation:
    """Send the plan; from now on the authority sees it. Raises NeedMissing with everything that is missing."""
    deviation = begin(session, actor, deviation_id, Act.SUBMIT_PLAN)
    actions = actions_of(session, deviation)
    _require(missing_in_plan(deviation, actions))
    deviation.plan_submitted_at = now
    _share(deviation, actions)
    finish(session, actor, deviation, Act.SUBMIT_PLAN, now=now, plan=deviation.sent_plan)
    return deviation


def submit_plan_and_evidence(session: Session, actor: Actor, deviation_id: UUID, *, now: datetime) -> Deviation:
    """Send plan and evidence in one step. Raises NotInOneStep, NeedMissing."""
    deviation = begin(session, actor, deviation_id, Act.SUBMIT_PLAN_AND_EVIDENCE)
    if not in_one_step(deviation):
        raise NotInOneStep
    actions = actions_of(session, deviation)
    _require([*missing_in_plan(deviation, actions), *missing_in_evidence(session, actions)])
    deviation.plan_submitted_at = deviation.evidence_submitted_at = now
    _share(deviation, actions)
    finish(session, actor, deviation, Act.SUBMIT_PLAN_AND_EVIDENCE, now=now, plan=deviation.sent_plan)
    return deviation


def submit_evidence(session: Session, actor: Actor, deviation_id: UUID, *, now: datetime) -> Deviation:
    """Say that everything is done, with the files that show it. Raises NeedMissing."""
    deviation = begin(session, actor, deviation_id, Act.SUBMIT_EVIDENCE)
    actions = actions_of(session, deviation)
    _require(missing_in_evidence(session, actions))
    deviation.evidence_submitted_at = now
    _share(deviation, actions)
    finish(session, actor, deviation, Act.SUBMIT_EVIDENCE, now=now)
    return deviation


def dispute(session: Session, actor: Actor, deviation_id: UUID, *, reason: str, now: datetime) -> Deviation:
    """Contest the deviation: the clocks stop until the buyer answers, but for those of 24 and 72 hours."""
    deviation = begin(session, actor, deviation_id, Act.DISPUTE)
    deviation.reason = text_for(Need.REASON, reason)
    deviation.status_before_dispute = DisputedFrom(deviation.status.value)
    deviation.stopped_at = now
    finish(session, actor, deviation, Act.DISPUTE, now=now, reason=deviation.reason)
    return deviation


def in_one_step(deviation: Deviation) -> bool:
    """Tell whether plan and evidence may be sent together: both due on one day, or a minor deviation."""
    return deviation.severity is Severity.MINOR or deadlines_of(deviation).in_one_step


def missing_in_plan(deviation: Deviation, actions: Sequence[Action]) -> list[Need]:
    """Give what a plan lacks before it can be sent."""
    missing = []
    if not (deviation.root_cause or "").strip():
        missing.append(Need.ROOT_CAUSE)
    if deviation.people_harmed and not (deviation.remedy or "").strip():
        missing.append(Need.REMEDY)
    valid = [action for action in actions if action.status is not ActionStatus.CANCELLED]
    if not valid:
        missing.append(Need.ACTIONS)
    last = closing_day(deviation)
    if last is not None and any(action.due_on > last for action in valid):
        missing.append(Need.ACTIONS_IN_TIME)
    return missing


def missing_in_evidence(session: Session, actions: Sequence[Action]) -> list[Need]:
    """Give what is lacking before evidence can be sent: every action ended, and a file for at least one that is new."""
    missing = []
    if any(action.status in {ActionStatus.PLANNED, ActionStatus.IN_PROGRESS} for action in actions):
        missing.append(Need.ACTIONS_DONE)
    done = [action.id for action in actions if action.status is ActionStatus.DONE]
    files = select(sa.func.count()).select_from(ActionEvidence).where(col(ActionEvidence.action_id).in_(done))
    if not done or session.exec(files).one() == 0:
        missing.append(Need.EVIDENCE)
    return missing


def closing_day(deviation: Deviation) -> date | None:
    """Give the last day an action may be planned for, or None where there is no deadline."""
    return None if deviation.closing_due_at is None else today(deviation.closing_due_at)


def _share(deviation: Deviation, actions: Sequence[Action]) -> None:
    """Let the authority see the plan, and keep a copy of it as it was sent."""
    deviation.plan_shared = True
    sent: list[Json] = [
        {"what": action.what, "owner": action.owner, "due_on": action.due_on.isoformat(), "status": action.status.value}
        for action in actions
    ]
    deviation.sent_plan = {"root_cause": deviation.root_cause, "remedy": deviation.remedy, "actions": sent}


def _require(missing: Sequence[Need]) -> None:
    if missing:
        raise NeedMissing(needs=tuple(missing))
