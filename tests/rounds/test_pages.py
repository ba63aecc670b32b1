"""The pages of rounds: an administrator plans, chooses and opens; others read."""

import re
from datetime import date

import pytest
from sqlmodel import select

from portal.accounts.actor import Role
from portal.rounds import hooks
from portal.rounds.models import Round, RoundContract, RoundStatus
from tests.build import a_person, a_supplier, an_authority
from tests.register.build import a_contract, an_agreement
from tests.rounds.build import a_planned_round, an_open_round

DAYS = {"period_start_on": "2030-01-01", "period_end_on": "2030-12-31", "due_on": "12 April 2031"}
PLAN = {"form_key": "due_diligence", "year": "2030", **DAYS}


@pytest.fixture(autouse=True)
def _no_reports(app, monkeypatch):
    """These tests are about rounds; what reporting makes of an opened one has its own."""
    monkeypatch.setattr(hooks, "opened", [])
    monkeypatch.setattr(hooks, "unfinished", [])


@pytest.fixture
def authority(session):
    return an_authority(session, "Nordby kommune")


@pytest.fixture
def administrator(session, authority, sign_in):
    return sign_in(a_person(session, authority, roles=(Role.ADMINISTRATOR,)))


@pytest.fixture
def agreement(session, authority):
    return an_agreement(session, authority, end_on=date(2035, 1, 1))


def chosen(session):
    return [row.chosen for row in session.exec(select(RoundContract))]


def test_a_round_is_planned_chosen_and_opened(session, authority, agreement, administrator):
    supplier = a_supplier(session, "Fjordtek AS")
    a_person(session, supplier, roles=(Role.SUPPLIER_CONTACT,))
    a_contract(session, authority, supplier, agreement, title="Screens", risk=5)
    a_contract(session, authority, a_supplier(session, "Silent AS"), agreement, title="Gloves", risk=2)

    page = administrator.get("/rounds/new")
    assert 'value="due_diligence"' in page.text
    page = administrator.post("/rounds/new", data=PLAN)
    assert page.status_code == 303
    address = page.location
    proposals = administrator.get(address).text
    assert "Risk 5 of 5" in proposals
    assert "Risk 2 of 5; the questionnaire asks from 4" in proposals
    assert "1 of 2 chosen:" in proposals

    page = administrator.post(f"{address}/contracts", data={"act": "choose", "all": "yes"}, follow_redirects=True)
    assert "1 contract is changed." in page.text
    assert "Chosen by hand" in page.text
    confirmation = administrator.get(f"{address}/open").text
    assert "2 self-reports are made" in confirmation
    assert "1 contact person is invited" in confirmation
    assert "One supplier has no contact person" in confirmation
    assert "Silent AS" in confirmation
    assert "Saturday 12 April 2031" in confirmation or "12 April 2031" in confirmation

    page = administrator.post(f"{address}/open", follow_redirects=True)
    assert "The round is open." in page.text
    assert session.exec(select(Round)).one().status is RoundStatus.OPEN
    assert "Only a planned round can be opened." in administrator.get(f"{address}/open").text
    page = administrator.post(f"{address}/close", follow_redirects=True)
    assert "The round is closed." in page.text


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("form_key", "unheard_of", "no longer in the library"),
        ("form_key", "", "Fill this in"),
        ("year", "next", "with digits only"),
        ("due_on", "2020-01-01", "before suppliers must have answered"),
        ("period_end_on", "2029-12-31", "must begin before it ends"),
        ("period_start_on", "12/11/2030", "exchanged"),
    ],
)
def test_what_cannot_be_planned_is_said_at_its_field(administrator, field, text, words):
    page = administrator.post("/rounds/new", data=PLAN | {field: text})
    assert page.status_code == 422
    assert words in page.text
    if field != "form_key":
        assert f'value="{text}"' in page.text


def test_a_second_round_for_the_year_is_refused(administrator):
    assert administrator.post("/rounds/new", data=PLAN).status_code == 303
    page = administrator.post("/rounds/new", data=PLAN)
    assert page.status_code == 422
    assert "2030 already" in page.text


def test_one_contract_is_left_out_chosen_and_given_another_form(session, authority, administrator):
    a_contract(session, authority, risk=5)
    round_ = a_planned_round(session, authority)
    row = session.exec(select(RoundContract)).one()
    for act, outcome in (("leave_out", (False, True)), ("choose", (True, True)), ("full", (True, False))):
        page = administrator.post(f"/rounds/{round_.id}/contracts", data={"act": f"{act}:{row.id}", "part": "all"})
        assert page.location.endswith(f"?part=all#row-{row.id}")
        assert (row.chosen, row.short) == outcome
    assert "By hand" in administrator.get(f"/rounds/{round_.id}").text


def test_marked_contracts_are_changed_together_and_none_without_a_mark(session, authority, administrator):
    for _ in range(3):
        a_contract(session, authority, risk=5)
    round_ = a_planned_round(session, authority)
    marked = [str(row.id) for row in session.exec(select(RoundContract))][:2]
    page = administrator.post(
        f"/rounds/{round_.id}/contracts", data={"act": "leave_out", "row": [*marked, "nonsense"]}, follow_redirects=True
    )
    assert "2 contracts are changed." in page.text
    assert sorted(chosen(session)) == [False, False, True]
    page = administrator.post(f"/rounds/{round_.id}/contracts", data={"act": "leave_out"}, follow_redirects=True)
    assert "Mark the contracts first" in page.text
    assert sorted(chosen(session)) == [False, False, True]


@pytest.mark.parametrize("act", ["", "open", "choose:nonsense"])
def test_an_act_that_no_button_has_is_a_bad_request(session, authority, administrator, act):
    round_ = a_planned_round(session, authority)
    assert administrator.post(f"/rounds/{round_.id}/contracts", data={"act": act}).status_code == 400


def test_the_list_is_narrowed_to_what_is_chosen_or_left_out(session, authority, administrator):
    a_contract(session, authority, title="Taken", risk=5)
    a_contract(session, authority, title="Spared", risk=1)
    address = f"/rounds/{a_planned_round(session, authority).id}"
    only_chosen, left_out = (administrator.get(f"{address}?part={only}").text for only in ("chosen", "left_out"))
    assert ("Taken" in only_chosen, "Spared" in only_chosen) == (True, False)
    assert ("Taken" in left_out, "Spared" in left_out) == (False, True)
    assert "No contract is called that" in administrator.get(f"{address}?search=zzz").text


def test_the_days_are_changed_while_the_round_is_planned(session, authority, administrator):
    round_ = a_planned_round(session, authority)
    page = administrator.get(f"/rounds/{round_.id}/edit")
    assert 'value="16 April 2027"' in page.text
    assert administrator.post(f"/rounds/{round_.id}/edit", data=DAYS).status_code == 303
    assert round_.due_on.isoformat() == "2031-04-12"
    wrong = administrator.post(f"/rounds/{round_.id}/edit", data=DAYS | {"due_on": "soon"})
    assert wrong.status_code == 422
    assert 'value="soon"' in wrong.text


def test_a_planned_round_is_discarded_on_its_page_and_an_open_one_is_not(session, authority, administrator):
    kept = a_contract(session, authority, title="Taken")
    round_ = a_planned_round(session, authority)
    assert "Discard this round" in administrator.get(f"/rounds/{round_.id}").text
    answer = administrator.post(f"/rounds/{round_.id}/discard", follow_redirects=True)
    assert "The round is discarded." in answer.text
    assert f"/rounds/{round_.id}" not in answer.text
    assert "Discarded" in administrator.get(f"/rounds/{round_.id}").text
    opened = an_open_round(session, authority, [kept])
    assert "Discard this round" not in administrator.get(f"/rounds/{opened.id}").text
    assert administrator.post(f"/rounds/{opened.id}/discard").status_code == 409


def test_an_open_round_shows_the_contracts_in_it_and_no_choice(session, authority, administrator):
    kept = a_contract(session, authority, title="Taken")
    a_contract(session, authority, title="Spared")
    page = administrator.get(f"/rounds/{an_open_round(session, authority, [kept]).id}").text
    assert "Taken" in page
    assert "Spared" not in page
    assert "Leave out" not in page


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.BUYER])
def test_reviewers_and_buyers_read_and_do_not_act(session, authority, sign_in, role):
    a_contract(session, authority, title="Taken", risk=5)
    round_ = a_planned_round(session, authority)
    browser = sign_in(a_person(session, authority, roles=(role,)))
    assert "Due diligence" in browser.get("/rounds").text or "due diligence" in browser.get("/rounds").text
    page = browser.get(f"/rounds/{round_.id}").text
    assert not re.search(r'name="act"|/open"|/edit"', page)
    for path in ("new", f"{round_.id}/edit", f"{round_.id}/open"):
        assert browser.get(f"/rounds/{path}").status_code == 404
        assert browser.post(f"/rounds/{path}").status_code == 404
    for path in ("contracts", "close"):
        assert browser.post(f"/rounds/{round_.id}/{path}").status_code == 404


def test_suppliers_and_other_authorities_find_no_round(session, authority, sign_in):
    round_ = a_planned_round(session, authority)
    supplier = sign_in(a_person(session, a_supplier(session)))
    stranger = sign_in(a_person(session, an_authority(session)))
    assert supplier.get("/rounds").status_code == 404
    for browser in (supplier, stranger):
        assert browser.get(f"/rounds/{round_.id}").status_code == 404
        assert browser.post(f"/rounds/{round_.id}/open").status_code == 404


def test_a_page_of_proposals_costs_the_same_at_ten_contracts_and_at_a_hundred(
    session, authority, administrator, count_statements
):
    def statements(year: int) -> int:
        round_ = a_planned_round(session, authority, year=year)
        with count_statements() as made:
            assert administrator.get(f"/rounds/{round_.id}").status_code == 200
        return len(made)

    agreement = an_agreement(session, authority)
    for _ in range(10):
        a_contract(session, authority, agreement=agreement)
    few = statements(2024)
    for _ in range(90):
        a_contract(session, authority, agreement=agreement)
    assert statements(2025) == few <= 12
