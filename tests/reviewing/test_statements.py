"""A page costs the same number of statements whatever the size, and no more than twelve."""

import pytest
from flask import Flask
from sqlmodel import Session, insert

from portal.accounts.models import Person
from portal.paging import ROWS_A_PAGE
from portal.reporting.models import Submission
from portal.reviewing.models import Review
from portal.reviewing.service import concluding, deciding, grading
from portal.schema import new_id
from tests.build import NOW
from tests.reviewing.build import Case, a_review, drafts

MOST = 12
HARMS = [("child_labour", "actual")]


@pytest.fixture
def small(session, app) -> Case:
    """A second year's review with one row of harm, and the first year's beside it."""
    return second_year(session, app, rows=1)


@pytest.fixture
def large(session, app) -> Case:
    """The same with two hundred rows."""
    return second_year(session, app, rows=200)


def second_year(session: Session, app: Flask, *, rows: int) -> Case:
    with app.app_context():
        first = a_review(session, with_policy=True, year=2026)
        finish(session, first)
        return a_review(session, harms=HARMS * rows, like=first.started, with_policy=True)


def finish(session: Session, case: Case) -> None:
    for draft in drafts(session, case):
        deciding.confirm_draft(session, case.reviewer, case.review.id, draft.id, now=NOW)
    grading.grade(session, case.reviewer, case.review.id, "how", grading.FULL, "", now=NOW)
    concluding.conclude(session, case.reviewer, case.review.id, now=NOW)


def more_reviews(session: Session, case: Case, first: int, last: int) -> None:
    """Copy the case's submission and review, so that the authority has more of them."""
    submission = session.get_one(Submission, case.review.submission_id).model_dump()
    copies = [{**submission, "id": new_id(), "number": number} for number in range(first, last + 1)]
    session.execute(insert(Submission), copies)
    review = case.review.model_dump()
    session.execute(insert(Review), [{**review, "id": new_id(), "submission_id": copy["id"]} for copy in copies])


def statements_of(browser, path: str, count_statements) -> list[str]:
    browser.get(path)
    with count_statements() as statements:
        assert browser.get(path).status_code == 200
    return statements


def test_the_queue_costs_the_same_for_ten_as_for_a_thousand(session, case, sign_in, count_statements):
    browser = sign_in(session.get_one(Person, case.reviewer.person_id))
    more_reviews(session, case, 2, 10)
    ten = statements_of(browser, "/reviews", count_statements)
    more_reviews(session, case, 11, 1000)

    thousand = statements_of(browser, "/reviews", count_statements)

    assert len(thousand) == len(ten) <= MOST
    assert browser.get("/reviews").get_data(as_text=True).count('<tr role="row">') == 1 + ROWS_A_PAGE


@pytest.mark.parametrize("path", ["", "/questions/harms", "/conclude", "/return"])
def test_a_review_costs_the_same_whatever_its_size(session, small, large, sign_in, count_statements, path):
    costs = {}
    for name, case in (("small", small), ("large", large)):
        browser = sign_in(session.get_one(Person, case.reviewer.person_id))
        costs[name] = statements_of(browser, f"/reviews/{case.review.id}{path}", count_statements)

    assert len(costs["small"]) == len(costs["large"])
    assert len(costs["large"]) <= MOST, "\n".join(costs["large"])


def test_the_outcome_costs_the_same_whatever_its_size(session, app, small, large, sign_in, count_statements):
    costs = []
    for case in (small, large):
        with app.app_context():
            finish(session, case)
        browser = sign_in(case.started.people["contact"])
        costs.append(len(statements_of(browser, f"/reports/{case.report.id}/outcome", count_statements)))

    assert costs[0] == costs[1] <= MOST
