"""The course of a deviation: the one place where its status, ball and next deadline are written."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from portal import history
from portal.accounts.actor import Actor
from portal.followup import hooks
from portal.followup.duties import next_duty, place_in_list
from portal.followup.errors import NeedMissing
from portal.followup.models import Ball, Deviation, DeviationStatus
from portal.followup.service.ownership import lock_deviation
from portal.followup.transitions import ACTS, Act, Need, transition
from portal.schema import Json

SUBJECT = "deviation"


def begin(session: Session, actor: Actor | None, deviation_id: UUID, act: Act) -> Deviation:
    """Lock a deviation for an act that may begin now. Raises NotFound, RoleMissing, ActNotAllowed."""
    deviation = lock_deviation(session, actor, deviation_id)
    transition(act, deviation.status, deviation.severity, actor)
    return deviation


def finish(
    session: Session,
    actor: Actor | None,
    deviation: Deviation,
    act: Act,
    *,
    now: datetime,
    to: DeviationStatus | None = None,
    **detail: Json,
) -> None:
    """Move a deviation on after an act: status, ball, next deadline, one event, and who listens.

    `to` stands in for the table where the status depends (where a disputed deviation goes back to).
    """
    line = ACTS[act]
    before = deviation.status
    deviation.status = line.to or to or deviation.status
    if deviation.status is not before:
        detail = {"from": before, "to": deviation.status, **detail}
    store_duty(deviation)
    deviation.revision += 1
    session.add(deviation)
    session.flush()
    note(session, actor, deviation, line.event, now=now, **detail)
    if not deviation.is_draft:
        tell(session, deviation, now)


def store_duty(deviation: Deviation) -> None:
    """Store who has the ball and until when."""
    duty = next_duty(deviation)
    deviation.ball = duty.ball if duty else Ball.NOBODY
    deviation.next_due_at = duty.due_at if duty else None
    deviation.sort_key = place_in_list(deviation)


def tell(session: Session, deviation: Deviation, at: datetime) -> None:
    """Call everybody who listens for changes of opened deviations."""
    for listener in hooks.changed:
        listener(session, deviation, at)


def note(
    session: Session, actor: Actor | None, deviation: Deviation, event: str, *, now: datetime, **detail: Json
) -> None:
    """Write one event into the story of a deviation whose row is locked."""
    history.record(
        session,
        subject=SUBJECT,
        subject_id=deviation.id,
        name=event,
        actor=actor,
        at=now,
        authority_id=deviation.authority_id,
        supplier_id=deviation.supplier_id,
        detail=detail,
    )


def text_for(need: Need, text: str | None) -> str:
    """Give a text without the space around it. Raises NeedMissing when nothing is left."""
    bare = (text or "").strip()
    if not bare:
        raise NeedMissing(needs=(need,))
    return bare
