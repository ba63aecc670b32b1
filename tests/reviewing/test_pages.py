"""The pages of a review, without JavaScript: what they say, what they refuse, and that nothing typed is lost."""

import pytest

from portal.accounts.models import Person
from portal.followup.models import Decision
from portal.reviewing.models import ReviewStatus
from tests.reviewing.build import drafts, the_draft


@pytest.fixture
def page(session, case, sign_in):
    return sign_in(session.get_one(Person, case.reviewer.person_id))


def text(response) -> str:
    return " ".join(response.get_data(as_text=True).split())


def test_the_queue_shows_what_waits_with_its_provisional_level(page, case):
    shown = text(page.get("/reviews"))

    assert case.started.contract.title in shown
    assert "100.0" in shown
    assert "provisional" in shown
    assert "To be reviewed (1)" in shown


def test_every_page_of_a_review_opens(page, case, session):
    draft = drafts(session, case)[0]
    paths = ("", "/questions/has_policy", "/questions/harms", f"/drafts/{draft.id}", "/conclude", "/return")

    assert {path: page.get(f"/reviews/{case.review.id}{path}").status_code for path in paths} == dict.fromkeys(
        paths, 200
    )


def test_saving_points_goes_on_to_what_needs_attention(page, case, session):
    answered = page.post(
        f"/reviews/{case.review.id}/questions/how", data={"points": "2", "reason": "The routine is written down."}
    )

    assert answered.status_code == 303
    assert answered.location == f"/reviews/{case.review.id}/questions/has_policy"
    assert (str(case.review.score), case.review.waiting) == ("93.3", 0)


def test_lowered_points_without_a_reason_are_refused_and_what_was_typed_stays(page, case, session):
    refused = page.post(f"/reviews/{case.review.id}/questions/sources", data={"points": "1", "reason": "No."})

    assert refused.status_code == 422
    assert "Write a reason of at least one sentence" in text(refused)
    assert ">No.</textarea>" in text(refused).replace("> No.", ">No.")
    assert case.review.score == 100


def test_a_draft_is_confirmed_taken_back_and_dismissed_on_its_question(page, case, session):
    draft = drafts(session, case)[0]
    path = f"/reviews/{case.review.id}/drafts/{draft.id}?question=has_policy"

    confirmed = page.post(path, data={"act": "confirm"})
    assert confirmed.location == f"/reviews/{case.review.id}/questions/has_policy"
    assert the_draft(session, case, "documentation_missing").decision is Decision.CONFIRM
    page.post(path, data={"act": "reconsider"})
    assert page.post(path, data={"act": "dismiss", f"reason-{draft.id}": " "}).status_code == 422
    page.post(path, data={"act": "dismiss", f"reason-{draft.id}": "It came by post."})
    assert the_draft(session, case, "documentation_missing").dismiss_reason == "It came by post."


def test_a_draft_without_a_clause_is_refused_at_the_clause(page, case, session):
    draft = drafts(session, case)[0]
    draft.clause = ""
    refused = page.post(f"/reviews/{case.review.id}/drafts/{draft.id}", data={"act": "confirm"})
    assert refused.status_code == 422
    assert 'href="#clause"' in text(refused)
    assert "Write which clause of the contract is broken." in text(refused)
    assert 'href="#facts"' not in text(refused)


def test_a_finished_review_leads_to_the_deviations_it_opened(page, case, session):
    draft = drafts(session, case)[0]
    page.post(f"/reviews/{case.review.id}/questions/how", data={"points": "1", "reason": "The routine is not written."})
    page.post(f"/reviews/{case.review.id}/drafts/{draft.id}", data={"act": "confirm"})
    page.post(f"/reviews/{case.review.id}/conclude")
    for path in (f"/reviews/{case.review.id}", f"/reviews/{case.review.id}/questions/has_policy"):
        shown = text(page.get(path))
        assert f'href="/deviations/{draft.id}"' in shown
        assert "The answers propose no deviation" not in shown
        assert "No deviation is proposed at this question" not in shown


def test_a_review_is_concluded_on_its_page_and_the_supplier_reads_why(page, case, session, sign_in, run_jobs):
    page.post(f"/reviews/{case.review.id}/questions/how", data={"points": "1", "reason": "The routine is not written."})
    page.post(f"/reviews/{case.review.id}/drafts/{drafts(session, case)[0].id}", data={"act": "confirm"})
    shown = text(page.get(f"/reviews/{case.review.id}/conclude"))
    assert "1 deviation is opened" in shown

    assert page.post(f"/reviews/{case.review.id}/conclude").status_code == 303
    assert case.review.status is ReviewStatus.CONCLUDED
    supplier = sign_in(case.started.people["contact"])
    outcome = text(supplier.get(f"/reports/{case.report.id}/outcome"))
    assert "Level A: In place" in outcome
    assert "The routine is not written." in outcome
    assert "Documentation missing" in outcome
    assert "Have a written, dated routine" in outcome
