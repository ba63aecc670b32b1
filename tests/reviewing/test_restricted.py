"""A questionnaire for few eyes only: no page shows a buyer what was answered, named on the contract or not."""

from decimal import Decimal

import pytest
from sqlmodel import Session

from portal.accounts.models import Person
from portal.register.models import Contract
from portal.reviewing.service import concluding, deciding, grading
from portal.reviewing.service.proposing import drafts_of
from tests.build import NOW
from tests.reviewing.build import ANSWERS, FORM, Case, a_review

SECRET = ANSWERS["how"]
RESTRICTED = FORM.replace('title: "Reviewed"', 'title: "Reviewed"\naudience: restricted')


@pytest.fixture
def case(session: Session) -> Case:
    made = a_review(session, form=RESTRICTED)
    session.get_one(Contract, made.started.contract.id).buyer_id = made.buyer.person_id
    return made


def _pages(case: Case) -> list[str]:
    report, contract = case.report.id, case.started.contract.id
    answers = [f"/reviews/{case.review.id}", f"/reviews/{case.review.id}/questions/how"]
    around = ["/", f"/reports/{report}/outcome", f"/register/contracts/{contract}", f"/rounds/{case.report.round_id}"]
    return [*answers, *around]


def test_the_contracts_buyer_reads_no_answer_before_or_after_the_decision(session, app, case, sign_in):
    buyer = sign_in(session.get_one(Person, case.buyer.person_id))
    assert not [page for page in _pages(case) if SECRET in buyer.get(page).text]
    with app.app_context():
        grading.grade(session, case.reviewer, case.review.id, "how", Decimal(3), "", now=NOW)
        for draft in drafts_of(session, case.review):
            deciding.dismiss_draft(session, case.reviewer, case.review.id, draft.id, reason="It came.", now=NOW)
        concluding.conclude(session, case.reviewer, case.review.id, now=NOW)
    assert not [page for page in _pages(case) if SECRET in buyer.get(page).text]


def test_a_reviewer_reads_them(session, case, sign_in):
    page = sign_in(session.get_one(Person, case.reviewer.person_id))
    assert SECRET in page.get(f"/reviews/{case.review.id}/questions/how").text
