"""Every act of a review: who may do it, and from where; not yours is not found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from sqlmodel import select

from portal import history
from portal.engine.definition import Severity
from portal.errors import NotFound
from portal.followup.models import Decision
from portal.followup.service import Facts
from portal.reviewing.errors import (
    DayNotAhead,
    NothingFlagged,
    PointsOutOfRange,
    QuestionNotAsked,
    QuestionNotScored,
    ReasonMissing,
    ReviewClosed,
    ReviewNotConcluded,
)
from portal.reviewing.models import EvidenceStatus, EvidenceVerdict, Grade, ReviewStatus
from portal.reviewing.service import concluding, deciding, grading
from portal.reviewing.service.reading import get_case
from portal.reviewing.service.reviews import SUBJECT, get_review, read_material
from tests.build import NOBODY, NOW
from tests.reviewing.build import Case, a_review, drafts, the_draft

pytestmark = pytest.mark.usefixtures("in_app")

WHY = "The routine is written down."
NEW_DAY = date(2027, 4, 1)
PEOPLE = ("reviewer", "colleague", "administrator", "buyer", "signatory", "stranger")
HARMS = [("child_labour", "actual")]

Does = Callable[..., object]


def facts_of(case: Case, session) -> Facts:
    draft = drafts(session, case)[0]
    return Facts(
        draft.type, Severity.MAJOR, draft.place, None, "2.1", "The policy was not sent.", 14, people_harmed=False
    )


def file_of(session, case: Case) -> UUID:
    return UUID(str(read_material(session, case.review).files("has_policy")[0]["id"]))


def confirmed(session, case: Case) -> UUID:
    draft = the_draft(session, case, "p03_child_labour")
    deciding.confirm_draft(session, case.reviewer, case.review.id, draft.id, now=NOW)
    return draft.id


ACTS: dict[str, Does] = {
    "take": lambda s, who, c: grading.take(s, who, c.review.id, now=NOW),
    "grade": lambda s, who, c: grading.grade(s, who, c.review.id, "how", Decimal(2), WHY, now=NOW),
    "judge_files": lambda s, who, c: grading.judge_files(
        s, who, c.review.id, "has_policy", {file_of(s, c): EvidenceStatus.ACCEPTED}, now=NOW
    ),
    "state_facts": lambda s, who, c: grading.state_facts(
        s, who, c.review.id, false_information=False, refusal=True, reason="They closed the gate.", now=NOW
    ),
    "confirm": lambda s, who, c: deciding.confirm_draft(s, who, c.review.id, drafts(s, c)[0].id, now=NOW),
    "change": lambda s, who, c: deciding.change_draft(s, who, c.review.id, drafts(s, c)[0].id, facts_of(c, s), now=NOW),
    "dismiss": lambda s, who, c: deciding.dismiss_draft(
        s, who, c.review.id, drafts(s, c)[0].id, reason="It came by post.", now=NOW
    ),
    "reconsider": lambda s, who, c: deciding.reconsider_draft(s, who, c.review.id, drafts(s, c)[0].id, now=NOW),
    "open_now": lambda s, who, c: deciding.open_draft_now(s, who, c.review.id, confirmed(s, c), now=NOW),
    "return": lambda s, who, c: concluding.return_report(
        s, who, c.review.id, reason=WHY, flags={"how": WHY}, due_on=NEW_DAY, now=NOW
    ),
}


@pytest.fixture
def case(session, app) -> Case:
    return a_review(session, harms=HARMS, with_policy=True)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("act", ACTS)
def test_only_the_authoritys_reviewers_act(session, case, act, who):
    if who in {"reviewer", "colleague"}:
        ACTS[act](session, getattr(case, who), case)
    else:
        with pytest.raises(NotFound):
            ACTS[act](session, getattr(case, who), case)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("status", [ReviewStatus.CONCLUDED, ReviewStatus.RETURNED, ReviewStatus.SUPERSEDED])
def test_a_closed_review_does_not_change(session, case, act, status):
    if act == "open_now":
        confirmed(session, case)
    case.review.status = status
    case.review.concluded_at = NOW if status is ReviewStatus.CONCLUDED else None
    session.flush()

    with pytest.raises(ReviewClosed):
        ACTS[act](session, case.reviewer, case)


@pytest.mark.parametrize("act", ["take", "grade", "judge_files", "state_facts", "return"])
def test_an_act_is_one_event_of_the_review(session, case, act):
    before = len(history.story(session, SUBJECT, case.review.id))

    ACTS[act](session, case.reviewer, case)

    assert len(history.story(session, SUBJECT, case.review.id)) == before + 1
    assert history.first_broken(session, SUBJECT, case.review.id) is None


@pytest.mark.parametrize("act", ["confirm", "change", "dismiss", "reconsider"])
def test_a_decision_is_one_event_of_the_draft(session, case, act):
    draft = drafts(session, case)[0]
    before = len(history.story(session, "deviation", draft.id))

    ACTS[act](session, case.reviewer, case)

    assert len(history.story(session, "deviation", draft.id)) == before + 1


@pytest.mark.parametrize("who", ["buyer", "signatory", "stranger"])
def test_others_do_not_find_a_review(session, case, who):
    with pytest.raises(NotFound):
        get_review(session, getattr(case, who), case.review.id)
    with pytest.raises(NotFound):
        get_case(session, getattr(case, who), case.review.id)


def test_a_draft_of_another_review_is_not_found_here(session, case):
    other = a_review(session, harms=HARMS)

    with pytest.raises(NotFound):
        deciding.confirm_draft(session, case.reviewer, case.review.id, drafts(session, other)[0].id, now=NOW)


def test_who_writes_first_has_the_review(session, case):
    ACTS["grade"](session, case.reviewer, case)
    ACTS["state_facts"](session, case.colleague, case)
    assert case.review.reviewer_id == case.reviewer.person_id

    ACTS["take"](session, case.colleague, case)
    assert case.review.reviewer_id == case.colleague.person_id


@pytest.mark.parametrize(
    ("question", "points", "reason"),
    [("sources", 1, ""), ("sources", 1, "Too few"), ("how", 2, ""), ("how", 0, " . ")],
    ids=["lowered without reason", "two words", "rubric under three", "rubric zero"],
)
def test_points_that_cost_need_a_sentence(session, case, question, points, reason):
    with pytest.raises(ReasonMissing):
        grading.grade(session, case.reviewer, case.review.id, question, Decimal(points), reason, now=NOW)


@pytest.mark.parametrize(
    ("question", "refusal"),
    [("person", QuestionNotScored), ("harms", QuestionNotScored), ("nothing", QuestionNotScored)],
)
def test_only_scored_questions_get_points(session, case, question, refusal):
    with pytest.raises(refusal):
        grading.grade(session, case.reviewer, case.review.id, question, Decimal(3), WHY, now=NOW)


@pytest.mark.parametrize("points", [Decimal(4), Decimal(-1), Decimal("1.5")])
def test_points_are_nought_to_three(session, case, points):
    with pytest.raises(PointsOutOfRange):
        grading.grade(session, case.reviewer, case.review.id, "how", points, WHY, now=NOW)


def test_a_rubric_question_may_get_three_without_a_word(session, case):
    grading.grade(session, case.reviewer, case.review.id, "how", Decimal(3), "", now=NOW)

    assert (case.review.score, case.review.provisional) == (Decimal("100.0"), False)


def test_the_automatic_points_again_take_a_grade_back(session, case):
    grading.grade(session, case.reviewer, case.review.id, "sources", Decimal(0), WHY, now=NOW)
    assert case.review.score == Decimal("50.0")

    grading.grade(session, case.reviewer, case.review.id, "sources", Decimal(3), "", now=NOW)

    assert (case.review.score, session.exec(select(Grade)).all()) == (Decimal("100.0"), [])


def test_the_same_grade_again_is_no_event(session, case):
    for _ in range(2):
        ACTS["grade"](session, case.reviewer, case)

    names = [event.name for event in history.story(session, SUBJECT, case.review.id)]
    assert names == ["review_opened", "answer_graded"]


def test_a_verdict_on_a_file_that_was_not_sent_is_not_found(session, case):
    with pytest.raises(NotFound):
        grading.judge_files(
            session, case.reviewer, case.review.id, "has_policy", {NOBODY: EvidenceStatus.ACCEPTED}, now=NOW
        )
    assert session.exec(select(EvidenceVerdict)).all() == []


def test_evidence_rejected_for_more_than_a_third_costs_a_level(session, case):
    file = file_of(session, case)
    grading.judge_files(
        session, case.reviewer, case.review.id, "has_policy", {file: EvidenceStatus.WRONG_SCOPE}, now=NOW
    )
    assert (case.review.uncapped_level, case.review.level, case.review.evidence_rejected) == ("A", "B", 1)

    grading.judge_files(
        session, case.reviewer, case.review.id, "has_policy", {file: EvidenceStatus.DECLARATION_GAP}, now=NOW
    )
    assert (case.review.level, case.review.evidence_rejected) == ("A", 0)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"flags": {}}, NothingFlagged),
        ({"flags": {"how": "Mend it"}}, ReasonMissing),
        ({"reason": ""}, ReasonMissing),
        ({"due_on": NOW.date()}, DayNotAhead),
        ({"flags": {"nothing": WHY}}, QuestionNotAsked),
    ],
)
def test_a_return_says_what_where_and_until_when(session, case, change, refusal):
    values = {"reason": WHY, "flags": {"how": WHY}, "due_on": NEW_DAY, **change}

    with pytest.raises(refusal):
        concluding.return_report(session, case.reviewer, case.review.id, **values, now=NOW)


def test_only_an_administrator_reopens_and_only_what_is_concluded(session, case):
    with pytest.raises(ReviewNotConcluded):
        concluding.reopen(session, case.administrator, case.review.id, reason=WHY, now=NOW)
    with pytest.raises(NotFound):
        concluding.reopen(session, case.reviewer, case.review.id, reason=WHY, now=NOW)
    stranger = replace(case.stranger, roles=case.administrator.roles)
    with pytest.raises(NotFound):
        concluding.reopen(session, stranger, case.review.id, reason=WHY, now=NOW)


def test_a_changed_draft_keeps_its_decision(session, case):
    draft = drafts(session, case)[0]
    deciding.confirm_draft(session, case.reviewer, case.review.id, draft.id, now=NOW)
    deciding.change_draft(session, case.reviewer, case.review.id, draft.id, facts_of(case, session), now=NOW)

    assert (draft.decision, draft.severity, draft.due_in_days) == (Decision.CONFIRM, Severity.MAJOR, 14)
