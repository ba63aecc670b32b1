"""A round opens with a frozen form and closes when nobody has anything left to do: the table of acts, whole."""

from datetime import date, datetime, timedelta

import pytest

from portal.accounts.actor import Role
from portal.errors import NotFound
from portal.history import story
from portal.library.current import get_form
from portal.library.keeping import FrozenFormDiffers, frozen
from portal.library.models import KeptForm
from portal.register.models import Contract
from portal.rounds import hooks, service
from portal.rounds.errors import (
    DueTooSoon,
    FormNotUsable,
    NothingChosen,
    ReportsUnfinished,
    RoundNotOpen,
    RoundNotPlanned,
)
from portal.rounds.models import RoundStatus
from portal.rounds.transitions import ACTS, Act, Need
from tests.build import NOW, a_person, a_supplier, an_authority, somebody
from tests.register.build import a_contract
from tests.rounds.build import a_planned_round, an_open_round


@pytest.fixture
def authority(session):
    return an_authority(session)


@pytest.fixture
def administrator(session, authority):
    return somebody(session, authority, Role.ADMINISTRATOR)


@pytest.fixture
def round_(session, authority):
    """A planned round with one chosen contract."""
    a_contract(session, authority, risk=5)
    return a_planned_round(session, authority)


@pytest.fixture
def told(monkeypatch):
    """What the hook of opened rounds was told, instead of what stands in it."""
    calls = []
    monkeypatch.setattr(hooks, "opened", [lambda *call: calls.append(call)])
    return calls


def unfinished(monkeypatch, count: int) -> None:
    monkeypatch.setattr(hooks, "unfinished", [lambda _session, _round_id: count])


def brought_to(status: RoundStatus, session, administrator, round_, monkeypatch):
    monkeypatch.setattr(hooks, "opened", [])
    unfinished(monkeypatch, 0)
    if status is RoundStatus.DISCARDED:
        service.discard_round(session, administrator, round_.id, now=NOW)
    elif status is not RoundStatus.PLANNED:
        service.open_round(session, administrator, round_.id, now=NOW)
    if status is RoundStatus.CLOSED:
        service.close_round(session, administrator, round_.id, now=NOW)


FUNCTIONS = {Act.OPEN: service.open_round, Act.CLOSE: service.close_round, Act.DISCARD: service.discard_round}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("status", RoundStatus)
def test_each_act_is_allowed_from_its_state_and_refused_from_all_others(
    session, administrator, round_, monkeypatch, act, status
):
    brought_to(status, session, administrator, round_, monkeypatch)
    if status is ACTS[act].before:
        assert FUNCTIONS[act](session, administrator, round_.id, now=NOW).status is ACTS[act].after
    else:
        with pytest.raises(RoundNotOpen if act is Act.CLOSE else RoundNotPlanned):
            FUNCTIONS[act](session, administrator, round_.id, now=NOW)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_each_act_is_the_administrators(session, authority, administrator, round_, monkeypatch, act, role):
    brought_to(ACTS[act].before, session, administrator, round_, monkeypatch)
    is_staff = role in {Role.REVIEWER, Role.BUYER}
    actor = somebody(session, authority if is_staff else a_supplier(session), role)
    with pytest.raises(NotFound):
        FUNCTIONS[act](session, actor, round_.id, now=NOW)


def test_every_need_of_the_table_is_tested_before_an_act():
    assert {need for transition in ACTS.values() for need in transition.needs} == set(Need)


def test_opening_freezes_the_form_and_tells_those_who_make_self_reports(session, administrator, round_, told):
    service.open_round(session, administrator, round_.id, now=NOW)
    assert frozen(session, round_.form_hash).compiled.form.key == "due_diligence"
    ((_, told_round, rows, actor, at),) = told
    assert (told_round, actor, at) == (round_, administrator, NOW)
    assert [row.chosen for row in rows] == [True]
    event = story(session, "round", round_.id)[-1]
    assert (event.name, event.detail) == ("round_opened", {"form_hash": round_.form_hash, "contracts": 1})
    assert round_.opened_at == NOW


def test_what_the_register_says_on_the_day_of_opening_is_kept(session, administrator, round_, told):
    row = service.list_proposals(session, administrator, round_.id).rows[0].row
    contract = session.get(Contract, row.contract_id)
    contract.risk, contract.band = 4, 4
    service.open_round(session, administrator, round_.id, now=NOW)
    assert (row.facts["contract"]["risk"], row.facts["contract"]["band"]) == (4, 4)
    contract.risk = 1
    session.refresh(row)
    assert row.facts["contract"]["risk"] == 4


def test_a_round_needs_a_contract(session, administrator, round_, told):
    service.choose(session, administrator, round_.id, None, chosen=False, now=NOW)
    with pytest.raises(NothingChosen):
        service.open_round(session, administrator, round_.id, now=NOW)
    assert told == []


def test_a_round_needs_time_to_answer(session, administrator, round_):
    with pytest.raises(DueTooSoon):
        service.open_round(session, administrator, round_.id, now=datetime.combine(round_.due_on, NOW.timetz()))
    assert date(2027, 4, 15) < round_.due_on
    before = NOW + timedelta(days=45)
    assert service.open_round(session, administrator, round_.id, now=before).status is RoundStatus.OPEN


def test_a_form_that_is_gone_opens_nothing(session, administrator, round_):
    round_.form_key = "retired"
    with pytest.raises(FormNotUsable):
        service.open_round(session, administrator, round_.id, now=NOW)


def test_a_form_that_changed_under_its_version_opens_nothing(session, administrator, round_):
    version = get_form("due_diligence").compiled.form.version
    kept = KeptForm(hash="another", form_key="due_diligence", version=version, content={}, frozen_at=NOW)
    session.add(kept)
    session.flush()
    with pytest.raises(FrozenFormDiffers):
        service.open_round(session, administrator, round_.id, now=NOW)


def test_two_authorities_open_on_the_same_frozen_form(session):
    first, second = (an_open_round(session, an_authority(session)) for _ in range(2))
    assert first.form_hash == second.form_hash


def test_a_round_does_not_close_while_self_reports_need_somebody(session, administrator, round_, told, monkeypatch):
    service.open_round(session, administrator, round_.id, now=NOW)
    unfinished(monkeypatch, 3)
    with pytest.raises(ReportsUnfinished) as refusal:
        service.close_round(session, administrator, round_.id, now=NOW)
    assert refusal.value.params == {"count": 3}
    unfinished(monkeypatch, 0)
    assert service.close_round(session, administrator, round_.id, now=NOW).closed_at == NOW
    assert story(session, "round", round_.id)[-1].name == "round_closed"


def test_the_page_before_opening_knows_what_will_happen(session, authority, administrator):
    told, silent = a_supplier(session, "Told AS"), a_supplier(session, "Silent AS")
    a_person(session, told, roles=(Role.SUPPLIER_CONTACT, Role.SIGNATORY))
    a_person(session, told, roles=(Role.SUPPLIER_CONTACT,))
    a_person(session, told, roles=(Role.SIGNATORY,))
    for supplier in (told, told, silent):
        a_contract(session, authority, supplier, risk=5)
    a_contract(session, authority, risk=1)
    round_ = a_planned_round(session, authority)
    outlook = service.foresee_opening(session, administrator, round_.id)
    assert (outlook.reports, outlook.suppliers, outlook.invitations) == (3, 2, 2)
    assert outlook.unreachable == ("Silent AS",)
