"""Where a contract stands: what scoring asks about open harm, and observations that end with the next self-report."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from portal.engine.caps import OpenDeviation
from portal.followup.models import Deviation
from portal.followup.rules import GRAVE
from portal.followup.service.course import begin, finish
from portal.followup.transitions import ACTIVE, ACTS, Act


@dataclass(frozen=True, slots=True)
class OpenFacts:
    """What caps a level (scoring-and-risk.md 5.2): harm that is not contained, and harm that is but stays open."""

    uncontained: tuple[OpenDeviation, ...]
    open: tuple[OpenDeviation, ...]


def open_facts(session: Session, contract_id: UUID, at: datetime) -> OpenFacts:
    """Give the open zero-tolerance and critical deviations of a contract, by what they do to its level.

    What the supplier reported itself counts as uncontained only when the containment report is late, and as its own
    report only while containment and plan were in time.
    """
    grave = select(Deviation).where(
        Deviation.contract_id == contract_id,
        col(Deviation.severity).in_(GRAVE),
        col(Deviation.status).in_(ACTIVE),
    )
    uncontained: list[OpenDeviation] = []
    still_open: list[OpenDeviation] = []
    for deviation in session.exec(grave.order_by(col(Deviation.opened_at), col(Deviation.id))):
        harm = OpenDeviation(deviation.severity, deviation.self_reported and _in_time(deviation, at))
        late_or_found = not harm.self_reported and deviation.contained_at is None
        (uncontained if late_or_found else still_open).append(harm)
    return OpenFacts(tuple(uncontained), tuple(still_open))


def settle_observations(session: Session, contract_id: UUID, self_report_id: UUID, *, now: datetime) -> list[Deviation]:
    """End the observations of a contract, because its next self-report has come; what came of this one stays."""
    line = ACTS[Act.SETTLE]
    waiting = select(Deviation.id).where(
        Deviation.contract_id == contract_id,
        col(Deviation.severity).in_(line.severities),
        col(Deviation.status).in_(line.sources),
        col(Deviation.self_report_id).is_distinct_from(self_report_id),
    )
    settled = []
    for deviation_id in session.exec(waiting.order_by(col(Deviation.id))).all():
        deviation = begin(session, None, deviation_id, Act.SETTLE)
        deviation.closed_at = now
        finish(session, None, deviation, Act.SETTLE, now=now)
        settled.append(deviation)
    return settled


def _in_time(deviation: Deviation, at: datetime) -> bool:
    """Tell whether containment report and plan have come in time, or are not due yet."""
    contained = deviation.containment_due_at is None or (deviation.contained_at or at) <= deviation.containment_due_at
    planned = deviation.plan_due_at is None or (deviation.plan_submitted_at or at) <= deviation.plan_due_at
    return contained and planned
