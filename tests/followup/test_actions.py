"""The states of an action (architecture.md): every act allowed, and refused from everywhere and to everybody else."""

import pytest

from portal.followup import service
from portal.followup.errors import ActNotAllowed, NeedMissing, RoleMissing
from portal.followup.models import ActionStatus, DeviationStatus
from portal.followup.transitions import ACTION_ACTS, ActionAct, Who, action_transition
from tests.followup.build import LATER, a_file, a_plan, an_open, in_status

A, S = ActionStatus, DeviationStatus

DOMAIN = {
    ActionAct.START: ("planned", "in_progress", "supplier"),
    ActionAct.FINISH: ("planned in_progress", "done", "supplier"),
    ActionAct.SEND_BACK: ("done", "in_progress", "buyer"),
    ActionAct.CANCEL: ("planned in_progress", "cancelled", "supplier"),
    ActionAct.ASK_TO_CANCEL: ("planned in_progress", None, "supplier"),
    ActionAct.ACCEPT_CANCEL: ("planned in_progress", "cancelled", "buyer"),
    ActionAct.REFUSE_CANCEL: ("planned in_progress", None, "buyer"),
}


def test_the_table_in_code_is_the_table_of_the_domain():
    in_code = {act: (set(line.sources), line.to, line.who.value) for act, line in ACTION_ACTS.items()}
    assert in_code == {act: (set(sources.split()), to, who) for act, (sources, to, who) in DOMAIN.items()}


@pytest.mark.parametrize("act", list(ActionAct), ids=lambda act: act.value)
def test_an_act_is_allowed_and_refused_as_the_table_says(session, case, act):
    line = ACTION_ACTS[act]
    actors = {Who.SUPPLIER: case.contact, Who.BUYER: case.buyer, Who.REVIEWER: case.reviewer, Who.JOB: None}
    for status in A:
        for within in S:
            if status in line.sources and within in line.within:
                assert action_transition(act, status, within, actors[line.who]) is line
            else:
                with pytest.raises(ActNotAllowed):
                    action_transition(act, status, within, actors[line.who])
    for who, actor in actors.items():
        if who is not line.who:
            with pytest.raises(RoleMissing):
                action_transition(act, min(line.sources), min(line.within), actor)


def test_an_action_is_worked_on_finished_and_sent_back(session, case):
    deviation = in_status(session, case, S.IN_PROGRESS)
    row = service.Row(what="More", owner="Bao Lin", due_on=LATER.date())
    action = service.add_action(session, case.contact, deviation.id, row, now=LATER)
    assert service.start(session, case.contact, deviation.id, action.id, now=LATER).status is A.IN_PROGRESS
    with pytest.raises(NeedMissing):
        service.finish_action(session, case.contact, deviation.id, action.id, note_text="", now=LATER)
    file = a_file(session, case)
    service.attach_evidence(session, case.contact, deviation.id, action.id, file, now=LATER)
    done = service.finish_action(session, case.contact, deviation.id, action.id, note_text="Sent", now=LATER)
    assert (done.status, done.note, done.done_at) == (A.DONE, "Sent", LATER)
    with pytest.raises(NeedMissing):
        service.send_back(session, case.buyer, deviation.id, action.id, reason="", now=LATER)
    service.send_back(session, case.buyer, deviation.id, action.id, reason="The letter is not signed", now=LATER)
    assert (action.status, action.reason) == (A.IN_PROGRESS, "The letter is not signed")


def test_cancelling_waits_for_the_buyer_once_the_plan_is_approved(session, case):
    deviation = in_status(session, case, S.IN_PROGRESS)
    row = service.Row(what="More", owner="Bao Lin", due_on=LATER.date())
    action = service.add_action(session, case.contact, deviation.id, row, now=LATER)
    with pytest.raises(ActNotAllowed):
        service.answer_cancel(session, case.buyer, deviation.id, action.id, accept=True, now=LATER)
    service.cancel(session, case.contact, deviation.id, action.id, reason="Not needed", now=LATER)
    assert (action.status, action.cancel_asked) == (A.PLANNED, True)
    service.answer_cancel(session, case.buyer, deviation.id, action.id, accept=False, now=LATER)
    assert (action.status, action.cancel_asked) == (A.PLANNED, False)
    service.cancel(session, case.contact, deviation.id, action.id, reason="Really not", now=LATER)
    service.answer_cancel(session, case.buyer, deviation.id, action.id, accept=True, now=LATER)
    assert action.status is A.CANCELLED


def test_cancelling_is_free_while_the_plan_is_the_suppliers(session, case):
    deviation = an_open(session, case)
    action = a_plan(session, case, deviation)
    with pytest.raises(NeedMissing):
        service.cancel(session, case.contact, deviation.id, action.id, reason="", now=LATER)
    assert service.cancel(session, case.contact, deviation.id, action.id, reason="No", now=LATER).status is A.CANCELLED
