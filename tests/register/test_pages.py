"""The pages of the register, as an administrator, a reviewer and a buyer use them."""

from datetime import date

import pytest
from sqlmodel import select

from portal.accounts.actor import Role
from portal.accounts.models import Organisation
from portal.register.models import Agreement, AuthorityLimit, Contract
from tests.build import a_number, a_person, a_supplier, an_authority
from tests.register.build import a_contract, a_registered_supplier, an_agreement


@pytest.fixture
def authority(session):
    return an_authority(session, "Nordby kommune")


@pytest.fixture
def administrator(session, authority, sign_in):
    return sign_in(a_person(session, authority, roles=(Role.ADMINISTRATOR,)))


@pytest.fixture
def buyer(session, authority):
    return a_person(session, authority, roles=(Role.BUYER,))


AGREEMENT = {
    "number": "2026/7",
    "title": "Arbeidsklær",
    "kind": "goods",
    "goods_included": "yes",
    "categories": ["textiles", "unheard_of"],
    "value_nok": "38,000,000",
    "start_on": "2026-01-01",
    "end_on": "31 December 2029",
    "transparency_level": "raw",
    "min_apprentice_share": "10",
    "min_skilled_share": "50",
    "min_permanent_share": "100",
    "max_tiers": "2",
    "zero_emission_required": "100",
    "machinery_zero_required": "100",
    "fair_share_target": "54",
    "organic_share_target": "12.5",
    "slow_breed_target": "50",
    "min_hourly_wage": "",
}


def test_a_supplier_an_agreement_and_a_contract_are_entered(session, authority, administrator):
    number = a_number(700)
    page = administrator.post(
        "/register/suppliers/new", data={"country": "NO", "number": number, "name": "Fjordtek AS"}
    )
    assert page.status_code == 303
    supplier = session.exec(select(Organisation).where(Organisation.number == number)).one()
    assert "Fjordtek AS" in administrator.get(page.location).text

    page = administrator.post("/register/agreements/new", data=AGREEMENT)
    assert page.status_code == 303
    agreement = session.exec(select(Agreement).where(Agreement.number == "2026/7")).one()
    assert (agreement.value_nok, agreement.end_on, agreement.categories) == (
        38_000_000,
        date(2029, 12, 31),
        ["textiles"],
    )
    assert (agreement.organic_share_target, agreement.min_hourly_wage) == (12.5, None)
    assert "NOK" in administrator.get(page.location).text or "kr" in administrator.get(page.location).text

    values = {"number": "7-1", "title": "Arbeidsklær, nord", "risk": "4", "band": "2"}
    values |= {"agreement_id": agreement.id, "supplier_id": supplier.id, "buyer_id": "", "end_on": ""}
    page = administrator.post("/register/contracts/new", data=values)
    assert page.status_code == 303
    contract = session.exec(select(Contract).where(Contract.number == "7-1")).one()
    assert (contract.authority_id, contract.risk, contract.buyer_id) == (authority.id, 4, None)
    assert "Arbeidsklær, nord" in administrator.get("/register/contracts?search=fjordtek").text


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("value_nok", "1.250,5", "two ways"),
        ("value_nok", "a lot", "with digits only"),
        ("value_nok", "-1", "from 0 to"),
        ("min_skilled_share", "101", "from 0 to 100"),
        ("max_tiers", "1.5", "0 decimals"),
        ("start_on", "1/2/2026", "exchanged"),
        ("end_on", "soon", "for example 31 December 2026"),
        ("end_on", "2025-12-31", "before the first one"),
        ("title", "", "Fill this in"),
        ("kind", "people", "from the list"),
        ("min_hourly_wage", "much", "with digits only"),
    ],
)
def test_what_cannot_be_read_stays_in_its_box_and_says_why(administrator, field, text, words):
    page = administrator.post("/register/agreements/new", data=AGREEMENT | {field: text})
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert words in page.text
    if field not in {"kind", "title"}:
        assert f'value="{text}"' in page.text
    assert 'value="Arbeidsklær"' in page.text or field == "title"


def test_a_number_that_is_none_is_refused_at_its_field(administrator):
    page = administrator.post(
        "/register/suppliers/new", data={"country": "NO", "number": "123456789", "name": "Fjordtek AS"}
    )
    assert page.status_code == 422
    assert "not a valid organisation number" in page.text
    assert 'value="123456789"' in page.text


def test_an_agreement_and_a_contract_are_changed(session, authority, administrator):
    agreement = an_agreement(session, authority)
    page = administrator.get(f"/register/agreements/{agreement.id}/edit")
    assert 'value="10\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000"' in page.text
    page = administrator.post(f"/register/agreements/{agreement.id}/edit", data=AGREEMENT)
    assert page.status_code == 303
    assert agreement.title == "Arbeidsklær"

    contract = a_contract(session, authority, agreement=agreement)
    assert administrator.get(f"/register/contracts/{contract.id}/edit").status_code == 200
    values = {name: getattr(contract, name) for name in ("agreement_id", "supplier_id", "number", "title")}
    page = administrator.post(f"/register/contracts/{contract.id}/edit", data=values | {"risk": "5", "band": "4"})
    assert page.status_code == 303
    assert (contract.risk, contract.band) == (5, 4)
    assert "Band 4" in administrator.get(page.location).text


def test_a_first_contact_is_invited_from_the_suppliers_page(session, authority, administrator, waiting_jobs):
    supplier = a_registered_supplier(session, authority).supplier_id
    address = f"/register/suppliers/{supplier}/contact"
    wrong = administrator.post(address, data={"name": "Kari", "email": "kari", "role": "supplier_contact"})
    assert wrong.status_code == 422
    assert 'value="kari"' in wrong.text
    right = {"name": "Kari", "email": "kari@example.org", "role": "supplier_contact"}
    assert administrator.post(address, data=right).status_code == 303
    assert "kari@example.org" in administrator.get(f"/register/suppliers/{supplier}").text
    assert waiting_jobs()
    again = administrator.post(address, data=right | {"email": "ola@example.org"})
    assert again.status_code == 409


def test_what_we_know_of_a_supplier_is_changed(session, authority, administrator):
    registered = a_registered_supplier(session, authority)
    page = administrator.post(f"/register/suppliers/{registered.supplier_id}", data={"small": "yes"})
    assert page.status_code == 303
    assert (registered.small, registered.is_manufacturer) == (True, False)


def test_a_limit_is_set_and_shown(session, administrator):
    page = administrator.post(
        "/register/limits", data={"key": "due_diligence", "value": "100 000", "valid_from": "2026-01-01"}
    )
    assert page.status_code == 303
    assert session.exec(select(AuthorityLimit)).one().value == 100_000
    assert "100,000" in administrator.get("/register/limits").text
    assert administrator.post("/register/limits", data={"key": "x", "value": ""}).status_code == 422


@pytest.mark.parametrize("path", ["suppliers", "agreements", "contracts"])
def test_empty_lists_say_what_will_be_here_and_searches_what_to_try(administrator, path):
    assert "yet" in administrator.get(f"/register/{path}").text
    assert "Try a shorter part" in administrator.get(f"/register/{path}?search=zzz").text


def test_lists_go_on_after_fifty(session, authority, administrator):
    agreement = an_agreement(session, authority)
    for number in range(60):
        a_contract(session, authority, agreement=agreement, title=f"Contract {number:02}")
    first = administrator.get("/register/contracts").text
    assert "Contract 49" in first
    assert "Contract 50" not in first
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = administrator.get(following).text
    assert "Contract 50" in second
    assert "Contract 49" not in second


def test_a_buyer_reads_where_named_and_changes_nothing(session, authority, buyer, sign_in):
    mine = a_contract(session, authority, buyer_id=buyer.id, title="Mine")
    other = a_contract(session, authority, title="Other")
    browser = sign_in(buyer)
    listed = browser.get("/register/contracts").text
    assert "Mine" in listed
    assert "Other" not in listed
    assert browser.get(f"/register/contracts/{mine.id}").status_code == 200
    assert browser.get(f"/register/contracts/{other.id}").status_code == 404
    for path in ("suppliers/new", "agreements/new", "contracts/new", f"contracts/{mine.id}/edit"):
        assert browser.get(f"/register/{path}").status_code == 404
        assert browser.post(f"/register/{path}").status_code == 404


def test_nothing_of_another_authority_is_found(session, administrator):
    foreign = a_contract(session, an_authority(session))
    paths = (f"contracts/{foreign.id}", f"agreements/{foreign.agreement_id}", f"suppliers/{foreign.supplier_id}")
    for path in paths:
        assert administrator.get(f"/register/{path}").status_code == 404


def test_a_supplier_has_no_register(session, sign_in):
    browser = sign_in(a_person(session, a_supplier(session)))
    for path in ("suppliers", "agreements", "contracts", "limits"):
        assert browser.get(f"/register/{path}").status_code == 404


@pytest.mark.parametrize("path", ["suppliers", "agreements", "contracts"])
def test_a_list_costs_the_same_at_ten_rows_and_at_a_hundred(session, authority, administrator, count_statements, path):
    def statements() -> int:
        with count_statements() as made:
            assert administrator.get(f"/register/{path}").status_code == 200
        return len(made)

    for _ in range(10):
        a_contract(session, authority)
    few = statements()
    for _ in range(90):
        a_contract(session, authority)
    assert statements() == few <= 12
