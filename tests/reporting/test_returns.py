"""What the authority does to a self-report as a whole, and what becomes of what was sealed before."""

from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import Session

from portal import history
from portal.reporting.models import SelfReportStatus
from portal.reporting.service import returns
from portal.reporting.service.draft import read_draft
from portal.reporting.service.reports import (
    count_unfinished,
    days_late,
    latest_submission,
    list_reports,
    start_reports,
    submission_of,
)
from portal.reporting.service.sealed import read_sealed, verify
from portal.rounds.models import RoundContract
from tests.build import NOW, an_actor
from tests.reporting.build import Started, a_report, answer
from tests.reporting.signing import a_ready_report, sign

DAY = date(2027, 6, 1)


def a_returned_report(session: Session) -> Started:
    started = a_ready_report(session)
    sign(session, started)
    give_back(session, started, has_policy="Which policy?")
    return started


def give_back(session: Session, started: Started, *, days: int = 0, **flags: str) -> None:
    when = NOW + timedelta(days=days)
    returns.return_report(
        session, started.reviewer, started.report.id, reason="Say more", flags=flags, due_on=DAY, now=when
    )


def test_a_return_has_a_reason_flagged_questions_and_a_new_day(session: Session):
    started = a_returned_report(session)
    found = returns.last_return(session, started.report)
    assert found is not None
    returned, flags = found
    assert (returned.reason, returned.due_on, flags) == ("Say more", DAY, {"has_policy": "Which policy?"})
    assert returned.returned_by_id == started.reviewer.person_id
    assert (started.report.due_on, started.report.first_due_on) == (DAY, date(2027, 4, 15))
    detail = history.story(session, "self_report", started.report.id)[-1].detail
    assert detail == {
        "from": "submitted",
        "to": "returned",
        "reason": "Say more",
        "flags": {"has_policy": "Which policy?"},
        "due_on": "2027-06-01",
    }


def test_the_last_of_several_returns_counts(session: Session):
    started = a_returned_report(session)
    sign(session, started)
    give_back(session, started, days=3, confirmed="Is it?")
    found = returns.last_return(session, started.report)
    assert found is not None
    assert found[1] == {"confirmed": "Is it?"}


def test_a_report_that_was_never_returned_has_no_return(session: Session):
    assert returns.last_return(session, a_report(session).report) is None


def test_a_returned_report_may_be_changed_anywhere_and_what_was_sealed_stays(session: Session):
    started = a_returned_report(session)
    answer(session, started, has_policy=False, coverage=Decimal(3))
    sealed = latest_submission(session, started.report)
    assert sealed is not None
    assert sealed.number == 1
    seen = read_sealed(session, sealed, started.report)
    assert (seen.values["has_policy"], "coverage" in seen.values) == (True, False)
    assert verify(session, sealed).holds


def test_each_submission_is_found_by_its_number(session: Session):
    started = a_returned_report(session)
    answer(session, started, has_policy=False)
    second = sign(session, started)
    assert latest_submission(session, started.report) == second
    assert [submission_of(session, started.report, number).number for number in (1, 2)] == [1, 2]


def test_a_review_leaves_its_level_until_it_is_taken_up_again(session: Session):
    started = a_ready_report(session)
    sign(session, started)
    returns.conclude_report(session, started.reviewer, started.report.id, level="B", now=NOW)
    assert started.report.level == "B"
    returns.reopen_report(session, started.administrator, started.report.id, reason="A mistake", now=NOW)
    assert (started.report.status, started.report.level) == (SelfReportStatus.SUBMITTED, None)
    assert latest_submission(session, started.report) is not None


def test_caps_change_the_level_of_a_reviewed_report_and_history_tells(session: Session):
    started = a_ready_report(session)
    sign(session, started)
    returns.conclude_report(session, started.reviewer, started.report.id, level="B", now=NOW)
    returns.change_level(session, started.report.id, level="C", now=NOW)
    event = history.story(session, "self_report", started.report.id)[-1]
    assert (started.report.level, event.name, event.detail) == ("C", "report_level_changed", {"old": "B", "level": "C"})


def test_a_missing_report_may_be_answered_after_all_by_a_new_day(session: Session):
    started = a_report(session)
    answer(session, started, has_policy=True)
    returns.close_missing(session, started.report, now=NOW)
    returns.reopen_missing(session, started.administrator, started.report.id, reason="Illness", due_on=DAY, now=NOW)
    assert (started.report.status, started.report.due_on) == (SelfReportStatus.DRAFT, DAY)
    assert read_draft(session, started.report).answers["has_policy"].value is True
    assert days_late(started.report, DAY) == (DAY - date(2027, 4, 15)).days


def test_a_returned_report_that_is_closed_keeps_its_sealed_submission(session: Session):
    started = a_returned_report(session)
    returns.close_missing(session, started.report, now=NOW)
    assert started.report.status is SelfReportStatus.MISSING
    sealed = latest_submission(session, started.report)
    assert sealed is not None
    assert verify(session, sealed).holds


def test_a_cancelled_report_says_why(session: Session):
    started = a_report(session)
    returns.cancel_report(session, started.administrator, started.report.id, reason="It ended", now=NOW)
    assert (started.report.status, started.report.close_reason) == (SelfReportStatus.CANCELLED, "It ended")


def test_a_round_is_unfinished_until_every_report_is_reviewed_missing_or_cancelled(session: Session):
    started = a_report(session)
    left = {}
    for status in SelfReportStatus:
        started.report.status = status
        session.flush()
        left[status.value] = count_unfinished(session, started.round.id)
    assert left == {"draft": 1, "submitted": 1, "returned": 1, "reviewed": 0, "missing": 0, "cancelled": 0}


def test_opening_a_round_makes_one_draft_a_chosen_contract(session: Session, waiting_jobs):
    started = a_report(session)
    assert (started.report.status, started.report.due_on, started.report.answered) == ("draft", date(2027, 4, 15), 0)
    assert [name for name, _ in waiting_jobs()] == ["reporting.invite"]
    event = history.story(session, "self_report", started.report.id)[0]
    assert (event.name, event.by_id) == ("report_opened", started.administrator.person_id)


def test_a_round_without_chosen_contracts_makes_nothing(session: Session):
    started = a_report(session)
    nobody: list[RoundContract] = []
    administrator = an_actor(started.people["administrator"], started.authority)
    start_reports(session, started.round, nobody, administrator, NOW)
    assert count_unfinished(session, started.round.id) == 1


def test_a_supplier_sees_its_own_reports_those_to_answer_first_then_by_day(session: Session):
    first = a_report(session)
    sent = a_ready_report(session, year=2026, like=first)
    sign(session, sent)
    later = a_report(session, year=2028, like=first)
    a_report(session)
    listed = list_reports(session, first.contact).rows
    assert [report.id for report in listed] == [first.report.id, later.report.id, sent.report.id]
    assert not list_reports(session, first.reviewer).rows


def test_a_long_list_of_reports_comes_page_by_page(session: Session):
    first = a_report(session, year=2000)
    ids = [first.report.id] + [a_report(session, year=year, like=first).report.id for year in range(2001, 2053)]
    seen, mark = [], ""
    while True:
        page = list_reports(session, first.contact, after=mark)
        seen += [report.id for report in page.rows]
        if not page.next:
            break
        mark = page.next
    assert seen == ids
