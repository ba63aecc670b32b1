"""What the buyer decides: about the plan, the evidence, a dispute, and the end of a deviation."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, select

from portal.accounts.actor import Actor
from portal.accounts.models import Membership
from portal.deadlines import end_of_day, today
from portal.followup.duties import deadlines_of, set_deadlines
from portal.followup.errors import NeedMissing, SamePerson
from portal.followup.models import Deviation, DeviationStatus, EndReason
from portal.followup.rules import GRAVE, after_waiting, resumed
from portal.followup.service.actions import verify_actions
from portal.followup.service.course import begin, finish, text_for
from portal.followup.transitions import Act, Need


def return_plan(session: Session, actor: Actor, deviation_id: UUID, *, reason: str, now: datetime) -> Deviation:
    """Send a plan back, with a reason; the time it lay here is not taken from the supplier's."""
    deviation = begin(session, actor, deviation_id, Act.RETURN_PLAN)
    deviation.reason = text_for(Need.REASON, reason)
    deviation.plan_shared = False
    if deviation.plan_due_at and deviation.closing_due_at and deviation.plan_submitted_at:
        anew = after_waiting(deviation.plan_due_at, sent_at=deviation.plan_submitted_at, answered_at=now)
        deviation.plan_due_at = min(anew, deviation.closing_due_at)
    finish(session, actor, deviation, Act.RETURN_PLAN, now=now, reason=deviation.reason)
    return deviation


def approve_plan(session: Session, actor: Actor, deviation_id: UUID, *, now: datetime) -> Deviation:
    """Accept a plan; the supplier now works by it."""
    deviation = begin(session, actor, deviation_id, Act.APPROVE_PLAN)
    deviation.plan_approved_at = now
    deviation.plan_approved_by_id = actor.person_id
    deviation.reason = None
    finish(session, actor, deviation, Act.APPROVE_PLAN, now=now)
    return deviation


def reject_evidence(session: Session, actor: Actor, deviation_id: UUID, *, reason: str, now: datetime) -> Deviation:
    """Say that the evidence does not show it, with a reason; the time it lay here is not taken from the supplier's.

    Raises SamePerson as `verify` does.
    """
    deviation = begin(session, actor, deviation_id, Act.REJECT_EVIDENCE)
    _require_second_person(session, actor, deviation)
    deviation.reason = text_for(Need.REASON, reason)
    if deviation.closing_due_at and deviation.evidence_submitted_at:
        sent_at = deviation.evidence_submitted_at
        deviation.closing_due_at = after_waiting(deviation.closing_due_at, sent_at=sent_at, answered_at=now)
    finish(session, actor, deviation, Act.REJECT_EVIDENCE, now=now, reason=deviation.reason)
    return deviation


def verify(session: Session, actor: Actor, deviation_id: UUID, *, method: str, result: str, now: datetime) -> Deviation:
    """Close a deviation because it was shown to be put right, and say how that was found out.

    Raises NeedMissing without method and result; SamePerson for a member of the supplier, and, when it is zero
    tolerance or critical, for whoever approved the plan.
    """
    deviation = begin(session, actor, deviation_id, Act.VERIFY)
    _require_second_person(session, actor, deviation)
    deviation.verification_method = text_for(Need.METHOD_AND_RESULT, method)
    deviation.verification_result = text_for(Need.METHOD_AND_RESULT, result)
    deviation.verified_by_id = actor.person_id
    deviation.verified_at = deviation.closed_at = now
    deviation.reason = None
    verify_actions(session, deviation)
    said = {"method": deviation.verification_method, "result": deviation.verification_result}
    finish(session, actor, deviation, Act.VERIFY, now=now, method=said["method"], result=said["result"])
    return deviation


def uphold(session: Session, actor: Actor, deviation_id: UUID, *, reason: str, now: datetime) -> Deviation:
    """Answer a dispute: the deviation stands, goes back to where it was, and the clocks run on."""
    deviation = begin(session, actor, deviation_id, Act.UPHOLD)
    deviation.reason = text_for(Need.REASON, reason)
    if deviation.stopped_at is not None:
        before = deadlines_of(deviation)
        set_deadlines(deviation, resumed(deviation.severity, before, stopped_at=deviation.stopped_at, resumed_at=now))
    back = DeviationStatus(deviation.status_before_dispute or DeviationStatus.OPEN)
    deviation.stopped_at = None
    deviation.status_before_dispute = None
    finish(session, actor, deviation, Act.UPHOLD, now=now, to=back, reason=deviation.reason)
    return deviation


def withdraw(session: Session, actor: Actor, deviation_id: UUID, *, reason: str, now: datetime) -> Deviation:
    """Take a deviation back: it should not have been opened."""
    deviation = begin(session, actor, deviation_id, Act.WITHDRAW)
    deviation.reason = text_for(Need.REASON, reason)
    deviation.stopped_at = None
    deviation.closed_at = now
    finish(session, actor, deviation, Act.WITHDRAW, now=now, reason=deviation.reason)
    return deviation


def end_unresolved(
    session: Session, actor: Actor, deviation_id: UUID, *, reason: EndReason | None, note_text: str, now: datetime
) -> Deviation:
    """End a deviation that was not put right, with a reason from the list. Raises NeedMissing without one."""
    deviation = begin(session, actor, deviation_id, Act.END_UNRESOLVED)
    if reason is None:
        raise NeedMissing(needs=(Need.REASON_FROM_LIST,))
    deviation.end_reason = reason
    deviation.reason = note_text.strip() or None
    deviation.stopped_at = None
    deviation.closed_at = now
    finish(session, actor, deviation, Act.END_UNRESOLVED, now=now, end_reason=reason, reason=deviation.reason)
    return deviation


def reopen(
    session: Session, actor: Actor, deviation_id: UUID, *, facts: str, closing_on: date | None, now: datetime
) -> Deviation:
    """Take up a verified deviation again because of new facts, with a new closing day from today on.

    Raises NeedMissing without facts or day.
    """
    deviation = begin(session, actor, deviation_id, Act.REOPEN)
    deviation.reason = text_for(Need.FACTS, facts)
    if closing_on is None or closing_on < today(now):
        raise NeedMissing(needs=(Need.CLOSING_DAY,))
    deviation.closing_due_at = end_of_day(closing_on)
    deviation.closed_at = deviation.verified_at = deviation.verified_by_id = None
    finish(session, actor, deviation, Act.REOPEN, now=now, facts=deviation.reason, closing_on=closing_on.isoformat())
    return deviation


def _require_second_person(session: Session, actor: Actor, deviation: Deviation) -> None:
    """Refuse who approved the plan of a grave deviation, and anybody who is also the supplier's."""
    approved_it = deviation.severity in GRAVE and deviation.plan_approved_by_id == actor.person_id
    theirs = select(Membership.id).where(
        Membership.person_id == actor.person_id, Membership.organisation_id == deviation.supplier_id
    )
    if approved_it or session.exec(theirs.limit(1)).first() is not None:
        raise SamePerson
