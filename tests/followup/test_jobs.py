"""The daily job: self-reports that have not come, deadlines that passed; and the letters."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from portal.catalogues.offered import offered
from portal.engine.definition import Severity
from portal.followup import hooks, jobs, service
from portal.followup.models import Decision, Deviation, DeviationStatus
from portal.followup.service import missing, overdue
from portal.reporting.models import SelfReportStatus
from tests.build import NOW, a_person
from tests.followup.build import DAY, LATER, a_self_report, an_open, in_status

S = DeviationStatus
ZERO, CRITICAL, MAJOR, MINOR, OBSERVATION = Severity
DUE = date(2027, 1, 15)


@pytest.fixture
def on_day(session, app):
    """Run the daily job's drafting so many days after the self-report was due; give the drafts there are."""

    def run(days: int) -> list[Deviation]:
        now = NOW.replace(year=2027, month=1, day=15) + timedelta(days=days)
        with app.test_request_context():
            missing.draft_missing_reports(session, now=now, texts=jobs.missing_texts)
        wanted = select(Deviation).where(Deviation.type == "self_report_missing").order_by(Deviation.drafted_at)
        return list(session.exec(wanted))

    return run


def test_a_draft_opens_at_day_1_and_is_raised_at_31_and_91(session, case, on_day):
    report = a_self_report(session, case, due_on=DUE)
    assert on_day(0) == []
    for day, severity in (
        (1, MINOR),
        (2, MINOR),
        (30, MINOR),
        (31, MAJOR),
        (90, MAJOR),
        (91, CRITICAL),
        (92, CRITICAL),
    ):
        drafts = on_day(day)
        assert [draft.severity for draft in drafts] == [severity], f"one draft at day {day}"
    draft = drafts[0]
    assert (draft.status, draft.decision, draft.self_report_id) == (S.DRAFT, Decision.NONE, report.id)
    assert "15" in draft.facts
    assert set(draft.action) == set(offered())
    assert report.status is SelfReportStatus.MISSING, "from day 91 it no longer waits"


def test_a_decision_stands_until_the_next_severity(session, case, on_day):
    a_self_report(session, case, due_on=DUE)
    draft = on_day(1)[0]
    service.dismiss(session, case.reviewer, draft.id, reason="Agreed", now=NOW)
    assert on_day(20) == [draft]
    assert [each.severity for each in on_day(31)] == [MINOR, MAJOR]
    assert len(on_day(32)) == 2


def test_an_opened_one_stays_and_the_graver_is_a_new_draft(session, case, on_day):
    a_self_report(session, case, due_on=DUE)
    draft = on_day(1)[0]
    service.confirm(session, case.reviewer, draft.id, now=NOW)
    service.open_now(session, case.reviewer, draft.id, now=NOW)
    assert [each.status for each in on_day(31)] == [S.OPEN, S.DRAFT]


def test_a_confirmed_but_unopened_draft_is_decided_again_when_raised(session, case, on_day):
    a_self_report(session, case, due_on=DUE)
    service.confirm(session, case.reviewer, on_day(1)[0].id, now=NOW)
    raised = on_day(31)[0]
    assert (raised.severity, raised.decision) == (MAJOR, Decision.NONE)


@pytest.mark.parametrize("status", [status for status in SelfReportStatus if status not in missing.WAITED_FOR])
def test_only_what_is_waited_for_is_missing(session, case, on_day, status):
    a_self_report(session, case, due_on=DUE, status=status)
    assert on_day(100) == []


def test_a_passed_deadline_is_reminded_of_once_with_a_copy_to_the_buyer(session, case, run_jobs, app, monkeypatch):
    deviation = an_open(session, case)
    a_person(session, case.supplier)
    run_jobs()
    changes = []
    monkeypatch.setattr(hooks, "changed", [lambda _session, each, _at: changes.append(each.status)])
    passed = deviation.receipt_due_at + DAY / 4
    assert overdue.remind(session, now=deviation.receipt_due_at) == []
    assert overdue.remind(session, now=passed) == [deviation]
    assert overdue.remind(session, now=passed + DAY) == []
    assert changes == ["open"]
    assert run_jobs() == ["followup.mail_overdue"]
    with app.app_context():
        told = {str(letter["To"]) for letter in jobs.mail.letters(app.extensions["settings"].mail_folder)}
    assert case.people["buyer"].email in told
    service.acknowledge(session, case.contact, deviation.id, now=passed)
    assert overdue.remind(session, now=deviation.plan_due_at + DAY) == [deviation], "the next deadline anew"


def test_the_letter_says_what_who_and_until_when_in_the_readers_language(session, case, run_jobs, app):
    deviation = an_open(session, case, severity=CRITICAL)
    assert run_jobs() == ["followup.mail_opened"]
    with app.app_context():
        letters = jobs.mail.letters(app.extensions["settings"].mail_folder)
    assert [str(letter["To"]) for letter in letters] == [case.people["contact"].email]
    body = letters[0].get_content()
    for part in (
        deviation.number,
        case.contract.title,
        "Critical",
        "Wednesday 3 March 2027",
        f"/deviations/{deviation.id}",
    ):
        assert part in body


def test_harm_that_is_open_or_not_contained_is_told_to_scoring(session, case):
    def facts(at):
        found = service.open_facts(session, case.contract.id, at)
        return [(each.severity, each.self_reported) for each in found.uncontained], [
            (each.severity, each.self_reported) for each in found.open
        ]

    an_open(session, case)
    assert facts(NOW) == ([], []), "major does not cap"
    found_by_others = an_open(session, case, severity=ZERO)
    told = an_open(session, case, severity=CRITICAL, self_reported=True)
    assert facts(NOW) == ([(ZERO, False)], [(CRITICAL, True)])
    late = told.containment_due_at + DAY
    assert facts(late) == ([(ZERO, False), (CRITICAL, False)], [])
    for deviation in (found_by_others, told):
        service.contain(session, case.contact, deviation.id, facts="Stopped", now=LATER)
    assert facts(LATER) == ([], [(ZERO, False), (CRITICAL, True)])
    assert facts(told.plan_due_at + DAY) == ([], [(ZERO, False), (CRITICAL, False)]), "the plan is late too"


@pytest.mark.parametrize("status", [S.OPEN, S.ACKNOWLEDGED, S.EVIDENCE_SUBMITTED])
def test_an_observation_ends_with_the_next_self_report(session, case, status):
    report, next_report = (
        a_self_report(session, case, due_on=DUE),
        a_self_report(session, case, due_on=date(2028, 1, 15)),
    )
    observation = an_open(session, case, severity=OBSERVATION, self_report_id=report.id)
    observation.status = status
    assert observation.next_due_at is None
    assert service.settle_observations(session, case.contract.id, report.id, now=LATER) == []
    assert service.settle_observations(session, case.contract.id, next_report.id, now=LATER) == [observation]
    assert (observation.status, observation.closed_at) == (S.CLOSED_VERIFIED, LATER)


def test_only_observations_end_so(session, case):
    deviation = in_status(session, case, S.OPEN, MINOR)
    report = a_self_report(session, case, due_on=DUE)
    assert service.settle_observations(session, case.contract.id, report.id, now=LATER) == []
    assert deviation.status is S.OPEN


def test_the_daily_job_does_both(session, case, app):
    a_self_report(session, case, due_on=date(2020, 1, 15))
    overdue_case = an_open(session, case, now=NOW.replace(year=2020))
    with app.app_context():
        jobs.daily(session)
    drafted = session.exec(select(Deviation.severity).where(Deviation.type == "self_report_missing")).all()
    assert drafted == [CRITICAL]
    assert overdue_case.reminded_due_at == overdue_case.next_due_at
