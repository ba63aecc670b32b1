"""What the authority does to a self-report as a whole: return, conclude, reopen, cancel, and close what never came."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from portal import jobs
from portal.accounts.actor import Actor
from portal.errors import NotFound
from portal.reporting.models import ReportReturn, ReturnFlag, SelfReport
from portal.reporting.service.telling import tell
from portal.reporting.states import ReportAct, transition
from portal.schema import Json


def lock_for_authority(session: Session, actor: Actor, report_id: UUID) -> SelfReport:
    """Fetch a self-report that was asked for by the actor's own authority, for writing. Raises NotFound."""
    theirs = select(SelfReport).where(SelfReport.id == report_id, SelfReport.authority_id == actor.organisation_id)
    report = session.exec(theirs.with_for_update(), execution_options={"populate_existing": True}).one_or_none()
    if report is None:
        raise NotFound
    return report


def return_report(
    session: Session,
    actor: Actor,
    report_id: UUID,
    *,
    reason: str,
    flags: Mapping[str, str],
    due_on: date,
    now: datetime,
) -> ReportReturn:
    """Give a submitted self-report back: each flagged question with what to mend there, and a new day.

    Raises NotFound, RoleMissing, ActNotAllowed.
    """
    report = lock_for_authority(session, actor, report_id)
    said: dict[str, Json] = {"reason": reason, "flags": dict(flags), "due_on": due_on.isoformat()}
    _move(session, report, ReportAct.RETURN, actor, now, said)
    report.due_on = due_on
    returned = ReportReturn(
        self_report_id=report.id,
        authority_id=report.authority_id,
        supplier_id=report.supplier_id,
        reason=reason,
        due_on=due_on,
        returned_by_id=actor.person_id,
        returned_at=now,
    )
    session.add(returned)
    session.flush()
    session.add_all(
        ReturnFlag(return_id=returned.id, supplier_id=report.supplier_id, question_key=key, reason=text)
        for key, text in flags.items()
    )
    session.flush()
    jobs.defer(session, "reporting.tell_returned", return_id=str(returned.id))
    return returned


def conclude_report(session: Session, actor: Actor, report_id: UUID, *, level: str | None, now: datetime) -> SelfReport:
    """Mark a self-report as reviewed, with the level it reached. Raises NotFound, RoleMissing, ActNotAllowed."""
    report = lock_for_authority(session, actor, report_id)
    _move(session, report, ReportAct.CONCLUDE, actor, now, {"level": level})
    report.level = level
    jobs.defer(session, "reporting.tell_reviewed", report_id=str(report.id))
    return report


def change_level(session: Session, report_id: UUID, *, level: str | None, now: datetime) -> None:
    """Store the level that caps leave a reviewed self-report after a deviation changed; nobody in person does it."""
    report = session.get_one(SelfReport, report_id, with_for_update=True)
    tell(
        session,
        report,
        "report_level_changed",
        actor=None,
        at=now,
        detail={"old": report.level, "level": level},
        to_authority=True,
    )
    report.level, report.changed_at = level, now
    session.add(report)


def reopen_report(session: Session, actor: Actor, report_id: UUID, *, reason: str, now: datetime) -> SelfReport:
    """Take a review up again. Raises NotFound, RoleMissing, ActNotAllowed."""
    report = lock_for_authority(session, actor, report_id)
    _move(session, report, ReportAct.REOPEN, actor, now, {"reason": reason})
    report.level = None
    return report


def reopen_missing(
    session: Session, actor: Actor, report_id: UUID, *, reason: str, due_on: date, now: datetime
) -> SelfReport:
    """Let a supplier answer after all, by a new day. Raises NotFound, RoleMissing, ActNotAllowed."""
    report = lock_for_authority(session, actor, report_id)
    _move(session, report, ReportAct.REOPEN_MISSING, actor, now, {"reason": reason, "due_on": due_on.isoformat()})
    report.due_on = due_on
    report.close_reason = None
    return report


def cancel_report(session: Session, actor: Actor, report_id: UUID, *, reason: str, now: datetime) -> SelfReport:
    """Take the request for a self-report back. Raises NotFound, RoleMissing, ActNotAllowed."""
    report = lock_for_authority(session, actor, report_id)
    _move(session, report, ReportAct.CANCEL, actor, now, {"reason": reason})
    report.close_reason = reason
    return report


def close_missing(session: Session, report: SelfReport, *, now: datetime) -> None:
    """Close what was not sent within 91 days of its day; a job's act, on a locked row. Raises ActNotAllowed."""
    _move(session, report, ReportAct.CLOSE_MISSING, None, now, {})


def last_return(session: Session, report: SelfReport) -> tuple[ReportReturn, dict[str, str]] | None:
    """The latest return of a self-report and its flags by question, if it was ever returned."""
    returns = select(ReportReturn).where(ReportReturn.self_report_id == report.id)
    returned = session.exec(returns.order_by(col(ReportReturn.returned_at).desc()).limit(1)).one_or_none()
    if returned is None:
        return None
    flags = session.exec(select(ReturnFlag).where(ReturnFlag.return_id == returned.id))
    return returned, {flag.question_key: flag.reason for flag in flags}


def _move(
    session: Session, report: SelfReport, act: ReportAct, actor: Actor | None, now: datetime, said: dict[str, Json]
) -> None:
    """Move the report as the table says and tell it; what is refused has changed nothing."""
    line = transition(act, report.status, actor)
    tell(
        session,
        report,
        line.event,
        actor=actor,
        at=now,
        detail={"from": report.status.value, "to": line.to.value, **said},
        to_authority=True,
    )
    report.status = line.to
    report.changed_at = now
    session.add(report)
    session.flush()
