"""Every act of deviations.md 6.4: allowed where the table says so, refused from everywhere and to everybody else.

The table in code is what the tests are generated from; the table of the domain page is repeated here, line by line, so
that a slip in one shows against the other.
"""

import pytest

from portal.engine.definition import Severity
from portal.errors import NotFound
from portal.followup import service
from portal.followup.errors import ActNotAllowed, RoleMissing
from portal.followup.models import Deviation, DeviationStatus, EndReason
from portal.followup.service.course import begin
from portal.followup.transitions import ACTIVE, ACTS, Act, Who
from tests.followup.build import LATER, Case, in_status

S = DeviationStatus
ZERO, CRITICAL, MAJOR, MINOR, OBSERVATION = Severity

DOMAIN = {
    Act.CHANGE: ("draft", None, "reviewer"),
    Act.CONFIRM: ("draft", "draft", "reviewer"),
    Act.DISMISS: ("draft", "dismissed", "reviewer"),
    Act.RECONSIDER: ("draft dismissed", "draft", "reviewer"),
    Act.OPEN: ("draft", "open", "reviewer"),
    Act.ACKNOWLEDGE: ("open", "acknowledged", "supplier"),
    Act.CONTAIN: (" ".join(sorted(ACTIVE)), None, "supplier"),
    Act.SUBMIT_PLAN: ("open acknowledged plan_returned", "plan_submitted", "supplier"),
    Act.SUBMIT_PLAN_AND_EVIDENCE: ("open acknowledged plan_returned", "evidence_submitted", "supplier"),
    Act.RETURN_PLAN: ("plan_submitted", "plan_returned", "buyer"),
    Act.APPROVE_PLAN: ("plan_submitted", "in_progress", "buyer"),
    Act.SUBMIT_EVIDENCE: ("in_progress acknowledged", "evidence_submitted", "supplier"),
    Act.REJECT_EVIDENCE: ("evidence_submitted", "in_progress", "buyer"),
    Act.VERIFY: ("evidence_submitted", "closed_verified", "buyer"),
    Act.SETTLE: ("open acknowledged evidence_submitted", "closed_verified", "job"),
    Act.DISPUTE: ("open acknowledged plan_returned", "disputed", "supplier"),
    Act.UPHOLD: ("disputed", None, "buyer"),
    Act.WITHDRAW: (" ".join(sorted(ACTIVE)), "withdrawn", "buyer"),
    Act.END_UNRESOLVED: (" ".join(sorted(ACTIVE)), "closed_unresolved", "buyer"),
    Act.REOPEN: ("closed_verified", "in_progress", "buyer"),
}

SEVERITY_OF = {
    Act.CONTAIN: CRITICAL,
    Act.SETTLE: OBSERVATION,
    Act.SUBMIT_EVIDENCE: MINOR,
    Act.SUBMIT_PLAN_AND_EVIDENCE: MINOR,
}
"""What a deviation must be for an act to be possible at all; else major."""


def test_the_table_in_code_is_the_table_of_the_domain():
    in_code = {act: (set(line.sources), line.to, line.who.value) for act, line in ACTS.items()}
    assert in_code == {act: (set(sources.split()), to, who) for act, (sources, to, who) in DOMAIN.items()}


def test_some_acts_are_for_some_severities():
    assert ACTS[Act.CONTAIN].severities == {ZERO, CRITICAL}
    assert ACTS[Act.SETTLE].severities == {OBSERVATION}
    assert ACTS[Act.SUBMIT_EVIDENCE].only == {S.ACKNOWLEDGED: {MINOR, OBSERVATION}}


def do(session, case: Case, act: Act, deviation: Deviation) -> None:
    """Do an act with all it needs, by whoever may."""
    supplier, buyer, reviewer = case.contact, case.second_buyer, case.reviewer
    one, now = deviation.id, LATER
    acts = {
        Act.CHANGE: lambda: service.change(session, reviewer, one, facts_of(deviation), now=now),
        Act.CONFIRM: lambda: service.confirm(session, reviewer, one, now=now),
        Act.DISMISS: lambda: service.dismiss(session, reviewer, one, reason="No", now=now),
        Act.RECONSIDER: lambda: service.reconsider(session, reviewer, one, now=now),
        Act.OPEN: lambda: service.open_deviation(session, reviewer, one, now=now),
        Act.ACKNOWLEDGE: lambda: service.acknowledge(session, supplier, one, now=now),
        Act.CONTAIN: lambda: service.contain(session, supplier, one, facts="Stopped", now=now),
        Act.SUBMIT_PLAN: lambda: service.submit_plan(session, supplier, one, now=now),
        Act.SUBMIT_PLAN_AND_EVIDENCE: lambda: service.submit_plan_and_evidence(session, supplier, one, now=now),
        Act.RETURN_PLAN: lambda: service.return_plan(session, buyer, one, reason="More", now=now),
        Act.APPROVE_PLAN: lambda: service.approve_plan(session, buyer, one, now=now),
        Act.SUBMIT_EVIDENCE: lambda: service.submit_evidence(session, supplier, one, now=now),
        Act.REJECT_EVIDENCE: lambda: service.reject_evidence(session, buyer, one, reason="More", now=now),
        Act.VERIFY: lambda: service.verify(session, buyer, one, method="Visit", result="In order", now=now),
        Act.SETTLE: lambda: begin(session, None, one, Act.SETTLE),
        Act.DISPUTE: lambda: service.dispute(session, supplier, one, reason="No", now=now),
        Act.UPHOLD: lambda: service.uphold(session, buyer, one, reason="Yes", now=now),
        Act.WITHDRAW: lambda: service.withdraw(session, buyer, one, reason="Ours", now=now),
        Act.END_UNRESOLVED: lambda: service.end_unresolved(
            session, buyer, one, reason=EndReason.CONTRACT_EXPIRED, note_text="", now=now
        ),
        Act.REOPEN: lambda: service.reopen(session, buyer, one, facts="New", closing_on=LATER.date(), now=now),
    }
    acts[act]()


def facts_of(deviation: Deviation) -> service.Facts:
    return service.Facts(
        **{name: getattr(deviation, name) for name in service.Facts.__dataclass_fields__ if name != "facts"},
        facts="New",
    )


def prepared(session, case: Case, act: Act, status: DeviationStatus) -> Deviation:
    deviation = in_status(session, case, status, SEVERITY_OF.get(act, MAJOR))
    if act is Act.OPEN and status is S.DRAFT:
        service.confirm(session, case.reviewer, deviation.id, now=LATER)
    return deviation


ALL = [(act, status) for act in Act for status in S]
ALLOWED = [(act, status) for act, status in ALL if status in ACTS[act].sources]
REFUSED = [(act, status) for act, status in ALL if status not in ACTS[act].sources]


@pytest.mark.parametrize(("act", "status"), ALLOWED, ids=lambda value: value.value)
def test_allowed(session, case, act, status):
    deviation = prepared(session, case, act, status)
    do(session, case, act, deviation)
    line = ACTS[act]
    if act is not Act.SETTLE:
        assert deviation.status is (line.to or (S.OPEN if act is Act.UPHOLD else status))


@pytest.mark.parametrize(("act", "status"), REFUSED, ids=lambda value: value.value)
def test_refused_from_every_other_status(session, case, act, status):
    deviation = prepared(session, case, act, status)
    hidden = deviation.is_draft and ACTS[act].who is Who.SUPPLIER
    with pytest.raises(NotFound if hidden else ActNotAllowed):
        do(session, case, act, deviation)
    assert deviation.status is status


@pytest.mark.parametrize("act", list(Act), ids=lambda act: act.value)
def test_refused_to_every_other_role(session, case, act):
    status = min(ACTS[act].sources)
    deviation = prepared(session, case, act, status)
    actors = {
        Who.REVIEWER: case.reviewer,
        Who.BUYER: case.second_buyer,
        Who.SUPPLIER: case.contact,
        Who.JOB: None,
        "administrator": case.administrator,
    }
    for who, actor in actors.items():
        if who is ACTS[act].who or (actor is case.contact and deviation.is_draft):
            continue
        with pytest.raises(RoleMissing):
            begin(session, actor, deviation.id, act)


@pytest.mark.parametrize("status", [S.OPEN, S.ACKNOWLEDGED, S.PLAN_RETURNED])
def test_a_disputed_deviation_goes_back_to_where_it_was(session, case, status):
    deviation = in_status(session, case, status)
    service.dispute(session, case.contact, deviation.id, reason="No", now=LATER)
    assert deviation.status is S.DISPUTED
    service.uphold(session, case.buyer, deviation.id, reason="It stands", now=LATER)
    assert deviation.status is status
    assert deviation.stopped_at is None


@pytest.mark.parametrize("severity", [MAJOR, MINOR, OBSERVATION])
def test_containment_is_for_grave_deviations(session, case, severity):
    deviation = in_status(session, case, S.OPEN, severity)
    with pytest.raises(ActNotAllowed):
        service.contain(session, case.contact, deviation.id, facts="Stopped", now=LATER)


def test_evidence_without_an_approved_plan_is_for_light_deviations(session, case):
    deviation = in_status(session, case, S.ACKNOWLEDGED, MAJOR)
    with pytest.raises(ActNotAllowed):
        service.submit_evidence(session, case.contact, deviation.id, now=LATER)
