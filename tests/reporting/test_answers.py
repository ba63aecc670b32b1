"""Saving answers: what is stored, what is refused, what a colleague does meanwhile, what history tells."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from portal import history
from portal.errors import NotFound
from portal.reporting.errors import AnswerChanged, NotAsked, ReportClosed
from portal.reporting.models import SelfReportStatus
from portal.reporting.service.answers import Change, judge, save_answer, save_answers
from portal.reporting.service.draft import read_draft
from portal.reporting.service.reports import days_late, form_of, lock_draft
from tests.build import NOW, a_supplier, somebody
from tests.reporting.build import a_report, answer


def test_an_answer_is_one_row_with_a_revision(session: Session):
    started = a_report(session)
    draft = answer(session, started, coverage=Decimal("12.5"))
    assert draft.revision("coverage") == 1
    assert answer(session, started, coverage=Decimal(13)).revision("coverage") == 2
    assert read_draft(session, started.report).values(form_of(session, started.report).compiled.form) == {
        "coverage": Decimal(13)
    }


def test_saying_the_same_again_writes_nothing(session: Session):
    started = a_report(session)
    answer(session, started, has_policy=True)
    assert answer(session, started, has_policy=True).revision("has_policy") == 1


def test_what_cannot_be_read_is_kept_and_is_unanswered(session: Session):
    started = a_report(session)
    change = Change(started.question(session, "coverage"), None, 0, unread=["about half"])
    saved = save_answer(session, started.report, change, actor=started.contact, now=NOW)
    assert saved.draft.answers["coverage"].unread == {"raw": ["about half"]}
    assert "coverage" not in saved.evaluation.values
    assert ("coverage", "unreadable") in [(p.question, p.code) for p in saved.evaluation.problems]
    mended = answer(session, started, coverage=Decimal(50))
    assert mended.answers["coverage"].unread is None


def test_a_colleagues_newer_answer_is_never_overwritten(session: Session):
    started = a_report(session)
    answer(session, started, coverage=Decimal(10))
    late = Change(started.question(session, "coverage"), Decimal(20), seen_revision=0)
    with pytest.raises(AnswerChanged):
        save_answer(session, started.report, late, actor=started.signatory, now=NOW)
    assert read_draft(session, started.report).answers["coverage"].value == 10


def test_a_page_saves_the_rest_when_a_colleague_was_quicker_with_one(session: Session):
    started = a_report(session)
    answer(session, started, coverage=Decimal(10))
    page = [
        Change(started.question(session, "coverage"), Decimal(20), 0),
        Change(started.question(session, "has_policy"), value=False, seen_revision=0),
    ]
    saved = save_answers(session, started.report, page, actor=started.signatory, now=NOW)
    assert saved.overtaken == {"coverage"}
    assert saved.revisions == {"has_policy": 1}


def test_a_hidden_answer_is_kept_counts_for_nothing_and_returns(session: Session):
    started = a_report(session)
    answer(session, started, has_policy=True, adopted_on=date(2026, 1, 1))
    draft = answer(session, started, has_policy=False)
    assert "adopted_on" not in judge(session, started.report, draft, NOW).values
    draft = answer(session, started, has_policy=True)
    assert judge(session, started.report, draft, NOW).values["adopted_on"] == date(2026, 1, 1)


def test_progress_is_kept_on_the_report(session: Session):
    started = a_report(session)
    assert (started.report.answered, started.report.asked) == (0, 6)
    answer(session, started, has_policy=True)
    assert (started.report.answered, started.report.asked) == (1, 7)


def test_the_short_form_asks_core_questions_only(session: Session):
    started = a_report(session, short=True)
    assert started.report.asked == 2
    with pytest.raises(NotAsked):
        answer(session, started, coverage=Decimal(1))


def test_history_tells_old_and_new_but_of_a_person_only_a_hash(session: Session):
    started = a_report(session)
    answer(session, started, person="Kari Eksempel", coverage=Decimal(5))
    event = history.story(session, "self_report", started.report.id)[-1]
    assert event.name == "answer_saved"
    assert event.detail["answers"]["coverage"] == {"old": None, "new": 5}
    assert set(event.detail["answers"]["person"]) == {"salted"}
    assert "Kari" not in str(event.detail)


@pytest.mark.parametrize("status", [s for s in SelfReportStatus if s not in {"draft", "returned"}])
def test_only_a_draft_or_a_returned_report_can_be_written(session: Session, status: SelfReportStatus):
    started = a_report(session)
    started.report.status = status
    session.flush()
    with pytest.raises(ReportClosed):
        lock_draft(session, started.contact, started.report.id)


def test_another_suppliers_report_is_not_found(session: Session):
    started = a_report(session)
    with pytest.raises(NotFound):
        lock_draft(session, somebody(session, a_supplier(session)), started.report.id)


def test_a_report_is_late_from_the_day_after_its_day_until_it_is_first_sent(session: Session):
    report = a_report(session).report
    due = report.first_due_on
    assert [days_late(report, due + timedelta(days=n)) for n in (-1, 0, 1, 31)] == [0, 0, 1, 31]
    report.first_submitted_on = due + timedelta(days=2)
    assert days_late(report, due + timedelta(days=40)) == 2


def test_saving_an_answer_takes_at_most_eight_statements(session: Session, count_statements):
    started = a_report(session)
    change = Change(started.question(session, "coverage"), Decimal(5), 0)
    report_id = started.report.id
    session.expire_all()
    with count_statements() as statements:
        report = lock_draft(session, started.contact, report_id)
        save_answer(session, report, change, actor=started.contact, now=NOW)
    assert len(statements) <= 7  # and one more finds who is signed in
