"""A submission makes its review: scored, with drafts; and a second one keeps what was decided about the first."""

from decimal import Decimal
from uuid import UUID

import pytest
from sqlmodel import select

from portal import history
from portal.engine.definition import Severity
from portal.followup.models import Decision, Deviation, DeviationStatus
from portal.followup.service import NewDraft, confirm, draft_deviation, open_deviation
from portal.reporting.models import AnswerRow
from portal.reviewing.models import EvidenceStatus, EvidenceVerdict, Grade, ReviewStatus
from portal.reviewing.service import concluding, deciding, grading
from portal.reviewing.service.figures import stored_questions, stored_sections
from portal.reviewing.service.proposing import grounds_by_draft
from portal.reviewing.service.reviews import SUBJECT, read_material
from tests.build import NOW
from tests.reviewing.build import (
    ANSWERS,
    FORM,
    LATER,
    Case,
    a_review,
    add_file,
    add_harm,
    answer,
    case_of,
    drafts,
    newest_review,
    submit,
    the_draft,
)

pytestmark = pytest.mark.usefixtures("in_app")


def given_back(session, case: Case) -> None:
    """Return the report, so that the supplier can change it and send it again."""
    concluding.return_report(
        session,
        case.reviewer,
        case.review.id,
        reason="Please look at this again.",
        flags={"how": "Say how it is used."},
        due_on=LATER.date(),
        now=NOW,
    )


def sent_again(session, case: Case, **answers) -> Case:
    given_back(session, case)
    answer(session, case.started, **answers)
    submit(session, case.started, now=LATER)
    return case_of(session, case.started)


def test_a_submission_is_scored_provisionally_while_its_rubric_question_waits(session):
    review = a_review(session).review

    assert (review.status, review.score, review.level) == (ReviewStatus.OPEN, Decimal("100.0"), "A")
    assert (review.provisional, review.waiting, review.undecided) == (True, 1, 1)
    assert [(part.key, part.score) for part in stored_sections(review)] == [("policy", 100), ("risks", 100)]
    assert stored_questions(review)["how"].points is None
    assert [event.name for event in history.story(session, SUBJECT, review.id)] == ["review_opened"]


def test_missing_evidence_and_disclosed_harm_become_drafts_with_what_was_asked_and_answered(session):
    case = a_review(session, harms=[("child_labour", "actual"), ("child_labour", "actual"), ("wages", "potential")])

    found = drafts(session, case)
    assert [draft.type for draft in found] == ["documentation_missing", "p03_child_labour"]
    harm = the_draft(session, case, "p03_child_labour")
    assert (harm.severity, harm.clause, harm.due_in_days) == (Severity.CRITICAL, "2.3", 30)
    assert (harm.self_reported, harm.people_harmed, harm.action["en"]) == (True, True, "Stop it")
    grounds = grounds_by_draft(session, found)[harm.id]
    assert [ground.rule for ground in grounds] == [0, 0]
    assert {ground.row_id for ground in grounds} == {
        str(row.id) for row in session.exec(select(AnswerRow)) if row.cells["theme"] == "child_labour"
    }
    assert grounds[0].wording["nb"] == "Which harm?"
    assert grounds[0].answer["en"] == "Theme: Child labour; Status: Actual harm"


def test_a_personal_value_is_not_copied_into_a_draft(session):
    rule = "deviations: [{when: answered.person, type: dd_responsibility_unclear, severity: minor, action: Tell}]"
    case = a_review(session, form=FORM.replace("pii: true}", f"pii: true, {rule}}}"))

    draft = the_draft(session, case, "dd_responsibility_unclear")
    assert [ground.answer["en"] for ground in grounds_by_draft(session, [draft])[draft.id]] == [""]
    assert ANSWERS["person"] not in draft.facts


def test_what_was_decided_is_kept_when_the_report_comes_again(session):
    case = a_review(session, harms=[("child_labour", "actual")])
    for draft in drafts(session, case):
        deciding.confirm_draft(session, case.reviewer, case.review.id, draft.id, now=NOW)
    grading.grade(session, case.reviewer, case.review.id, "how", Decimal(2), "It is written down.", now=NOW)

    again = sent_again(session, case, sources=("unions",))

    assert again.review.id != case.review.id
    assert (again.review.reviewer_id, again.review.undecided) == (case.reviewer.person_id, 0)
    assert {(draft.decision, draft.grounds_changed) for draft in drafts(session, again)} == {(Decision.CONFIRM, False)}
    assert (again.review.waiting, stored_questions(again.review)["how"].points) == (0, 2)


def test_a_grade_falls_when_the_answer_changed(session):
    case = a_review(session)
    grading.grade(session, case.reviewer, case.review.id, "how", Decimal(2), "It is written down.", now=NOW)

    again = sent_again(session, case, how="Now we do more.")

    assert again.review.waiting == 1


def test_a_verdict_is_kept_while_the_file_is_the_same(session):
    case = a_review(session, with_policy=True)
    file = read_material(session, case.review).files("has_policy")[0]
    grading.judge_files(
        session, case.reviewer, case.review.id, "has_policy", {UUID(file["id"]): EvidenceStatus.EXPIRED}, now=NOW
    )

    again = sent_again(session, case, sources=("unions",))

    kept = session.exec(select(EvidenceVerdict).where(EvidenceVerdict.review_id == again.review.id)).one()
    assert (kept.verdict, again.review.evidence_rejected) == (EvidenceStatus.EXPIRED, 1)


def test_a_decided_draft_whose_answers_changed_is_marked(session):
    case = a_review(session, harms=[("child_labour", "actual")])
    harm = the_draft(session, case, "p03_child_labour")
    deciding.confirm_draft(session, case.reviewer, case.review.id, harm.id, now=NOW)
    given_back(session, case)
    add_harm(session, case.started, 1, "child_labour", "actual")
    submit(session, case.started, now=LATER)

    harm = the_draft(session, case_of(session, case.started), "p03_child_labour")
    assert (harm.decision, harm.grounds_changed) == (Decision.CONFIRM, True)


def test_an_undecided_draft_that_no_rule_proposes_any_more_disappears(session):
    case = a_review(session)
    given_back(session, case)
    add_file(session, case.started, "has_policy")
    submit(session, case.started, now=LATER)

    again = case_of(session, case.started)
    assert drafts(session, again) == []
    assert again.review.undecided == 0


def test_a_dismissed_draft_stays_dismissed(session):
    case = a_review(session)
    draft = drafts(session, case)[0]
    deciding.dismiss_draft(session, case.reviewer, case.review.id, draft.id, reason="It came by post.", now=NOW)

    again = sent_again(session, case, sources=("unions",))

    assert [(one.id, one.status) for one in drafts(session, again)] == [(draft.id, DeviationStatus.DISMISSED)]


def test_what_was_opened_at_once_is_not_proposed_again(session):
    case = a_review(session, harms=[("child_labour", "actual")])
    harm = the_draft(session, case, "p03_child_labour")
    deciding.confirm_draft(session, case.reviewer, case.review.id, harm.id, now=NOW)
    deciding.open_draft_now(session, case.reviewer, case.review.id, harm.id, now=NOW)

    again = sent_again(session, case, sources=("unions",))

    assert [draft.type for draft in drafts(session, again)] == ["documentation_missing"]


def test_false_information_of_the_last_report_caps_this_one(session):
    first = a_review(session, with_policy=True, year=2026)
    grading.grade(session, first.reviewer, first.review.id, "how", Decimal(3), "", now=NOW)
    grading.state_facts(
        session, first.reviewer, first.review.id,
        false_information=True, refusal=False, reason="The certificate is forged.", now=NOW,
    )  # fmt: skip
    concluding.conclude(session, first.reviewer, first.review.id, now=NOW)

    second = a_review(session, with_policy=True, like=first.started, year=2027)

    assert (second.review.uncapped_level, second.review.level) == ("A", "D")
    assert second.review.caps == [{"level": "D", "code": "facts/false_information", "reason": ""}]


def test_an_observation_ends_when_the_next_report_comes(session):
    first = a_review(session, year=2026)
    observed = draft_deviation(
        session,
        NewDraft(
            authority_id=first.started.authority.id,
            supplier_id=first.started.supplier.id,
            contract_id=first.started.contract.id,
            year=2026,
            type="dd_monitoring_missing",
            severity=Severity.OBSERVATION,
            place="own_company",
            clause="2.1",
            facts="Nobody looks at it.",
        ),
        at=NOW,
    )
    confirm(session, first.reviewer, observed.id, now=NOW)
    open_deviation(session, first.reviewer, observed.id, now=NOW)

    a_review(session, like=first.started, year=2027)

    assert session.get_one(Deviation, observed.id).status is DeviationStatus.CLOSED_VERIFIED


def test_an_open_review_is_superseded_by_a_newer_submission(session):
    case = a_review(session)
    case.report.status = "returned"
    session.add(case.report)
    session.flush()
    submit(session, case.started, now=LATER)

    assert case.review.status is ReviewStatus.SUPERSEDED
    assert newest_review(session, case.report).status is ReviewStatus.OPEN
    assert session.exec(select(Grade)).all() == []
