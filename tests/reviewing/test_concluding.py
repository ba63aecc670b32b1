"""The end of a review, and what a deviation's course does to its level afterwards."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from portal.engine.definition import Severity
from portal.followup import service as followup
from portal.followup.models import Decision, Deviation, DeviationStatus
from portal.reporting.models import SelfReportStatus
from portal.reporting.service.returns import last_return
from portal.reviewing.errors import ReasonMissing, ReviewWaits
from portal.reviewing.models import ReviewStatus
from portal.reviewing.service import concluding, deciding, grading
from portal.reviewing.service.proposing import grounds_by_draft
from tests.build import NOW
from tests.reviewing.build import Case, a_review, drafts, newest_review, the_draft

pytestmark = pytest.mark.usefixtures("in_app")

HARM = [("child_labour", "actual")]
WHY = "It is written down."


def graded(session, case: Case, points: int = 3) -> None:
    reason = "" if points == 3 else WHY
    grading.grade(session, case.reviewer, case.review.id, "how", Decimal(points), reason, now=NOW)


def confirmed(session, case: Case) -> None:
    for draft in drafts(session, case):
        deciding.confirm_draft(session, case.reviewer, case.review.id, draft.id, now=NOW)


def concluded(session, **values) -> Case:
    case = a_review(session, with_policy=True, **values)
    graded(session, case)
    confirmed(session, case)
    concluding.conclude(session, case.reviewer, case.review.id, now=NOW)
    return case


def opened(session, case: Case) -> Deviation:
    return session.exec(select(Deviation).where(Deviation.self_report_id == case.report.id)).one()


def test_nothing_is_concluded_while_an_answer_waits_for_its_grade(session):
    case = a_review(session, with_policy=True)

    with pytest.raises(ReviewWaits) as refusal:
        concluding.conclude(session, case.reviewer, case.review.id, now=NOW)

    assert refusal.value.params == {"graded": 1, "drafts": 0}
    assert case.review.status is ReviewStatus.OPEN


def test_nothing_is_concluded_while_a_draft_waits_for_its_decision(session):
    case = a_review(session)
    graded(session, case)

    with pytest.raises(ReviewWaits) as refusal:
        concluding.conclude(session, case.reviewer, case.review.id, now=NOW)

    assert refusal.value.params == {"graded": 0, "drafts": 1}


def test_concluding_opens_what_was_confirmed_and_gives_the_level(session, waiting_jobs):
    case = a_review(session)
    graded(session, case, 1)
    confirmed(session, case)

    concluding.conclude(session, case.reviewer, case.review.id, now=NOW)

    assert (case.review.score, case.review.level) == (Decimal("86.7"), "A")
    assert (case.review.status, case.review.concluded_by_id) == (ReviewStatus.CONCLUDED, case.reviewer.person_id)
    assert (case.report.status, case.report.level) == (SelfReportStatus.REVIEWED, "A")
    assert opened(session, case).number == "AV-2027-0001"
    assert {name for name, _ in waiting_jobs()} >= {"reporting.tell_reviewed", "followup.mail_opened"}


def test_a_dismissed_draft_stays_away_from_the_supplier(session):
    case = a_review(session)
    graded(session, case)
    draft = drafts(session, case)[0]
    deciding.dismiss_draft(session, case.reviewer, case.review.id, draft.id, reason="It came by post.", now=NOW)

    concluding.conclude(session, case.reviewer, case.review.id, now=NOW)

    assert (draft.status, draft.number) == (DeviationStatus.DISMISSED, None)


def test_a_review_is_returned_with_flags_and_a_new_day(session):
    case = a_review(session)
    day = date(2027, 4, 20)

    concluding.return_report(
        session, case.reviewer, case.review.id, reason=WHY, flags={"how": "Say how it is used."}, due_on=day, now=NOW
    )

    assert (case.review.status, case.report.status, case.report.due_on) == (
        ReviewStatus.RETURNED,
        SelfReportStatus.RETURNED,
        day,
    )
    found = last_return(session, case.report)
    assert found is not None
    assert found[1] == {"how": "Say how it is used."}


def test_a_concluded_review_is_taken_up_again_with_its_deviations(session):
    case = concluded(session, harms=HARM)
    with pytest.raises(ReasonMissing):
        concluding.reopen(session, case.administrator, case.review.id, reason="No", now=NOW)

    concluding.reopen(session, case.administrator, case.review.id, reason="The file was read wrongly.", now=NOW)

    assert (case.review.status, case.review.concluded_at) == (ReviewStatus.OPEN, None)
    assert (case.report.status, case.report.level) == (SelfReportStatus.SUBMITTED, None)
    assert opened(session, case).status is DeviationStatus.OPEN
    concluding.conclude(session, case.reviewer, case.review.id, now=NOW)
    assert case.report.status is SelfReportStatus.REVIEWED


def test_harm_that_the_supplier_told_itself_caps_only_when_it_is_not_stopped_in_time(session):
    case = concluded(session, harms=HARM)
    assert (case.review.level, case.review.caps) == ("A", [])

    deviation = opened(session, case)
    late = deviation.containment_due_at + timedelta(hours=1)
    concluding.apply_caps(session, deviation, late)

    assert (case.review.level, case.review.uncapped_level, case.review.score) == ("D", "A", Decimal("100.0"))
    assert case.report.level == "D"


def test_harm_found_by_others_caps_at_d_until_contained_at_c_until_closed(session):
    case = concluded(session)
    draft = followup.draft_deviation(
        session,
        followup.NewDraft(
            authority_id=case.started.authority.id,
            supplier_id=case.started.supplier.id,
            contract_id=case.started.contract.id,
            year=2027,
            type="p07_wages",
            severity=Severity.CRITICAL,
            place="production_site",
            clause="2.3",
            facts="Wages were not paid.",
        ),
        at=NOW,
    )
    followup.confirm(session, case.reviewer, draft.id, now=NOW)
    followup.open_deviation(session, case.reviewer, draft.id, now=NOW)
    assert (case.review.level, case.report.level) == ("D", "D")

    followup.contain(session, case.started.contact, draft.id, facts="They are paid now.", now=NOW)
    assert (case.review.level, case.report.level) == ("C", "C")

    buyer = case.buyer
    session.get_one(type(case.started.contract), case.started.contract.id).buyer_id = buyer.person_id
    followup.withdraw(session, buyer, draft.id, reason="It was another factory.", now=NOW)
    assert (case.review.level, case.report.level, case.review.score) == ("A", "A", Decimal("100.0"))


def test_a_confirmed_grave_draft_caps_before_it_opens_as_it_will_then(session):
    case = a_review(session, harms=HARM, with_policy=True)
    graded(session, case)
    harm = the_draft(session, case, "p03_child_labour")
    harm.self_reported = False
    session.flush()
    assert case.review.level == "A"

    deciding.confirm_draft(session, case.reviewer, case.review.id, harm.id, now=NOW)

    assert (case.review.level, harm.second_reader_pending) == ("D", True)
    concluding.conclude(session, case.reviewer, case.review.id, now=NOW)
    assert case.review.level == "D"


def test_a_draft_whose_like_is_open_becomes_a_further_ground_there(session):
    first = concluded(session, harms=HARM, year=2026)
    open_harm = opened(session, first)
    second = a_review(session, harms=HARM, with_policy=True, like=first.started, year=2027)
    graded(session, second)
    draft = the_draft(session, second, "p03_child_labour")

    deciding.join_draft(session, second.reviewer, second.review.id, draft.id, now=NOW)
    assert (draft.decision, second.review.undecided) == (Decision.JOIN, 0)
    assert len(grounds_by_draft(session, [open_harm])[open_harm.id]) == 1
    concluding.conclude(session, second.reviewer, second.review.id, now=NOW)

    assert (draft.status, draft.dismiss_reason) == (DeviationStatus.DISMISSED, open_harm.number)
    assert len(grounds_by_draft(session, [open_harm])[open_harm.id]) == 2


def test_an_earlier_years_level_does_not_follow_a_later_deviation(session):
    first = concluded(session, year=2026)
    second = a_review(session, harms=HARM, with_policy=True, like=first.started, year=2027)
    graded(session, second)
    the_draft(session, second, "p03_child_labour").self_reported = False
    session.flush()
    confirmed(session, second)
    concluding.conclude(session, second.reviewer, second.review.id, now=NOW)
    second_level = newest_review(session, second.report).level
    deviation = opened(session, second)

    followup.contain(session, second.started.contact, deviation.id, facts="The child is at school.", now=NOW)

    assert (second_level, second.review.level) == ("D", "C")
    assert first.review.level == "A"
