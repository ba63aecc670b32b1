"""Passing a finished draft on to those who may sign it."""

from datetime import datetime

from sqlmodel import Session

from portal import jobs
from portal.accounts.actor import Actor
from portal.reporting.models import SelfReport
from portal.reporting.service.telling import tell


def ask_signatories(session: Session, report: SelfReport, *, by: Actor, at: datetime) -> None:
    """Have the supplier's signatories told that a locked draft waits for them."""
    tell(session, report, "signature_asked_for", actor=by, at=at)
    jobs.defer(session, "reporting.tell_ready", report_id=str(report.id), by=by.name)
