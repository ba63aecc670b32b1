"""Who sees what of a review, field by field: nothing of it is the supplier's before it is concluded."""

from decimal import Decimal
from uuid import UUID

import pytest

from portal.accounts.models import Person
from portal.errors import NotFound
from portal.register.models import Contract
from portal.reviewing.service import concluding, deciding, grading
from portal.reviewing.service.outcome import get_outcome
from portal.reviewing.service.reading import get_file
from portal.reviewing.service.reviews import read_material
from tests.build import NOBODY, NOW
from tests.reviewing.build import Case, a_review, add_file, answer, drafts

WHY = "The routine is not written down anywhere."
DISMISSED = "It came by post last week."
HIDDEN = ("86.7", "Level A", "Documentation missing", WHY, DISMISSED, "provisional")


@pytest.fixture
def decided(session, app) -> Case:
    """A report whose review is done but for the last click: a grade with a reason, and a draft dismissed."""
    with app.app_context():
        case = a_review(session)
        grading.grade(session, case.reviewer, case.review.id, "how", Decimal(1), WHY, now=NOW)
        draft = drafts(session, case)[0]
        deciding.dismiss_draft(session, case.reviewer, case.review.id, draft.id, reason=DISMISSED, now=NOW)
    return case


def pages_of_the_supplier(case: Case) -> tuple[str, ...]:
    return ("/reports", f"/reports/{case.report.id}", f"/reports/{case.report.id}/receipt", "/deviations")


@pytest.mark.parametrize("hidden", HIDDEN)
def test_before_it_is_concluded_the_supplier_sees_nothing_of_it(decided, sign_in, hidden):
    supplier = sign_in(decided.started.people["signatory"])

    shown = "".join(supplier.get(path).get_data(as_text=True) for path in pages_of_the_supplier(decided))

    assert decided.report.title in shown
    assert hidden not in shown


def test_before_it_is_concluded_there_is_no_outcome_for_anybody(session, decided):
    for actor in (decided.signatory, decided.reviewer, decided.administrator):
        with pytest.raises(NotFound):
            get_outcome(session, actor, decided.report.id)


def test_the_outcome_is_the_suppliers_the_authoritys_and_the_named_buyers(session, in_app, decided):
    concluding.conclude(session, decided.reviewer, decided.review.id, now=NOW)

    for actor in (decided.signatory, decided.reviewer, decided.administrator):
        assert get_outcome(session, actor, decided.report.id).review.level == "A"
    for other in (decided.buyer, decided.stranger, a_review(session).signatory):
        with pytest.raises(NotFound):
            get_outcome(session, other, decided.report.id)
    session.get_one(Contract, decided.started.contract.id).buyer_id = decided.buyer.person_id
    assert get_outcome(session, decided.buyer, decided.report.id).review.level == "A"


def test_the_outcome_has_the_reason_but_not_what_was_dismissed(session, app, decided, sign_in):
    with app.app_context():
        concluding.conclude(session, decided.reviewer, decided.review.id, now=NOW)
    shown = sign_in(decided.started.people["contact"]).get(f"/reports/{decided.report.id}/outcome")

    html = shown.get_data(as_text=True)
    assert WHY in html
    assert "86.7" in html
    assert DISMISSED not in html
    assert "Documentation missing" not in html


def test_a_review_that_is_taken_up_again_takes_the_outcome_back(session, in_app, decided):
    concluding.conclude(session, decided.reviewer, decided.review.id, now=NOW)
    concluding.reopen(session, decided.administrator, decided.review.id, reason="A file was misread.", now=NOW)

    with pytest.raises(NotFound):
        get_outcome(session, decided.signatory, decided.report.id)


def test_a_reviewer_sees_the_submission_and_nothing_newer(session, app, decided, sign_in):
    with app.app_context():
        concluding.return_report(
            session,
            decided.reviewer,
            decided.review.id,
            reason="Please look again.",
            flags={"how": "Say how it is used."},
            due_on=NOW.date().replace(day=20),
            now=NOW,
        )
        answer(session, decided.started, how="A secret of the new draft.")
    page = sign_in(session.get_one(Person, decided.reviewer.person_id))

    shown = page.get(f"/reviews/{decided.review.id}/questions/how").get_data(as_text=True)

    assert "We rank risks by how grave they are." in shown
    assert "A secret of the new draft." not in shown


@pytest.mark.parametrize("who", ["administrator", "buyer"])
def test_only_reviewers_and_administrators_open_the_pages(session, decided, sign_in, who):
    page = sign_in(session.get_one(Person, getattr(decided, who).person_id))
    opens = {200} if who == "administrator" else {404}

    assert {page.get(path).status_code for path in ("/reviews", f"/reviews/{decided.review.id}")} == opens
    assert page.post(f"/reviews/{decided.review.id}/conclude").status_code == 404


def test_an_administrator_reads_without_buttons(session, decided, sign_in):
    page = sign_in(session.get_one(Person, decided.administrator.person_id))

    shown = page.get(f"/reviews/{decided.review.id}/questions/how").get_data(as_text=True)

    assert "Save and go on" not in shown


def test_the_supplier_does_not_open_the_pages_of_a_review(decided, sign_in):
    page = sign_in(decided.started.people["signatory"])

    for path in ("", "/questions/how", "/conclude", "/return"):
        assert page.get(f"/reviews/{decided.review.id}{path}").status_code == 404


def test_a_file_is_read_only_through_the_submission_it_came_with(session, in_app):
    case = a_review(session, with_policy=True)
    later = add_file(session, case.started, "has_policy", "newer.pdf")
    sent = submitted_files(session, case)[0]

    assert get_file(session, case.reviewer, case.review.id, "has_policy", sent).name == "policy.pdf"
    for key, evidence_id in (("has_policy", later.id), ("how", sent), ("has_policy", NOBODY), ("nothing", sent)):
        with pytest.raises(NotFound):
            get_file(session, case.reviewer, case.review.id, key, evidence_id)
    for other in (case.buyer, case.stranger, case.signatory):
        with pytest.raises(NotFound):
            get_file(session, other, case.review.id, "has_policy", sent)


def submitted_files(session, case: Case):
    """The ids of the files that were sealed with the policy."""
    return [UUID(str(file["id"])) for file in read_material(session, case.review).files("has_policy")]
