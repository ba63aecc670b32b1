"""What expressions are told of a contract, its supplier and the authority's limits."""

from datetime import date
from decimal import Decimal

import pytest

from portal.accounts.actor import Role
from portal.engine.circumstances import NAMES, Circumstances, known
from portal.errors import NotFound
from portal.history import story
from portal.register import service
from tests.build import NOBODY, NOW, a_supplier, an_authority, somebody
from tests.register.build import a_contract, a_registered_supplier, an_agreement


@pytest.fixture
def authority(session):
    return an_authority(session)


def test_facts_have_every_name_of_the_form_language(session, authority):
    agreement = an_agreement(session, authority, min_hourly_wage=Decimal("215.50"), categories=["textiles"])
    facts = service.contract_facts(session, a_contract(session, authority, agreement=agreement).id)
    said = {f"contract.{name}" for name in facts.contract} | {f"supplier.{name}" for name in facts.supplier}
    assert said == {name.name for name in NAMES if name.name.startswith(("contract.", "supplier."))}
    understood = known(Circumstances(date(2027, 1, 1), contract=facts.contract, supplier=facts.supplier))
    assert understood.keys() >= said


def test_facts_are_plain_json(session, authority):
    supplier = a_supplier(session)
    a_registered_supplier(session, authority, supplier, small=True)
    agreement = an_agreement(session, authority, value_nok=Decimal("1234.50"))
    contract = a_contract(session, authority, supplier, agreement, risk=5, end_on=date(2026, 3, 1))
    facts = service.contract_facts(session, contract.id)
    assert facts.supplier == {"country": "NO", "is_manufacturer": False, "small": True}
    assert (facts.contract["value_nok"], facts.contract["min_apprentice_share"]) == (1234.5, 10)
    assert (facts.contract["start_on"], facts.contract["end_on"]) == ("2025-01-01", "2026-03-01")
    assert facts.contract["risk"] == 5


def test_facts_of_nothing_are_not_found(session):
    with pytest.raises(NotFound):
        service.contract_facts(session, NOBODY)


def test_current_contracts_run_on_some_day_of_the_period(session, authority):
    runs = a_contract(session, authority)
    ended = a_contract(session, authority, end_on=date(2025, 12, 31))
    later = a_contract(session, authority, agreement=an_agreement(session, authority, start_on=date(2027, 1, 1)))
    over = a_contract(session, authority, agreement=an_agreement(session, authority, end_on=date(2025, 12, 31)))
    ended_agreement = an_agreement(session, authority, end_on=date(2025, 12, 31))
    prolonged = a_contract(session, authority, agreement=ended_agreement, end_on=date(2026, 2, 1))
    current = service.facts_of_current(session, authority.id, date(2026, 1, 1), date(2026, 12, 31))
    found = {facts.contract_id for facts in current}
    assert found == {runs.id, prolonged.id}
    assert not found & {ended.id, later.id, over.id}


def test_limits_hold_from_their_day_on(session, authority):
    administrator = somebody(session, authority, Role.ADMINISTRATOR)
    service.set_limit(
        session, administrator, key="due_diligence", value=Decimal(100_000), valid_from=date(2027, 1, 1), now=NOW
    )
    before = service.limits(session, authority.id, date(2026, 12, 31))
    after = service.limits(session, authority.id, date(2027, 1, 1))
    assert before == {"due_diligence": 500_000, "full_form": 50_000_000}
    assert after == {"due_diligence": 100_000, "full_form": 50_000_000}
    assert service.limits(session, an_authority(session).id, date(2027, 1, 1)) == before


def test_a_limit_of_the_same_day_is_replaced_and_both_are_told(session, authority):
    administrator = somebody(session, authority, Role.ADMINISTRATOR)
    values = {"key": "full_form", "valid_from": date(2027, 1, 1), "now": NOW}
    limit = service.set_limit(session, administrator, value=Decimal(10), **values)
    assert service.set_limit(session, administrator, value=Decimal(20), **values) is limit
    assert [event.detail["old"] for event in story(session, "authority_limit", limit.id)] == [None, "10"]
    assert [listed.value for listed in service.list_limits(session, administrator)] == [20]


def test_limits_are_the_administrators_and_named_by_forms(session, authority):
    for role, key in ((Role.REVIEWER, "full_form"), (Role.ADMINISTRATOR, "unheard_of")):
        with pytest.raises(NotFound):
            service.set_limit(
                session,
                somebody(session, authority, role),
                key=key,
                value=Decimal(1),
                valid_from=date(2027, 1, 1),
                now=NOW,
            )
