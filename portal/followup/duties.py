"""Who must do what next with a deviation, and by when: what its stored `ball` and `next_due_at` are made from."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from portal.deadlines import end_of_day, today
from portal.followup.models import Ball, Deviation, DeviationStatus
from portal.followup.rules import TERMS, Deadlines, Hours, answer_due
from portal.followup.transitions import ACTIVE

S = DeviationStatus


class Task(StrEnum):
    """What somebody must do next."""

    RECEIPT = "receipt"
    CONTAINMENT = "containment"
    PLAN = "plan"
    EVIDENCE = "evidence"
    ANSWER_PLAN = "answer_plan"
    VERIFY = "verify"
    ANSWER_DISPUTE = "answer_dispute"
    NEXT_REPORT = "next_report"


@dataclass(frozen=True, slots=True)
class Duty:
    """One task, whose it is, and its moment; None where there is no deadline."""

    task: Task
    ball: Ball
    due_at: datetime | None

    @property
    def on_the_clock(self) -> bool:
        """Tell whether hours count, so that the time of day matters; days end at 23.59."""
        return self.due_at is not None and self.due_at != end_of_day(today(self.due_at))


_FAR_OFF: Final = 10**11  # seconds: some 3,000 years after 1970
_AUTHORITYS: Final = {
    S.PLAN_SUBMITTED: Task.ANSWER_PLAN,
    S.EVIDENCE_SUBMITTED: Task.VERIFY,
    S.DISPUTED: Task.ANSWER_DISPUTE,
}


def duties(deviation: Deviation) -> list[Duty]:
    """Give everything that is outstanding, the first due first; nothing for a deviation that is not active."""
    if deviation.status not in ACTIVE:
        return []
    found = [_main_duty(deviation)]
    if deviation.status is S.OPEN and deviation.receipt_due_at is not None:
        found.append(Duty(Task.RECEIPT, Ball.SUPPLIER, deviation.receipt_due_at))
    if awaits_containment(deviation) and not _containment_stands_still(deviation):
        found.append(Duty(Task.CONTAINMENT, Ball.SUPPLIER, deviation.containment_due_at))
    return sorted(found, key=lambda duty: (duty.due_at is None, duty.due_at))


def next_duty(deviation: Deviation) -> Duty | None:
    """Give the first thing that must be done, or None when nobody has the ball."""
    outstanding = duties(deviation)
    return outstanding[0] if outstanding else None


def awaits_containment(deviation: Deviation) -> bool:
    """Tell whether a containment report is asked for and not yet there."""
    return deviation.containment_due_at is not None and deviation.contained_at is None


def place_in_list(deviation: Deviation) -> str:
    """Give the sort key: what is due first, what has no day, then what is closed, the latest first."""
    if deviation.closed_at is not None:
        return f"3 {_FAR_OFF - int(deviation.closed_at.timestamp()):012}"
    if deviation.next_due_at is None:
        return "2"
    return f"1 {deviation.next_due_at.astimezone(UTC).isoformat(timespec='seconds')}"


def deadlines_of(deviation: Deviation) -> Deadlines:
    """Give the stored deadlines as one value."""
    return Deadlines(
        receipt=deviation.receipt_due_at,
        containment=deviation.containment_due_at,
        plan=deviation.plan_due_at,
        closing=deviation.closing_due_at,
    )


def set_deadlines(deviation: Deviation, deadlines: Deadlines) -> None:
    """Store deadlines; who sets them also calls the one writer of the course afterwards."""
    deviation.receipt_due_at = deadlines.receipt
    deviation.containment_due_at = deadlines.containment
    deviation.plan_due_at = deadlines.plan
    deviation.closing_due_at = deadlines.closing


def _main_duty(deviation: Deviation) -> Duty:
    """Give what the status itself asks for; a minor's plan day is met by evidence too."""
    match deviation.status:
        case S.PLAN_SUBMITTED | S.EVIDENCE_SUBMITTED | S.DISPUTED:
            return Duty(_AUTHORITYS[deviation.status], Ball.AUTHORITY, _answer_due(deviation))
        case S.IN_PROGRESS:
            return Duty(Task.EVIDENCE, Ball.SUPPLIER, deviation.closing_due_at)
        case _ if deviation.closing_due_at is None:
            return Duty(Task.NEXT_REPORT, Ball.SUPPLIER, None)
        case _:
            return Duty(Task.PLAN, Ball.SUPPLIER, deviation.plan_due_at)


def _answer_due(deviation: Deviation) -> datetime | None:
    received = {
        S.PLAN_SUBMITTED: deviation.plan_submitted_at,
        S.EVIDENCE_SUBMITTED: deviation.evidence_submitted_at,
        S.DISPUTED: deviation.stopped_at,
    }[deviation.status]
    return None if received is None else answer_due(received)


def _containment_stands_still(deviation: Deviation) -> bool:
    """A dispute stops a containment counted in days; 72 hours never stop."""
    return deviation.stopped_at is not None and not isinstance(TERMS[deviation.severity].containment, Hours)
