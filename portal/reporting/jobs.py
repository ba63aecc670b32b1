"""What self-reports have done later: invitations, reminders before the day, and word of what the authority decided."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from portal import mail
from portal.accounts.actor import Role
from portal.accounts.models import Organisation, Person
from portal.components.formats import deadline
from portal.deadlines import now, today
from portal.jobs import task
from portal.reporting.models import Reminder, ReportReturn, SelfReport
from portal.reporting.service.people import people_of
from portal.reporting.states import WRITABLE
from portal.schema import new_id

DAYS_BEFORE: Final = (14, 7, 1)
"""When a reminder goes out before a due day (scoring-and-risk.md 5.6, step 0)."""


@task("reporting.invite")
def invite(session: Session, report_id: str) -> None:
    """Tell everybody at the supplier that a self-report is asked for, each in their own language."""
    report = session.get_one(SelfReport, UUID(report_id))
    _invite(session, report, people_of(session, report.supplier_id))


@task("reporting.invite_newcomer")
def invite_newcomer(session: Session, report_id: str, person_id: str) -> None:
    """Tell somebody who came later what is asked for; nothing if it was sent meanwhile."""
    report = session.get_one(SelfReport, UUID(report_id))
    if report.status in WRITABLE:
        _invite(session, report, [session.get_one(Person, UUID(person_id))])


def _invite(session: Session, report: SelfReport, people: Sequence[Person]) -> None:
    authority = session.get_one(Organisation, report.authority_id)
    for person in people:
        with mail.written_to(person.language):
            subject = _("Self-report %(year)s: %(title)s", year=report.year, title=report.title)
            body = _(
                "Hello %(name)s,\n\n%(authority)s asks for your yearly self-report on responsible business for "
                "%(title)s. Answer by %(day)s.\n\nEvery answer is saved as you give it, so you can stop and go on "
                "later. Telling of risk or harm never lowers your score.\n\n%(link)s\n",
                name=person.name,
                authority=authority.name,
                title=report.title,
                day=deadline(report.due_on),
                link=_address(report),
            )
            mail.send(session, to=person.email, subject=subject, body=body)


@task("reporting.remind", every="0 5 * * *")
def remind(session: Session) -> None:
    """Remind of what is due in 14, 7 and 1 days, once for each; runs every morning and catches up after a stop."""
    moment = now()
    for report, days in due_soon(session, today(moment)):
        if _note_reminder(session, report, days, moment):
            _remind(session, report)


@task("reporting.tell_returned")
def tell_returned(session: Session, return_id: str) -> None:
    """Tell the supplier that a self-report came back, with the reason and the new day."""
    returned = session.get_one(ReportReturn, UUID(return_id))
    report = session.get_one(SelfReport, returned.self_report_id)
    for person in people_of(session, report.supplier_id):
        with mail.written_to(person.language):
            body = _(
                "Hello %(name)s,\n\nYour self-report for %(title)s needs some changes before it can be reviewed:\n\n"
                "%(reason)s\n\nSend it again by %(day)s. Your answers are there, and you see which questions it is "
                "about.\n\n%(link)s\n",
                name=person.name,
                title=report.title,
                reason=returned.reason,
                day=deadline(returned.due_on),
                link=_address(report),
            )
            mail.send(session, to=person.email, subject=_("Returned: %(title)s", title=report.title), body=body)


@task("reporting.tell_reviewed")
def tell_reviewed(session: Session, report_id: str) -> None:
    """Tell the supplier that the review is finished."""
    report = session.get_one(SelfReport, UUID(report_id))
    for person in people_of(session, report.supplier_id):
        with mail.written_to(person.language):
            body = _(
                "Hello %(name)s,\n\nYour self-report for %(title)s has been reviewed. You can now see the score, the "
                "level, the reasons, and what would raise it.\n\n%(link)s\n",
                name=person.name,
                title=report.title,
                link=_address(report),
            )
            mail.send(session, to=person.email, subject=_("Reviewed: %(title)s", title=report.title), body=body)


@task("reporting.tell_ready")
def tell_ready(session: Session, report_id: str, by: str) -> None:
    """Tell the signatories that a self-report waits for them."""
    report = session.get_one(SelfReport, UUID(report_id))
    for person in people_of(session, report.supplier_id, role=Role.SIGNATORY):
        with mail.written_to(person.language):
            body = _(
                "Hello %(name)s,\n\n%(colleague)s has filled in the self-report for %(title)s. Read it and sign it by "
                "%(day)s.\n\n%(link)s\n",
                name=person.name,
                colleague=by,
                title=report.title,
                day=deadline(report.due_on),
                link=_address(report),
            )
            mail.send(session, to=person.email, subject=_("Ready to sign: %(title)s", title=report.title), body=body)


def due_soon(session: Session, on: date) -> list[tuple[SelfReport, int]]:
    """The self-reports that a reminder is due for on a day, with the narrowest of 14, 7 and 1 days that has come."""
    soon = select(SelfReport).where(
        col(SelfReport.status).in_(WRITABLE),
        col(SelfReport.due_on) > on,
        col(SelfReport.due_on) <= on + timedelta(days=max(DAYS_BEFORE)),
    )
    reports = session.exec(soon.order_by(col(SelfReport.due_on), col(SelfReport.id)))
    return [(report, _nearest((report.due_on - on).days)) for report in reports]


def _nearest(days: int) -> int:
    return min(before for before in DAYS_BEFORE if days <= before)


def _note_reminder(session: Session, report: SelfReport, days: int, moment: datetime) -> bool:
    """Note that a reminder goes out; False when it has gone out before."""
    noted = insert(Reminder).values(
        id=new_id(),
        self_report_id=report.id,
        supplier_id=report.supplier_id,
        due_on=report.due_on,
        days_before=days,
        sent_at=moment,
    )
    once: Any = noted.on_conflict_do_nothing().returning(sa.column("id"))
    return session.execute(once).scalar_one_or_none() is not None


def _remind(session: Session, report: SelfReport) -> None:
    left = report.asked - report.answered
    for person in people_of(session, report.supplier_id):
        with mail.written_to(person.language):
            subject = _("Due %(day)s: %(title)s", day=deadline(report.due_on), title=report.title)
            body = _(
                "Hello %(name)s,\n\nThe self-report for %(title)s is due %(day)s. %(left)s of %(asked)s questions are "
                "still open.\n\n%(link)s\n",
                name=person.name,
                title=report.title,
                day=deadline(report.due_on),
                left=left,
                asked=report.asked,
                link=_address(report),
            )
            mail.send(session, to=person.email, subject=subject, body=body)


def _address(report: SelfReport) -> str:
    return mail.address_of(url_for("reporting.report", report_id=report.id, _external=False))
