"""The pages of both sides, without JavaScript: what each shows, and the whole way from opened to closed."""

import io
import re

import pytest
from sqlmodel import select

from portal.deadlines import now
from portal.engine.definition import Severity
from portal.followup import service
from portal.followup.models import Action, ActionStatus, DeviationStatus
from portal.followup.service.drafting import grounds_of
from tests.followup.build import a_draft, a_plan, an_open, in_status
from tests.followup.words import text, text_of

S = DeviationStatus
PDF = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n"


def only_action(session) -> Action:
    return session.exec(select(Action)).one()


@pytest.mark.parametrize("status", [status for status in S if status not in {S.DRAFT, S.DISMISSED}])
def test_every_status_has_its_page_for_both_sides(session, case, supplier, buyer, status):
    deviation = in_status(session, case, status, Severity.CRITICAL)
    for browser in (supplier, buyer):
        page = browser.get(f"/deviations/{deviation.id}")
        assert page.status_code == 200
        assert deviation.number in text(page)
        assert "Supply chain not disclosed" in text(page)


def test_the_whole_way(session, case, supplier, buyer):
    """A supplier confirms, plans, is sent back, plans better, works and documents; the buyer verifies."""
    deviation = an_open(session, case, now=now())
    at = f"/deviations/{deviation.id}"
    assert "You have the ball. Confirm receipt by" in text(supplier.get(at))
    assert supplier.post(f"{at}/acknowledge").status_code == 303

    day = (deviation.closing_due_at.date()).isoformat()
    row = {"what": "Ask the refinery", "owner": "Ingrid Moen", "due_on": day}
    sent = supplier.post(f"{at}/plan", data={"act": "add", "revision": deviation.revision, **row})
    assert sent.status_code == 303
    action = only_action(session)
    tried = supplier.post(f"{at}/plan", data={"act": "send", "revision": deviation.revision}, follow_redirects=True)
    assert "the root cause" in text(tried)
    texts = {"root_cause": "No right to know", "revision": deviation.revision}
    assert supplier.post(f"{at}/plan", data={"act": "send", **texts}).status_code == 303
    assert deviation.status is S.PLAN_SUBMITTED

    assert buyer.post(f"{at}/acts/return_plan", data={"reason": ""}).status_code == 422
    assert buyer.post(f"{at}/acts/return_plan", data={"reason": "Too thin"}).status_code == 303
    assert "Too thin" in text(supplier.get(f"{at}/plan"))
    again = {"act": "send", "root_cause": "The contract is silent", "revision": deviation.revision}
    assert supplier.post(f"{at}/plan", data=again).status_code == 303
    assert buyer.post(f"{at}/approve-plan").status_code == 303

    work = f"{at}/actions/{action.id}"
    assert supplier.post(f"{work}/start").status_code == 303
    assert "Add a file that shows it is done" in text(supplier.post(f"{work}/finish"))
    upload = {"file": (io.BytesIO(PDF), "letter.pdf"), "dated_on": "2027-01-01"}
    assert supplier.post(f"{work}/files", data=upload).status_code == 303
    assert "letter.pdf" not in text(buyer.get(at)), "a file is shown when the action is said to be done"
    assert supplier.post(f"{work}/finish", data={"note": "They answered"}).status_code == 303
    assert "1 of 1 actions done" in text(buyer.get(at))
    assert "letter.pdf" in text(buyer.get(at))
    assert supplier.post(f"{at}/acts/submit_evidence").status_code == 303

    assert buyer.get(f"{at}/acts/verify").status_code == 200
    verified = buyer.post(f"{at}/acts/verify", data={"method": "Read the letter", "result": "All mines named"})
    assert verified.status_code == 303
    assert deviation.status is S.CLOSED_VERIFIED
    assert action.status is ActionStatus.VERIFIED
    assert "Closed and verified. All mines named" in text(supplier.get(at))


def test_a_file_is_served_to_those_who_may_read_it(session, case, supplier, buyer, sign_in):
    deviation = in_status(session, case, S.IN_PROGRESS)
    row = service.Row(what="More", owner="Bao Lin", due_on=now().date())
    action = service.add_action(session, case.contact, deviation.id, row, now=now())
    work = f"/deviations/{deviation.id}/actions/{action.id}"
    supplier.post(f"{work}/files", data={"file": (io.BytesIO(PDF), "letter.pdf")})
    link = re.search(rf'href="({work}/files/[^"]+)"', supplier.get(work).get_data(as_text=True))[1]
    with supplier.get(link) as own:
        assert own.data == PDF
        assert own.headers["Content-Disposition"].startswith("attachment")
    assert buyer.get(link).status_code == 404, "not before the action is said to be done"
    supplier.post(f"{work}/finish")
    with buyer.get(link) as shared:
        assert shared.data == PDF
    assert sign_in(case.people["other_buyer"]).get(link).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.pdf", b"<html>", "the content is something else"),
        ("letter.exe", b"MZ", "We cannot take files of this kind"),
        ("", b"", "Choose a file first"),
        ("letter.pdf", b"", "The file is empty"),
    ],
)
def test_a_file_that_is_refused_says_why(session, case, supplier, name, content, words):
    deviation = in_status(session, case, S.IN_PROGRESS)
    action = only_action(session)
    action.status = ActionStatus.PLANNED
    work = f"/deviations/{deviation.id}/actions/{action.id}"
    refused = supplier.post(f"{work}/files", data={"file": (io.BytesIO(content), name)})
    assert refused.status_code == 422
    assert words in text(refused)


def test_a_day_that_cannot_be_read_stays_in_its_box(session, case, supplier):
    deviation = an_open(session, case)
    row = {"what": "Ask", "owner": "Bao Lin", "due_on": "soon"}
    texts = {"act": "add", "root_cause": "A long text", "revision": deviation.revision}
    refused = supplier.post(f"/deviations/{deviation.id}/plan", data={**texts, **row})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert 'value="soon"' in page
    assert "A long text" in page


def test_two_colleagues_on_one_plan_lose_nothing(session, case, supplier):
    deviation = an_open(session, case)
    seen = deviation.revision
    url = f"/deviations/{deviation.id}/plan"
    supplier.post(url, data={"act": "save", "root_cause": "Theirs", "revision": seen})
    refused = supplier.post(url, data={"act": "save", "root_cause": "Mine", "revision": seen})
    assert refused.status_code == 409
    assert "Theirs" in text(refused)
    assert "Mine" in text(refused)
    mended = re.search(r'name="revision" value="(\d+)"', refused.get_data(as_text=True))[1]
    assert supplier.post(url, data={"act": "save", "root_cause": "Ours", "revision": mended}).status_code == 303
    assert deviation.root_cause == "Ours"


def test_rows_of_a_plan_are_changed_and_removed(session, case, supplier):
    deviation = an_open(session, case)
    action = a_plan(session, case, deviation)
    url = f"/deviations/{deviation.id}/plan"
    edit = supplier.post(url, data={"act": f"edit:{action.id}", "root_cause": "Kept", "revision": deviation.revision})
    assert edit.location.endswith(f"/plan/{action.id}")
    assert deviation.root_cause == "Kept"
    changed = {"what": "Ask again", "owner": "Bao Lin", "due_on": "2027-03-22", "revision": action.revision}
    assert supplier.post(f"{url}/{action.id}", data=changed).status_code == 303
    assert action.what == "Ask again"
    supplier.post(url, data={"act": f"remove:{action.id}", "root_cause": "Kept", "revision": deviation.revision})
    assert session.exec(select(Action)).all() == []


def test_a_draft_outside_a_review_is_opened_by_a_reviewer(session, case, reviewer, supplier, run_jobs):
    draft = a_draft(session, case, type="self_report_missing", severity=Severity.MINOR)
    assert "1 draft waits for your decision" in text(reviewer.get("/deviations"))
    assert draft.type not in text(supplier.get("/deviations"))
    page = f"/deviations/drafts/{draft.id}"
    assert case.contract.title in text(reviewer.get("/deviations/drafts"))
    assert reviewer.get(page).status_code == 200
    assert reviewer.post(f"{page}/open", data={"facts": "", "clause": ""}).status_code == 422
    assert reviewer.post(f"{page}/open", data={"facts": "It has not come", "clause": "2.5"}).status_code == 303
    assert draft.status is S.OPEN
    assert "Self-report missing" in text(supplier.get("/deviations"))
    assert run_jobs() == ["followup.mail_opened"]


def test_a_draft_outside_a_review_is_dismissed_with_a_reason(session, case, reviewer):
    draft = a_draft(session, case, type="self_report_missing", severity=Severity.MINOR)
    page = f"/deviations/drafts/{draft.id}"
    assert reviewer.post(f"{page}/dismiss", data={"reason": " "}).status_code == 422
    assert reviewer.post(f"{page}/dismiss", data={"reason": "Agreed by phone"}).status_code == 303
    assert draft.status is S.DISMISSED


@pytest.mark.parametrize("count", [1, 40])
def test_a_case_takes_as_many_statements_at_any_size(session, case, sign_in, count_statements, count):
    deviation = an_open(session, case)
    row = service.Row(what="Ask", owner="Bao Lin", due_on=now().date())
    for _ in range(count):
        service.add_action(session, case.contact, deviation.id, row, now=now())
    for name in ("contact", "buyer"):
        browser = sign_in(case.people[name])
        browser.get(f"/deviations/{deviation.id}")
        with count_statements() as statements:
            browser.get(f"/deviations/{deviation.id}")
        assert len(statements) <= 12, statements


def test_a_plan_takes_a_day_as_the_sections_do_and_suggests_one(session, case, supplier):
    deviation = in_status(session, case, S.ACKNOWLEDGED)
    path = f"/deviations/{deviation.id}/plan"
    row = {"act": "add", "what": "Ask them", "owner": "Ola", "revision": deviation.revision}
    refused = text(supplier.post(path, data={**row, "due_on": "soon"}))
    assert "Write a day, for example 31 December 2026." in refused
    assert "For example 31 December 2026" in refused
    assert supplier.post(path, data={**row, "due_on": "31.12.2026"}).status_code == 303
    assert "31 December 2026" in text(supplier.get(path))


def test_an_action_more_while_the_work_goes_on(session, case, supplier, buyer):
    deviation = in_status(session, case, S.IN_PROGRESS)
    new = f"/deviations/{deviation.id}/actions/new"
    assert supplier.get(new).status_code == 200
    row = {"what": "Ask the new site", "owner": "Bao Lin", "due_on": "2027-03-22"}
    assert supplier.post(new, data={**row, "owner": ""}).status_code == 422
    assert supplier.post(new, data=row).status_code == 303
    assert "Go on with: Ask the new site" in text(supplier.get(f"/deviations/{deviation.id}"))
    assert "Ask the new site" in text(buyer.get(f"/deviations/{deviation.id}"))


def test_an_authority_is_told_that_a_second_reader_is_pending(session, case, supplier, buyer):
    deviation = an_open(session, case, severity=Severity.ZERO_TOLERANCE)
    assert "A second reviewer must confirm it" in text(buyer.get(f"/deviations/{deviation.id}"))
    assert "A second reviewer" not in text(supplier.get(f"/deviations/{deviation.id}"))


def test_who_approved_a_grave_plan_is_told_why_another_must_verify(session, case, buyer):
    deviation = in_status(session, case, S.EVIDENCE_SUBMITTED, Severity.CRITICAL)
    page = text(buyer.get(f"/deviations/{deviation.id}"))
    assert "Somebody else must verify" in page
    assert "Verify and close" not in page
    refused = buyer.post(f"/deviations/{deviation.id}/acts/verify", data={"method": "x", "result": "x"})
    assert refused.status_code == 409
    assert "Somebody else must decide" in text(refused)


@pytest.mark.parametrize(
    ("added", "quoted"),
    [("", 0), ("\nThe factory says the same.", 1)],
    ids=["the answer only", "and what a reviewer wrote"],
)
def test_an_answer_is_told_once_and_beside_it_what_a_reviewer_wrote(session, case, buyer, added, quoted):
    deviation = an_open(session, case)
    ground = grounds_of(session, deviation)[0]
    deviation.facts = f"{ground.wording['nb']} {ground.answer['nb']}{added}"
    page = buyer.get(f"/deviations/{deviation.id}").text
    grounds = text_of(page[page.index('id="grounds"') :])
    assert grounds.count(ground.wording["en"]) == 1
    assert ground.wording["nb"] not in grounds
    assert grounds.count("The factory says the same.") == quoted
