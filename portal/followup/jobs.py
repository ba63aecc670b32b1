"""What the follow-up does later: letters, drafts for self-reports that are missing, reminders of what is overdue."""

from datetime import date
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session, col, select

from portal import mail
from portal.accounts.models import Membership, Organisation, Person
from portal.catalogues.offered import first_language, offered
from portal.components.formats import deadline, moment
from portal.deadlines import now
from portal.followup.duties import next_duty
from portal.followup.models import Ball, Deviation
from portal.followup.service import missing, overdue
from portal.followup.words import SEVERITY_WORDS, TASK_WORDS, TYPE_WORDS
from portal.jobs import task
from portal.register.models import Contract


@task("followup.mail_opened")
def mail_opened(session: Session, deviation_id: str) -> None:
    """Tell everybody at the supplier that a deviation was opened, what is asked and by when."""
    deviation = session.get_one(Deviation, UUID(deviation_id))
    contract = session.get_one(Contract, deviation.contract_id)
    authority = session.get_one(Organisation, deviation.authority_id)
    for person in members(session, deviation.supplier_id):
        with mail.written_to(person.language):
            what = str(TYPE_WORDS[deviation.type])
            body = _(
                "Hello %(name)s,\n\n%(authority)s has opened the deviation %(number)s on the contract %(contract)s.\n\n"
                "%(type)s. Severity: %(severity)s.\n\n%(todo)s\n\nRead what it is about, and what is asked of you:\n\n"
                "%(link)s\n",
                name=person.name,
                authority=authority.name,
                number=deviation.number,
                contract=contract.title,
                type=what,
                severity=SEVERITY_WORDS[deviation.severity],
                todo=todo(deviation),
                link=address(deviation),
            )
            subject = _("Deviation %(number)s is opened: %(type)s", number=deviation.number, type=what)
            mail.deliver(to=person.email, subject=subject, body=body)


@task("followup.mail_overdue")
def mail_overdue(session: Session, deviation_id: str) -> None:
    """Remind whoever has the ball that a deadline passed, with a copy to the contract manager."""
    deviation = session.get_one(Deviation, UUID(deviation_id))
    contract = session.get_one(Contract, deviation.contract_id)
    for person in reminded_people(session, deviation, contract):
        with mail.written_to(person.language):
            body = _(
                "Hello %(name)s,\n\nA deadline of the deviation %(number)s on the contract %(contract)s has passed.\n\n"
                "%(todo)s\n\nOpen the case:\n\n%(link)s\n",
                name=person.name,
                number=deviation.number,
                contract=contract.title,
                todo=todo(deviation),
                link=address(deviation),
            )
            mail.deliver(
                to=person.email, subject=_("Overdue: deviation %(number)s", number=deviation.number), body=body
            )


@task("followup.daily", every="30 4 * * *")
def daily(session: Session) -> None:
    """Draft or raise what is missing, remind of what is overdue, and tell others about it."""
    at = now()
    missing.draft_missing_reports(session, now=at, texts=missing_texts)
    overdue.remind(session, now=at)


def missing_texts(title: str, due_on: date) -> missing.Texts:
    """Write what a draft `self_report_missing` says: facts in the portal's first language, the action in each."""
    with mail.written_to(first_language()):
        facts = _("The self-report “%(title)s” was due on %(day)s and has not come.", title=title, day=deadline(due_on))
    action = {}
    for language in offered():
        with mail.written_to(language):
            action[language] = _("Answer and submit the self-report.")
    return missing.Texts(facts=facts, action=action)


def todo(deviation: Deviation) -> str:
    """Write who must do what next, and by when: a day, or day and time where hours count."""
    duty = next_duty(deviation)
    if duty is None:
        return ""
    if duty.due_at is None:
        return str(TASK_WORDS[duty.task])
    by = moment(duty.due_at) if duty.on_the_clock else deadline(duty.due_at)
    return _("%(task)s by %(day)s.", task=TASK_WORDS[duty.task], day=by)


def members(session: Session, organisation_id: UUID) -> list[Person]:
    """Give everybody of an organisation, each once."""
    theirs = select(Membership.person_id).where(Membership.organisation_id == organisation_id)
    return list(session.exec(select(Person).where(col(Person.id).in_(theirs)).order_by(col(Person.id))))


def reminded_people(session: Session, deviation: Deviation, contract: Contract) -> list[Person]:
    """Give whom a passed deadline concerns: the supplier's people when it has the ball, and the contract manager."""
    people = members(session, deviation.supplier_id) if deviation.ball is Ball.SUPPLIER else []
    manager = select(Person).where(Person.id == contract.buyer_id) if contract.buyer_id else None
    return people + (list(session.exec(manager)) if manager is not None else [])


def address(deviation: Deviation) -> str:
    """Give the full address of a case."""
    return mail.address_of(url_for("followup.deviation", deviation_id=deviation.id, _external=False))
