"""What acts need besides the right state and person, and what they leave behind."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from portal import history
from portal.accounts.actor import Role
from portal.deadlines import today
from portal.engine.definition import Severity
from portal.followup import service
from portal.followup.errors import (
    NeedMissing,
    NotConfirmed,
    NotGrave,
    NotInOneStep,
    PlanLocked,
    SamePerson,
    TypeUnknown,
)
from portal.followup.models import Action, ActionStatus, Ball, DeviationStatus
from portal.followup.transitions import Need
from tests.build import NOW, add_role
from tests.followup.build import LATER, a_draft, a_file, a_plan, an_open, finish, in_status

S = DeviationStatus
ZERO, CRITICAL, MAJOR, MINOR, OBSERVATION = Severity


def missing(raised) -> set[Need]:
    return set(raised.value.params["needs"])


@pytest.mark.parametrize(
    ("said", "needs"),
    [
        ({"facts": " "}, {Need.FACTS}),
        ({"clause": ""}, {Need.CLAUSE}),
        ({"facts": "", "clause": " "}, {Need.FACTS, Need.CLAUSE}),
    ],
)
def test_a_draft_needs_its_facts_and_its_clause_to_be_confirmed(session, case, said, needs):
    draft = a_draft(session, case, **said)
    with pytest.raises(NeedMissing) as raised:
        service.confirm(session, case.reviewer, draft.id, now=NOW)
    assert missing(raised) == needs


@pytest.mark.parametrize("severity", list(Severity))
def test_a_grave_confirmation_waits_for_a_second_reader(session, case, severity):
    draft = a_draft(session, case, severity=severity)
    service.confirm(session, case.reviewer, draft.id, now=NOW)
    assert draft.second_reader_pending is (severity in {ZERO, CRITICAL})


def test_only_a_confirmed_draft_is_opened(session, case):
    draft = a_draft(session, case)
    with pytest.raises(NotConfirmed):
        service.open_deviation(session, case.reviewer, draft.id, now=NOW)


@pytest.mark.parametrize("severity", list(Severity))
def test_open_now_is_for_grave_drafts(session, case, severity):
    draft = a_draft(session, case, severity=severity)
    service.confirm(session, case.reviewer, draft.id, now=NOW)
    if severity in {ZERO, CRITICAL}:
        assert service.open_now(session, case.reviewer, draft.id, now=NOW).status is S.OPEN
    else:
        with pytest.raises(NotGrave):
            service.open_now(session, case.reviewer, draft.id, now=NOW)


def test_opening_gives_number_deadlines_ball_and_letter(session, case, waiting_jobs, changes):
    deviation = an_open(session, case)
    assert deviation.number == "AV-2027-0001"
    assert (deviation.ball, deviation.next_due_at) == (Ball.SUPPLIER, deviation.receipt_due_at)
    assert deviation.ladder_step == 3
    assert waiting_jobs() == [("followup.mail_opened", {"deviation_id": str(deviation.id)})]
    assert changes == ["open"]
    assert an_open(session, case).number == "AV-2027-0002"


def test_a_plan_says_everything_it_lacks_at_once(session, case):
    deviation = an_open(session, case, people_harmed=True)
    with pytest.raises(NeedMissing) as raised:
        service.submit_plan(session, case.contact, deviation.id, now=NOW)
    assert missing(raised) == {Need.ROOT_CAUSE, Need.REMEDY, Need.ACTIONS}


def test_an_action_is_due_no_later_than_the_closing_day(session, case):
    deviation = an_open(session, case, due_in_days=30)
    a_plan(session, case, deviation)
    late = service.Row(what="Later", owner="Bao Lin", due_on=date(2027, 4, 1))
    action = service.add_action(session, case.contact, deviation.id, late, now=NOW)
    with pytest.raises(NeedMissing) as raised:
        service.submit_plan(session, case.contact, deviation.id, now=NOW)
    assert missing(raised) == {Need.ACTIONS_IN_TIME}
    service.cancel(session, case.contact, deviation.id, action.id, reason="Too late", now=NOW)
    assert service.submit_plan(session, case.contact, deviation.id, now=NOW).status is S.PLAN_SUBMITTED


def test_evidence_needs_every_action_ended_and_a_file(session, case):
    deviation = in_status(session, case, S.IN_PROGRESS)
    row = service.Row(what="More", owner="Bao Lin", due_on=date(2027, 3, 20))
    more = service.add_action(session, case.contact, deviation.id, row, now=NOW)
    with pytest.raises(NeedMissing) as raised:
        service.submit_evidence(session, case.contact, deviation.id, now=NOW)
    assert missing(raised) == {Need.ACTIONS_DONE}
    finish(session, case, deviation, more)
    assert service.submit_evidence(session, case.contact, deviation.id, now=NOW).ball is Ball.AUTHORITY


def test_one_step_is_for_minor_deviations_and_those_with_one_day(session, case):
    long = an_open(session, case)
    a_plan(session, case, long, done=True)
    with pytest.raises(NotInOneStep):
        service.submit_plan_and_evidence(session, case.contact, long.id, now=NOW)
    short = an_open(session, case, due_in_days=20)
    a_plan(session, case, short, done=True)
    assert service.submit_plan_and_evidence(session, case.contact, short.id, now=NOW).status is S.EVIDENCE_SUBMITTED


@pytest.mark.parametrize("severity", [ZERO, CRITICAL])
def test_who_approved_a_grave_plan_does_not_decide_on_the_evidence(session, case, severity):
    deviation = in_status(session, case, S.EVIDENCE_SUBMITTED, severity)
    with pytest.raises(SamePerson):
        service.verify(session, case.buyer, deviation.id, method="Visit", result="Good", now=LATER)
    with pytest.raises(SamePerson):
        service.reject_evidence(session, case.buyer, deviation.id, reason="More", now=LATER)
    verified = service.verify(session, case.second_buyer, deviation.id, method="Visit", result="Good", now=LATER)
    assert verified.verified_by_id == case.second_buyer.person_id


def test_a_member_of_the_supplier_never_verifies(session, case):
    deviation = in_status(session, case, S.EVIDENCE_SUBMITTED)
    add_role(session, case.people["second_buyer"], case.supplier, Role.SIGNATORY)
    with pytest.raises(SamePerson):
        service.verify(session, case.second_buyer, deviation.id, method="Visit", result="Good", now=LATER)


def test_verifying_verifies_the_actions_too(session, case):
    deviation = in_status(session, case, S.CLOSED_VERIFIED)
    statuses = session.exec(select(Action.status).where(Action.deviation_id == deviation.id)).all()
    assert statuses == [ActionStatus.VERIFIED]
    assert (deviation.ball, deviation.next_due_at) == (Ball.NOBODY, None)


def test_a_reopened_case_needs_something_new(session, case):
    deviation = in_status(session, case, S.CLOSED_VERIFIED)
    with pytest.raises(NeedMissing):
        service.reopen(session, case.buyer, deviation.id, facts="New", closing_on=NOW.date() - timedelta(1), now=NOW)
    service.reopen(session, case.buyer, deviation.id, facts="A new site", closing_on=date(2027, 5, 20), now=LATER)
    assert deviation.ball is Ball.SUPPLIER
    assert deviation.closing_due_at.date() == date(2027, 5, 20)
    with pytest.raises(NeedMissing) as raised:
        service.submit_evidence(session, case.contact, deviation.id, now=LATER)
    assert missing(raised) == {Need.EVIDENCE}
    row = service.Row(what="Ask the new site", owner="Bao Lin", due_on=date(2027, 5, 1))
    finish(session, case, deviation, service.add_action(session, case.contact, deviation.id, row, now=LATER))
    assert service.submit_evidence(session, case.contact, deviation.id, now=LATER).status is S.EVIDENCE_SUBMITTED


def test_a_returned_plan_gets_back_the_time_it_waited(session, case):
    deviation = in_status(session, case, S.PLAN_SUBMITTED)
    assert today(deviation.plan_due_at) == date(2027, 3, 22)
    service.return_plan(session, case.buyer, deviation.id, reason="More", now=NOW + timedelta(days=7))
    assert today(deviation.plan_due_at) == date(2027, 3, 30), "seven days later is Easter Monday"
    assert deviation.plan_due_at <= deviation.closing_due_at


def test_containment_moves_the_next_day_on(session, case):
    deviation = an_open(session, case, severity=ZERO)
    service.acknowledge(session, case.contact, deviation.id, now=NOW)
    assert deviation.next_due_at == deviation.containment_due_at
    service.contain(session, case.contact, deviation.id, facts="The line was stopped", now=NOW)
    assert deviation.next_due_at == deviation.plan_due_at
    service.contain(session, case.contact, deviation.id, facts="The line was stopped and closed", now=LATER)
    assert deviation.contained_at == NOW, "the first report counts"


def test_a_plan_is_locked_once_it_is_sent(session, case):
    deviation = in_status(session, case, S.PLAN_SUBMITTED)
    action = session.exec(select(Action).where(Action.deviation_id == deviation.id)).one()
    row = service.Row(what="Else", owner="Bao Lin", due_on=date(2027, 3, 20))
    with pytest.raises(PlanLocked):
        service.add_action(session, case.contact, deviation.id, row, now=LATER)
    with pytest.raises(PlanLocked):
        service.change_action(session, case.contact, deviation.id, action.id, row, seen_revision=1, now=LATER)
    with pytest.raises(PlanLocked):
        service.attach_evidence(session, case.contact, deviation.id, action.id, a_file(session, case), now=LATER)


def test_every_act_is_told_and_the_chain_holds(session, case, changes):
    deviation = in_status(session, case, S.CLOSED_VERIFIED)
    names = [event.name for event in history.story(session, "deviation", deviation.id)]
    assert names == [
        "deviation_drafted",
        "deviation_confirmed",
        "deviation_opened",
        "plan_saved",
        "action_added",
        "evidence_added",
        "action_finished",
        "receipt_acknowledged",
        "plan_submitted",
        "plan_approved",
        "evidence_submitted",
        "deviation_verified",
    ]
    assert history.first_broken(session, "deviation", deviation.id) is None
    assert changes == ["open", "acknowledged", "plan_submitted", "in_progress", "evidence_submitted", "closed_verified"]


def test_a_renewed_draft_keeps_a_decision_and_says_that_its_grounds_changed(session, case):
    decided, undecided = a_draft(session, case), a_draft(session, case)
    service.confirm(session, case.reviewer, decided.id, now=NOW)
    ground = service.NewGround(question_key="origin", answer={"en": "Cobalt: from two mines"})
    new = service.NewDraft(
        authority_id=case.authority.id,
        supplier_id=case.supplier.id,
        contract_id=case.contract.id,
        year=2027,
        type=decided.type,
        severity=MINOR,
        place=decided.place,
        grounds=(ground,),
    )
    service.renew_draft(session, decided.id, new, at=LATER)
    service.renew_draft(session, undecided.id, new, at=LATER)
    assert (decided.severity, decided.grounds_changed) == (MAJOR, True)
    assert (undecided.severity, undecided.grounds_changed) == (MINOR, False)
    assert [each.answer for each in service.grounds_of(session, decided)] == [{"en": "Cobalt: from two mines"}]


def test_a_draft_takes_types_and_places_of_the_taxonomy_only(session, case):
    draft = a_draft(session, case)
    said = {name: getattr(draft, name) for name in service.Facts.__dataclass_fields__}
    for wrong in ({"type": "nonsense"}, {"place": "the moon"}):
        with pytest.raises(TypeUnknown):
            service.change(session, case.reviewer, draft.id, service.Facts(**{**said, **wrong}), now=NOW)
    mended = service.Facts(**{**said, "severity": CRITICAL, "place": "raw_material"})
    service.confirm(session, case.reviewer, draft.id, now=NOW)
    service.change(session, case.reviewer, draft.id, mended, now=NOW)
    assert (draft.severity, draft.place, draft.second_reader_pending) == (CRITICAL, "raw_material", True)
