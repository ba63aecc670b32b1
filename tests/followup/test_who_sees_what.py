"""Who sees what, field by field: no draft for a supplier, no unsent plan for an authority, nothing of others."""

import pytest

from portal.engine.definition import Severity
from portal.errors import NotFound
from portal.followup import service
from portal.followup.models import DeviationStatus
from portal.followup.service import lists, reading
from tests.build import NOW, a_supplier, an_authority, somebody
from tests.followup.build import LATER, a_case, a_draft, a_plan, an_open, in_status

S = DeviationStatus
SENT = {S.PLAN_SUBMITTED, S.IN_PROGRESS, S.EVIDENCE_SUBMITTED, S.CLOSED_VERIFIED}
OPENED = [status for status in S if status not in {S.DRAFT, S.DISMISSED}]


def test_a_supplier_never_sees_a_draft_or_a_decision(session, case):
    draft, dismissed = a_draft(session, case), in_status(session, case, S.DISMISSED)
    service.confirm(session, case.reviewer, draft.id, now=NOW)
    for hidden in (draft, dismissed):
        with pytest.raises(NotFound):
            service.get_deviation(session, case.contact, hidden.id)
    for status in S:
        found = lists.list_deviations(session, case.contact, lists.Filters(status=status)).rows
        assert found == ()


def test_a_suppliers_story_begins_when_the_deviation_opens(session, case, sign_in):
    draft = a_draft(session, case, severity=Severity.CRITICAL)
    service.dismiss(session, case.reviewer, draft.id, reason="An inner doubt", now=NOW)
    service.reconsider(session, case.reviewer, draft.id, now=NOW)
    service.confirm(session, case.reviewer, draft.id, now=NOW)
    service.open_now(session, case.reviewer, draft.id, now=NOW)
    story = reading.get_case(session, case.contact, draft.id).story
    assert [event.name for event in story] == ["deviation_opened"]
    page = sign_in(case.people["contact"]).get(f"/deviations/{draft.id}").get_data(as_text=True)
    for inner in ("An inner doubt", "dismissed the draft", "second reviewer", "confirmed the draft"):
        assert inner not in page


@pytest.mark.parametrize("status", OPENED)
def test_an_authority_sees_a_plan_only_once_it_is_sent(session, case, sign_in, status):
    deviation = in_status(session, case, status)
    plan = reading.get_case(session, case.buyer, deviation.id).plan
    page = sign_in(case.people["buyer"]).get(f"/deviations/{deviation.id}").get_data(as_text=True)
    seen = status in SENT | {S.PLAN_RETURNED}
    assert (plan is not None) is seen
    for secret in (
        "The contract gave no right to know.",
        "Those affected were paid.",
        "Ask the refinery",
        "letter.pdf",
    ):
        assert (secret in page) is (seen and (secret != "letter.pdf" or status is not S.PLAN_RETURNED))


def test_what_the_supplier_rewrites_is_its_own_until_it_is_sent_again(session, case, sign_in):
    deviation = in_status(session, case, S.PLAN_RETURNED)
    row = service.Row(what="A secret thought", owner="Bao Lin", due_on=LATER.date())
    service.add_action(session, case.contact, deviation.id, row, now=LATER)
    texts = {"root_cause": "A secret cause", "remedy": "", "seen_revision": deviation.revision}
    service.save_plan_texts(session, case.contact, deviation.id, **texts, now=LATER)
    for name in ("buyer", "reviewer", "administrator"):
        page = sign_in(case.people[name]).get(f"/deviations/{deviation.id}").get_data(as_text=True)
        assert "secret" not in page
        assert "The contract gave no right to know." in page, "the plan as it was sent stays"
    assert "A secret cause" in sign_in(case.people["contact"]).get(f"/deviations/{deviation.id}").get_data(as_text=True)


def test_work_on_an_unsent_plan_is_no_story_for_the_authority(session, case):
    deviation = an_open(session, case)
    a_plan(session, case, deviation, done=True)
    names = [event.name for event in reading.get_case(session, case.buyer, deviation.id).story]
    assert names == ["deviation_drafted", "deviation_confirmed", "deviation_opened"]


def test_a_buyer_sees_the_contracts_where_named_and_no_draft(session, case):
    deviation, draft = an_open(session, case), a_draft(session, case)
    assert service.get_deviation(session, case.buyer, deviation.id) is deviation
    for actor in (case.other_buyer,):
        with pytest.raises(NotFound):
            service.get_deviation(session, actor, deviation.id)
        assert lists.list_deviations(session, actor, lists.Filters()).rows == ()
    with pytest.raises(NotFound):
        service.get_deviation(session, case.buyer, draft.id)
    for actor in (case.reviewer, case.administrator, case.second_buyer):
        assert service.get_deviation(session, actor, draft.id) is draft


def test_another_authority_and_another_supplier_find_nothing(session, case):
    deviation = in_status(session, case, S.IN_PROGRESS)
    for stranger in (somebody(session, an_authority(session)), somebody(session, a_supplier(session))):
        with pytest.raises(NotFound):
            service.get_deviation(session, stranger, deviation.id)
        with pytest.raises(NotFound):
            service.lock_deviation(session, stranger, deviation.id)


def test_every_address_of_a_case_is_not_found_for_strangers(session, case, sign_in):
    deviation = in_status(session, case, S.IN_PROGRESS)
    action = service.actions_of(session, deviation)[0]
    stranger = a_case(session)
    at = f"/deviations/{deviation.id}"
    gets = [at, f"{at}/plan", f"{at}/plan/{action.id}", f"{at}/acts/verify", f"{at}/actions/{action.id}"]
    posts = [f"{at}/acknowledge", f"{at}/approve-plan", f"{at}/acts/withdraw", f"{at}/acts/submit_evidence"]
    posts += [f"{at}/plan", f"{at}/actions/new"]
    posts += [f"{at}/actions/{action.id}/{act}" for act in ("start", "files", "finish", "cancel", "send-back")]
    data = {"reason": "x", "what": "x", "owner": "x", "due_on": "2027-03-20"}
    for name in ("contact", "buyer", "reviewer", "administrator"):
        browser = sign_in(stranger.people[name])
        assert {browser.get(url).status_code for url in gets} == {404}
        assert {browser.post(url, data=data).status_code for url in posts} == {404}
    assert deviation.status is S.IN_PROGRESS
