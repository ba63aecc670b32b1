"""Agreements and contracts: entered by administrators, seen by those whose work they are."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.accounts.actor import Role
from portal.errors import NotFound
from portal.history import story
from portal.register import service
from portal.register.errors import BuyerUnknown, NumberInUse, PeriodBackwards
from portal.register.service import ContractFields
from tests.build import NOBODY, NOW, a_person, a_supplier, an_actor, an_authority, somebody
from tests.register.build import a_contract, a_registered_supplier, agreement_fields, an_agreement


@pytest.fixture
def authority(session):
    return an_authority(session)


@pytest.fixture
def administrator(session, authority):
    return somebody(session, authority, Role.ADMINISTRATOR)


@pytest.fixture
def fields(session, authority):
    """What is entered about a contract."""
    agreement = an_agreement(session, authority)
    supplier = a_registered_supplier(session, authority)
    return ContractFields(agreement.id, supplier.supplier_id, number="2026-7/1", title="Workwear, north")


def test_an_agreement_is_entered_with_the_defaults_of_the_form_language(session, administrator):
    agreement = service.add_agreement(session, administrator, agreement_fields(), now=NOW)
    assert (agreement.min_apprentice_share, agreement.max_tiers, agreement.fair_share_target) == (10, 2, 54)
    assert agreement.min_hourly_wage is None
    assert agreement.sort_key == "workwear\t2026-7"
    assert [event.name for event in story(session, "agreement", agreement.id)] == ["agreement_added"]


def test_a_change_tells_what_was_and_what_is(session, administrator):
    agreement = service.add_agreement(session, administrator, agreement_fields(), now=NOW)
    changed = agreement_fields(value_nok=Decimal("9000000.50"), categories=("textiles",))
    service.change_agreement(session, administrator, agreement.id, changed, now=NOW)
    assert story(session, "agreement", agreement.id)[-1].detail == {
        "value_nok": ["8000000", "9000000.50"],
        "categories": [[], ["textiles"]],
    }


def test_a_number_is_used_once_by_an_authority(session, authority, administrator):
    service.add_agreement(session, administrator, agreement_fields(), now=NOW)
    other = service.add_agreement(session, administrator, agreement_fields(number="2026-8"), now=NOW)
    with pytest.raises(NumberInUse):
        service.add_agreement(session, administrator, agreement_fields(), now=NOW)
    with pytest.raises(NumberInUse):
        service.change_agreement(session, administrator, other.id, agreement_fields(), now=NOW)
    elsewhere = somebody(session, an_authority(session), Role.ADMINISTRATOR)
    assert service.add_agreement(session, elsewhere, agreement_fields(), now=NOW)


def test_nothing_ends_before_it_starts(session, administrator, fields):
    with pytest.raises(PeriodBackwards):
        service.add_agreement(session, administrator, agreement_fields(end_on=date(2025, 12, 31)), now=NOW)
    with pytest.raises(PeriodBackwards):
        service.add_contract(session, administrator, replace(fields, end_on=date(2024, 12, 31)), now=NOW)


def test_a_contract_is_entered_and_changed(session, administrator, fields):
    contract = service.add_contract(session, administrator, fields, now=NOW)
    assert (contract.risk, contract.band, contract.end_on) == (3, 2, None)
    service.change_contract(session, administrator, contract.id, replace(fields, risk=5), now=NOW)
    events = story(session, "contract", contract.id)
    assert [event.name for event in events] == ["contract_added", "contract_changed"]
    assert events[1].detail == {"risk": [3, 5]}


def test_a_contract_joins_an_agreement_and_a_supplier_of_the_same_register(session, administrator, fields):
    other = an_authority(session)
    foreign = {
        "agreement_id": an_agreement(session, other).id,
        "supplier_id": a_registered_supplier(session, other).supplier_id,
    }
    for name, owner in foreign.items():
        with pytest.raises(NotFound):
            service.add_contract(session, administrator, replace(fields, **{name: owner}), now=NOW)


def test_the_contract_manager_is_a_buyer_of_the_authority(session, authority, administrator, fields):
    buyer = a_person(session, authority, roles=(Role.BUYER,))
    reviewer = a_person(session, authority, roles=(Role.REVIEWER,))
    stranger = a_person(session, an_authority(session), roles=(Role.BUYER,))
    assert service.add_contract(session, administrator, replace(fields, buyer_id=buyer.id), now=NOW)
    for person in (reviewer, stranger):
        with pytest.raises(BuyerUnknown):
            service.add_contract(session, administrator, replace(fields, number="x", buyer_id=person.id), now=NOW)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.BUYER])
def test_reviewers_and_buyers_read_but_do_not_write(session, authority, fields, role):
    contract = a_contract(session, authority)
    actor = somebody(session, authority, role)
    acts = (
        lambda: service.add_agreement(session, actor, agreement_fields(), now=NOW),
        lambda: service.change_agreement(session, actor, fields.agreement_id, agreement_fields(), now=NOW),
        lambda: service.add_contract(session, actor, fields, now=NOW),
        lambda: service.change_contract(session, actor, contract.id, fields, now=NOW),
    )
    for act in acts:
        with pytest.raises(NotFound):
            act()
    assert service.get_agreement(session, actor, fields.agreement_id)


def test_a_buyer_sees_the_contracts_where_named_and_no_other(session, authority):
    person = a_person(session, authority, roles=(Role.BUYER,))
    mine = a_contract(session, authority, buyer_id=person.id)
    other = a_contract(session, authority)
    buyer = an_actor(person, authority, Role.BUYER)
    assert [entry.contract.id for entry in service.list_contracts(session, buyer).rows] == [mine.id]
    assert service.get_contract(session, buyer, mine.id) is mine
    with pytest.raises(NotFound):
        service.get_contract(session, buyer, other.id)
    both = an_actor(person, authority, Role.BUYER, Role.REVIEWER)
    assert len(service.list_contracts(session, both).rows) == 2


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_reviewers_and_administrators_see_all_contracts_of_their_authority(session, authority, role):
    contract = a_contract(session, authority)
    foreign = a_contract(session, an_authority(session))
    actor = somebody(session, authority, role)
    assert [entry.contract.id for entry in service.list_contracts(session, actor).rows] == [contract.id]
    for unseen in (foreign.id, NOBODY):
        with pytest.raises(NotFound):
            service.get_contract(session, actor, unseen)


def test_suppliers_see_nothing_of_the_register(session, authority):
    supplier = a_supplier(session)
    contract = a_contract(session, authority, supplier)
    actor = somebody(session, supplier)
    for read in (service.list_contracts, service.list_agreements, service.list_limits):
        with pytest.raises(NotFound):
            read(session, actor)
    with pytest.raises(NotFound):
        service.get_contract(session, actor, contract.id)


def test_contracts_are_found_by_title_number_supplier_agreement(session, authority, administrator):
    gloves = a_contract(session, authority, a_supplier(session, "Medira"), title="Gloves", number="K-9001")
    a_contract(session, authority, a_supplier(session, "Skogvik"), title="Cars", number="K-9002")

    def found(**search):
        return [entry.contract.title for entry in service.list_contracts(session, administrator, **search).rows]

    assert found() == ["Cars", "Gloves"]
    assert found(search="glov") == found(search="k-9001") == found(search="MEDIRA") == ["Gloves"]
    assert found(agreement_id=gloves.agreement_id) == found(supplier_id=gloves.supplier_id) == ["Gloves"]


def test_a_shorter_title_comes_first_whatever_the_numbers(session, authority, administrator):
    for title, number in (("Gloves 2", "1"), ("Gloves", "9"), ("Gloves", "8")):
        a_contract(session, authority, title=title, number=number)
    listed = [entry.contract.number for entry in service.list_contracts(session, administrator).rows]
    assert listed == ["8", "9", "1"]


def test_an_entry_shows_when_the_contract_ends(session, authority, administrator):
    own = a_contract(session, authority, end_on=date(2026, 6, 30))
    with_agreement = a_contract(session, authority)
    assert service.get_contract_entry(session, administrator, own.id).end_on == date(2026, 6, 30)
    assert service.get_contract_entry(session, administrator, with_agreement.id).end_on == date(2028, 12, 31)


def test_a_page_of_contracts_costs_one_statement_whatever_its_size(session, authority, administrator, count_statements):
    agreement = an_agreement(session, authority)
    for _ in range(60):
        a_contract(session, authority, agreement=agreement)
    with count_statements() as statements:
        assert len(service.list_contracts(session, administrator).rows) == 50
    assert len(statements) == 1
