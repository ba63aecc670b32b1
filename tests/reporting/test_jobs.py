"""What goes out by mail: invitations, reminders before the day, and word of what the authority decided."""

from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import Session

from portal.accounts.actor import Role
from portal.accounts.service import add_member
from portal.deadlines import now, today
from portal.mail import letters
from portal.reporting import jobs
from portal.reporting.models import SelfReportStatus
from portal.reporting.service import returns
from portal.reporting.service.ready import ask_signatories
from tests.build import NOW, a_person
from tests.reporting.build import Started, a_report
from tests.reporting.signing import a_ready_report, sign


@pytest.fixture
def mailed(run_jobs, tmp_path: Path):
    """Run what waits and give the letters that went out by it."""
    known: set[str] = set()

    def sent() -> list[EmailMessage]:
        run_jobs()
        new = [letter for letter in letters(tmp_path / "mail") if letter["Message-ID"] not in known]
        known.update(letter["Message-ID"] for letter in new)
        return new

    return sent


@pytest.fixture
def remind(app: Flask, session: Session, mailed):
    """Run the job of the morning, and give the letters that went out by it."""

    def run() -> list[EmailMessage]:
        mailed()
        session.flush()
        with app.app_context():
            jobs.remind(session)
        return mailed()

    return run


def due_in(session: Session, days: int, **settings: object) -> Started:
    started = a_report(session, **settings)  # type: ignore[arg-type]
    started.report.due_on = today(now()) + timedelta(days=days)
    session.flush()
    return started


def addresses(sent: list[EmailMessage]) -> set[str]:
    return {str(letter["To"]) for letter in sent}


def address(started: Started, who: str) -> str:
    return started.people[who].email


def text_of(letter: EmailMessage) -> str:
    return str(letter.get_content()).replace("\xa0", " ")


def test_every_contact_is_invited_once_with_day_and_link(session: Session, mailed):
    started = a_report(session)
    sent = mailed()
    assert addresses(sent) == {address(started, "contact"), address(started, "signatory")}
    assert len(sent) == 2
    for letter in sent:
        assert letter["Subject"] == "Self-report 2027: PCs and screens"
        assert started.authority.name in text_of(letter)
        assert "Thursday 15 April 2027" in text_of(letter)
        assert f"http://localhost/reports/{started.report.id}" in text_of(letter)


def test_each_is_written_to_in_their_own_language(session: Session, mailed):
    started = a_report(session)
    started.people["contact"].language = "nb"
    sent = {str(letter["To"]): text_of(letter) for letter in mailed()}
    assert "torsdag 15. april 2027" in sent[address(started, "contact")]
    assert "torsdag" not in sent[address(started, "signatory")]


def test_the_authoritys_people_and_other_suppliers_get_no_invitation(session: Session, mailed):
    started, other = a_report(session), a_report(session)
    sent = mailed()
    assert len(sent) == 4
    theirs = [letter for letter in sent if letter["To"] == address(other, "contact")]
    assert str(started.report.id) not in text_of(theirs[0])
    assert not addresses(sent) & {address(started, "reviewer"), address(started, "administrator")}


NEWCOMER = {"name": "Ny Kollega", "email": "ny@example.org", "role": Role.SUPPLIER_CONTACT, "now": NOW}


def joins(session: Session, started: Started, **said: object) -> None:
    add_member(session, None, organisation_id=started.supplier.id, **NEWCOMER | said)  # type: ignore[arg-type]


def test_who_joins_the_supplier_later_gets_the_invitations_that_went_out_before(session: Session, mailed):
    started, other = a_report(session), a_report(session)
    second = a_report(session, like=started, year=2026)
    mailed()
    joins(session, started)
    sent = mailed()
    assert addresses(sent) == {"ny@example.org"}
    assert len(sent) == 2
    for report in (started.report, second.report):
        assert any(f"http://localhost/reports/{report.id}" in text_of(letter) for letter in sent)
    assert not any(str(other.report.id) in text_of(letter) for letter in sent)


def test_a_second_role_at_the_supplier_brings_no_second_invitation(session: Session, mailed):
    started = a_report(session)
    joins(session, started)
    mailed()
    joins(session, started, role=Role.SIGNATORY)
    assert mailed() == []


def test_who_joins_gets_no_invitation_to_what_is_sent(session: Session, mailed):
    started = a_report(session)
    started.report.status = SelfReportStatus.SUBMITTED
    mailed()
    joins(session, started)
    assert mailed() == []


@pytest.mark.parametrize("days", [14, 7, 1])
def test_a_reminder_goes_out_before_the_day_once_to_everybody(session: Session, remind, days: int):
    started = due_in(session, days)
    sent = remind()
    assert addresses(sent) == {address(started, "contact"), address(started, "signatory")}
    assert "6 of 6 questions" in text_of(sent[0])
    assert remind() == []


@pytest.mark.parametrize("days", [-1, 0, 15, 60])
def test_on_other_days_nobody_is_reminded(session: Session, remind, days: int):
    due_in(session, days)
    assert remind() == []


def test_a_stop_of_some_days_is_caught_up_with_one_letter(app: Flask, session: Session, mailed, monkeypatch):
    started = due_in(session, 30)
    mailed()
    sent = {}
    for days in (20, 12, 8, 6, 5, 1, 1):
        morning = now() + timedelta(days=30 - days)
        monkeypatch.setattr(jobs, "now", lambda moment=morning: moment)
        with app.app_context():
            jobs.remind(session)
        sent[days] = sent.get(days, 0) + len(mailed())
    assert sent == {20: 0, 12: 2, 8: 0, 6: 2, 5: 0, 1: 2}
    assert started.report.due_on


def test_a_new_day_is_reminded_of_anew(session: Session, remind):
    started = due_in(session, 7)
    assert len(remind()) == 2
    started.report.status = SelfReportStatus.RETURNED
    started.report.due_on += timedelta(days=6)
    assert len(remind()) == 2


@pytest.mark.parametrize("status", ["submitted", "reviewed", "missing", "cancelled"])
def test_what_is_not_to_be_answered_is_not_reminded_of(session: Session, remind, status: str):
    due_in(session, 7).report.status = SelfReportStatus(status)
    assert remind() == []


def test_a_return_is_told_with_reason_day_and_link(session: Session, mailed):
    started = a_ready_report(session)
    sign(session, started)
    mailed()
    flags = {"has_policy": "Which?"}
    day = date(2027, 6, 1)
    returns.return_report(
        session, started.reviewer, started.report.id, reason="Tell us more.", flags=flags, due_on=day, now=NOW
    )
    sent = mailed()
    assert addresses(sent) == {address(started, "contact"), address(started, "signatory")}
    assert "Tell us more." in text_of(sent[0])
    assert "Tuesday 1 June 2027" in text_of(sent[0])


def test_the_end_of_a_review_is_told_without_its_level(session: Session, mailed):
    started = a_ready_report(session)
    sign(session, started)
    mailed()
    returns.conclude_report(session, started.reviewer, started.report.id, level="D", now=NOW)
    sent = mailed()
    assert addresses(sent) == {address(started, "contact"), address(started, "signatory")}
    assert str(sent[0]["Subject"]) == "Reviewed: PCs and screens"
    assert "level D" not in text_of(sent[0])


def test_only_signatories_are_told_that_a_report_is_ready_to_sign(session: Session, mailed):
    started = a_ready_report(session)
    a_person(session, started.supplier, roles=(Role.SIGNATORY,), email="chair@example.org")
    mailed()
    ask_signatories(session, started.report, by=started.contact, at=NOW)
    sent = mailed()
    assert addresses(sent) == {address(started, "signatory"), "chair@example.org"}
    assert started.contact.name in text_of(sent[0])
