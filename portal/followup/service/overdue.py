"""Deadlines that passed: noted once each, told to those who listen, and reminded of by mail."""

from datetime import datetime

from sqlmodel import Session, col, select

from portal.followup.duties import next_duty
from portal.followup.models import Deviation
from portal.followup.service.course import note, tell
from portal.followup.service.ownership import lock_deviation
from portal.jobs import defer


def remind(session: Session, *, now: datetime) -> list[Deviation]:
    """Note every deadline that has passed since the last time, and have the reminder mailed; give the deviations."""
    passed = select(Deviation.id).where(
        col(Deviation.next_due_at) < now, col(Deviation.reminded_due_at).is_distinct_from(Deviation.next_due_at)
    )
    reminded = []
    for deviation_id in session.exec(passed.order_by(col(Deviation.id))).all():
        deviation = lock_deviation(session, None, deviation_id)
        duty = next_duty(deviation)
        if duty is None or duty.due_at is None or duty.due_at >= now:
            continue  # somebody acted between the two statements
        deviation.reminded_due_at = deviation.next_due_at
        session.add(deviation)
        session.flush()
        note(session, None, deviation, "deviation_overdue", now=now, task=duty.task, due_at=duty.due_at.isoformat())
        tell(session, deviation, now)
        defer(session, "followup.mail_overdue", deviation_id=str(deviation.id))
        reminded.append(deviation)
    return reminded
