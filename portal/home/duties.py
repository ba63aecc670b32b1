"""What waits for a supplier: self-reports and deviations in one list, overdue first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.deadlines import end_of_day
from portal.followup.duties import next_duty
from portal.followup.models import Ball
from portal.followup.service.lists import Listed
from portal.reporting.models import SelfReport
from portal.reporting.states import WRITABLE


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do; either a self-report or a deviation. `due_at` None has no day."""

    due_at: datetime | None
    report: SelfReport | None = None
    deviation: Listed | None = None


def waiting_for_us(reports: Iterable[SelfReport], deviations: Iterable[Listed]) -> list[Waiting]:
    """Give what the supplier must do next, what is due first on top and what has no day last."""
    found = [Waiting(end_of_day(report.due_on), report=report) for report in reports if report.status in WRITABLE]
    for listed in deviations:
        duty = next_duty(listed.deviation)
        if duty is not None and duty.ball is Ball.SUPPLIER:
            found.append(Waiting(duty.due_at, deviation=listed))
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at))
