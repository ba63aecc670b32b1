"""Every act on a self-report as a whole: allowed from where the table says, refused from elsewhere and to others."""

from collections.abc import Callable
from datetime import date
from itertools import product

import pytest
from sqlmodel import Session

from portal import history
from portal.accounts.actor import Actor, OrganisationKind, Role
from portal.errors import NotFound
from portal.reporting.models import SelfReportStatus
from portal.reporting.service import returns
from portal.reporting.states import TRANSITIONS, WRITABLE, ActNotAllowed, ReportAct, RoleMissing
from tests.build import NOW, an_authority, somebody
from tests.reporting.build import Started
from tests.reporting.signing import a_ready_report, sign

DAY = date(2027, 6, 1)
DO: dict[ReportAct, Callable[[Session, Started, Actor], object]] = {
    ReportAct.SUBMIT: lambda session, started, actor: sign(session, started, actor=actor),
    ReportAct.RETURN: lambda session, started, actor: returns.return_report(
        session, actor, started.report.id, reason="More", flags={"confirmed": "Why?"}, due_on=DAY, now=NOW
    ),
    ReportAct.CONCLUDE: lambda session, started, actor: returns.conclude_report(
        session, actor, started.report.id, level="B", now=NOW
    ),
    ReportAct.REOPEN: lambda session, started, actor: returns.reopen_report(
        session, actor, started.report.id, reason="An error", now=NOW
    ),
    ReportAct.REOPEN_MISSING: lambda session, started, actor: returns.reopen_missing(
        session, actor, started.report.id, reason="They were ill", due_on=DAY, now=NOW
    ),
    ReportAct.CANCEL: lambda session, started, actor: returns.cancel_report(
        session, actor, started.report.id, reason="The contract ended", now=NOW
    ),
}
"""Each act of a person; closing as missing is a job's."""

EVERY = [(act, status) for act, status in product(DO, SelfReportStatus)]
ALLOWED = [(act, status) for act, status in EVERY if status in TRANSITIONS[act].from_]
REFUSED = [(act, status) for act, status in EVERY if status not in TRANSITIONS[act].from_]
OTHERS = [(act, role) for act, role in product(DO, Role) if role is not TRANSITIONS[act].role]


def a_report_that_is(session: Session, status: SelfReportStatus) -> Started:
    started = a_ready_report(session)
    started.report.status = status
    session.flush()
    return started


def who(started: Started, act: ReportAct) -> Actor:
    """The person whose role the table names."""
    people = {
        Role.SIGNATORY: started.signatory,
        Role.REVIEWER: started.reviewer,
        Role.ADMINISTRATOR: started.administrator,
    }
    return people[TRANSITIONS[act].role]  # type: ignore[index]


def test_the_table_has_every_act_and_leads_to_every_state():
    assert set(TRANSITIONS) == set(ReportAct) == {*DO, ReportAct.CLOSE_MISSING}
    assert {line.to for line in TRANSITIONS.values()} == set(SelfReportStatus)
    assert {SelfReportStatus.DRAFT, SelfReportStatus.RETURNED} == WRITABLE


@pytest.mark.parametrize(("act", "status"), ALLOWED)
def test_an_act_is_allowed_from_where_the_table_says(session: Session, act: ReportAct, status: SelfReportStatus):
    started = a_report_that_is(session, status)
    DO[act](session, started, who(started, act))
    assert started.report.status is TRANSITIONS[act].to
    event = history.story(session, "self_report", started.report.id)[-1]
    assert (event.name, event.by_id) == (TRANSITIONS[act].event, who(started, act).person_id)
    assert (event.authority_id, event.supplier_id) == (started.authority.id, started.supplier.id)


@pytest.mark.parametrize(("act", "status"), REFUSED)
def test_an_act_is_refused_from_every_other_state(session: Session, act: ReportAct, status: SelfReportStatus):
    started = a_report_that_is(session, status)
    before = started.report.model_dump()
    told = len(history.story(session, "self_report", started.report.id))
    with pytest.raises(ActNotAllowed):
        DO[act](session, started, who(started, act))
    assert started.report.model_dump() == before
    assert len(history.story(session, "self_report", started.report.id)) == told


@pytest.mark.parametrize(("act", "role"), OTHERS)
def test_an_act_is_refused_to_every_other_role(session: Session, act: ReportAct, role: Role):
    status = min(TRANSITIONS[act].from_)
    started = a_report_that_is(session, status)
    of_authority = role in {Role.REVIEWER, Role.ADMINISTRATOR, Role.BUYER}
    actor = somebody(session, started.authority if of_authority else started.supplier, role)
    needed = TRANSITIONS[act].role
    own_side = (actor.kind is OrganisationKind.SUPPLIER) == (needed is Role.SIGNATORY)
    with pytest.raises(RoleMissing if own_side else NotFound):
        DO[act](session, started, actor)
    assert started.report.status is status


@pytest.mark.parametrize("act", [act for act in DO if act is not ReportAct.SUBMIT])
def test_another_authoritys_report_is_not_found(session: Session, act: ReportAct):
    started = a_report_that_is(session, min(TRANSITIONS[act].from_))
    role = TRANSITIONS[act].role
    assert role is not None
    with pytest.raises(NotFound):
        DO[act](session, started, somebody(session, an_authority(session), role))


@pytest.mark.parametrize("status", SelfReportStatus)
def test_a_job_closes_what_never_came_and_nothing_else(session: Session, status: SelfReportStatus):
    started = a_report_that_is(session, status)
    if status in WRITABLE:
        returns.close_missing(session, started.report, now=NOW)
        assert started.report.status is SelfReportStatus.MISSING
        event = history.story(session, "self_report", started.report.id)[-1]
        assert (event.name, event.by_id) == ("report_closed_as_missing", None)
    else:
        with pytest.raises(ActNotAllowed):
            returns.close_missing(session, started.report, now=NOW)
        assert started.report.status is status
