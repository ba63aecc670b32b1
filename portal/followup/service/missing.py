"""Self-reports that have not come: each gives one draft, raised as time goes by, which a reviewer decides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session, col, select

from portal.deadlines import today
from portal.engine.definition import Severity
from portal.engine.taxonomy import GRAVITY, TYPES
from portal.followup.models import Decision, Deviation, DeviationStatus
from portal.followup.rules import CLOSED_AS_MISSING, severity_of_delay
from portal.followup.service.course import note
from portal.followup.service.drafting import NewDraft, draft_deviation
from portal.followup.service.opening import MISSING_REPORT
from portal.followup.service.ownership import lock_deviation
from portal.reporting.models import SelfReport, SelfReportStatus
from portal.reporting.service.returns import close_missing

CLAUSE: Final = "2.5"
"""The duty to answer the buyer: the clause's fifth step, communication (README of the domain, 1)."""

WAITED_FOR: Final = (SelfReportStatus.DRAFT, SelfReportStatus.RETURNED)


@dataclass(frozen=True, slots=True)
class Texts:
    """What a draft says: the facts, and what the supplier is asked to do, by language."""

    facts: str
    action: Mapping[str, str]


def draft_missing_reports(session: Session, *, now: datetime, texts: Callable[[str, date], Texts]) -> None:
    """Draft, or raise, one `self_report_missing` for each self-report that is late, at days 1, 31 and 91.

    A returned self-report counts from its new day. What a reviewer decided about one severity stands until the next.
    From day 91 the self-report is closed as missing. `texts` writes what a draft says of a title and a due day.
    """
    late = select(SelfReport).where(col(SelfReport.status).in_(WAITED_FOR), col(SelfReport.due_on) < today(now))
    for report in session.exec(late.order_by(col(SelfReport.id)).with_for_update(of=SelfReport)).all():
        days_late = (today(now) - report.due_on).days
        severity = severity_of_delay(days_late)
        if severity is not None:
            _propose(session, report, severity, texts, now=now)
        if days_late >= CLOSED_AS_MISSING:
            close_missing(session, report, now=now)


def _propose(
    session: Session, report: SelfReport, severity: Severity, texts: Callable[[str, date], Texts], *, now: datetime
) -> None:
    known = select(Deviation).where(Deviation.self_report_id == report.id, Deviation.type == MISSING_REPORT)
    earlier = list(session.exec(known))
    if any(GRAVITY[deviation.severity] >= GRAVITY[severity] for deviation in earlier):
        return
    draft = _waiting(earlier)
    if draft is not None:
        _raise(session, draft, severity, now=now)
        return
    said = texts(report.title, report.due_on)
    new = NewDraft(
        authority_id=report.authority_id,
        supplier_id=report.supplier_id,
        contract_id=report.contract_id,
        self_report_id=report.id,
        year=report.year,
        type=MISSING_REPORT,
        severity=severity,
        place=TYPES[MISSING_REPORT].place,
        clause=CLAUSE,
        facts=said.facts,
        action=said.action,
    )
    draft_deviation(session, new, at=now)


def _waiting(earlier: Sequence[Deviation]) -> Deviation | None:
    return next((deviation for deviation in earlier if deviation.status is DeviationStatus.DRAFT), None)


def _raise(session: Session, draft: Deviation, severity: Severity, *, now: datetime) -> None:
    """Make a waiting draft graver; a decision about the lesser one no longer holds."""
    deviation = lock_deviation(session, None, draft.id)
    before = deviation.severity
    deviation.severity = severity
    deviation.decision = Decision.NONE
    deviation.second_reader_pending = False
    session.add(deviation)
    session.flush()
    note(session, None, deviation, "draft_raised", now=now, old=before, new=severity)
