"""Builders of submissions: answer what must be answered, read it as the signatory, sign it."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, select

from portal.accounts.actor import Actor
from portal.reporting.models import SelfReportStatus, Submission, SubmissionPii
from portal.reporting.service.returns import return_report
from portal.reporting.service.submission import Showing, Signature, show_report, submit_report
from tests.build import NOW
from tests.reporting.build import Started, a_report, answer


def a_ready_report(session: Session, **settings: object) -> Started:
    """A self-report on build.FORM in which everything that must be answered is."""
    started = a_report(session, **settings)  # type: ignore[arg-type]
    answer(session, started, has_policy=True, adopted_on=date(2026, 5, 4), person="Kari Eksempel", confirmed=True)
    return started


def shown_to(session: Session, started: Started, *, language: str = "en", now: datetime = NOW) -> Showing:
    return show_report(session, started.report, language=language, now=now)


def sign(
    session: Session,
    started: Started,
    showing: Showing | None = None,
    *,
    actor: Actor | None = None,
    language: str = "en",
    name: str = "Ola Leder",
    title: str = "Managing director",
    now: datetime = NOW,
) -> Submission:
    """Sign and send what was shown (what stands there now, when nothing is handed in)."""
    seen = showing or shown_to(session, started, language=language, now=now)
    signature = Signature(seen.hash, seen.hashes(), name, title)
    return submit_report(session, actor or started.signatory, started.report.id, signature, language=language, now=now)


def kept_apart(session: Session, submission: Submission) -> list[SubmissionPii]:
    """The personal values of a submission, by place."""
    kept = session.exec(select(SubmissionPii).where(SubmissionPii.submission_id == submission.id))
    return sorted(kept, key=lambda one: (one.question_key, str(one.row_id), one.column_key or ""))


def submissions_of(session: Session, report_id: UUID) -> list[Submission]:
    return list(session.exec(select(Submission).where(Submission.self_report_id == report_id)))


def a_return(session: Session, started: Started, *, now: datetime = NOW) -> None:
    """Give a self-report back as if it had been sent, with a question about the policy."""
    started.report.status = SelfReportStatus.SUBMITTED
    session.flush()
    flags = {"has_policy": "Which policy is it?"}
    day = date(now.year + 1, 6, 1)
    return_report(session, started.reviewer, started.report.id, reason="Say more", flags=flags, due_on=day, now=now)
