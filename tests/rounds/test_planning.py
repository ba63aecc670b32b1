"""A round is planned: every contract that runs in the period, proposed with the reason, chosen by people."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from portal.accounts.actor import Role
from portal.errors import NotFound
from portal.history import story
from portal.register import service as register
from portal.rounds import service
from portal.rounds.errors import DaysContradict, DueTooSoon, FormNotUsable, RoundExists, RoundNotPlanned
from portal.rounds.models import RoundContract, RoundStatus
from portal.rounds.service import Counts, Only
from tests.build import NOBODY, NOW, a_supplier, an_authority, somebody
from tests.register.build import a_contract, an_agreement
from tests.rounds.build import DAYS, FORM, a_planned_round, an_open_round


@pytest.fixture
def authority(session):
    return an_authority(session)


@pytest.fixture
def administrator(session, authority):
    return somebody(session, authority, Role.ADMINISTRATOR)


def rows(session, round_):
    return {
        row.contract_id: row for row in session.exec(select(RoundContract).where(RoundContract.round_id == round_.id))
    }


def row_of(session, authority, *, value=10_000_000, goods=True, **fields):
    """The row that a planned round makes for one contract of this kind."""
    agreement = an_agreement(session, authority, value_nok=Decimal(value), goods_included=goods)
    contract = a_contract(session, authority, agreement=agreement, **fields)
    return rows(session, a_planned_round(session, authority))[contract.id]


def test_a_contract_that_the_form_applies_to_is_chosen_with_the_reason(session, authority):
    row = row_of(session, authority, risk=4, band=2)
    assert (row.applies, row.chosen) == (True, True)
    assert [reason["name"] for reason in row.reasons] == [
        "contract.goods_included",
        "contract.risk",
        "contract.value_nok",
    ]
    assert row.reasons[2]["limit_key"] == "due_diligence"
    assert row.reasons[2]["limit"] == 500_000


def test_a_contract_that_it_does_not_apply_to_is_left_out_with_the_reason(session, authority):
    row = row_of(session, authority, risk=3)
    assert (row.applies, row.chosen) == (False, False)
    assert [(reason["name"], reason["value"], reason["met"]) for reason in row.reasons] == [("contract.risk", 3, False)]


@pytest.mark.parametrize(
    ("band", "value", "short", "names"),
    [
        (2, 10_000_000, True, ["contract.band", "contract.value_nok"]),
        (2, 50_000_000, False, ["contract.value_nok"]),
        (3, 10_000_000, False, ["contract.band"]),
    ],
)
def test_the_short_form_is_proposed_with_its_own_reason(session, authority, band, value, short, names):
    row = row_of(session, authority, risk=4, band=band, value=value)
    assert (row.short_applies, row.short) == (short, short)
    assert [reason["name"] for reason in row.short_reasons] == names


def test_the_authoritys_own_limits_decide(session, authority, administrator):
    register.set_limit(
        session, administrator, key="due_diligence", value=Decimal(20_000_000), valid_from=date(2026, 1, 1), now=NOW
    )
    assert row_of(session, authority, risk=5).applies is False


def test_facts_are_kept_with_the_row(session, authority):
    row = row_of(session, authority, risk=5)
    assert row.facts["contract"]["risk"] == 5
    assert row.facts["supplier"] == {"country": "NO", "is_manufacturer": False, "small": False}


def test_only_contracts_of_the_authority_that_run_in_the_period_are_there(session, authority):
    runs = a_contract(session, authority)
    a_contract(session, authority, end_on=date(2025, 12, 31))
    a_contract(session, an_authority(session))
    assert rows(session, a_planned_round(session, authority)).keys() == {runs.id}


def test_planning_tells_who_and_what(session, authority):
    round_ = a_planned_round(session, authority)
    (event,) = story(session, "round", round_.id)
    assert (event.name, event.detail["form_key"], event.detail["due_on"]) == ("round_planned", FORM, "2027-04-16")
    assert round_.status is RoundStatus.PLANNED


def test_one_round_a_form_and_year(session, authority):
    a_planned_round(session, authority)
    with pytest.raises(RoundExists):
        a_planned_round(session, authority)
    a_planned_round(session, authority, year=2025)
    a_planned_round(session, an_authority(session))


@pytest.mark.parametrize(
    ("days", "refusal"),
    [
        ({"period_end_on": date(2025, 12, 31)}, DaysContradict),
        ({"due_on": date(2026, 1, 1)}, DaysContradict),
        ({"due_on": NOW.date()}, DueTooSoon),
    ],
)
def test_impossible_days_are_refused(session, authority, administrator, days, refusal):
    with pytest.raises(refusal):
        a_planned_round(session, authority, **days)
    round_ = a_planned_round(session, authority)
    with pytest.raises(refusal):
        service.change_round(session, administrator, round_.id, **(DAYS | days), now=NOW)


def test_only_forms_of_the_library_are_planned(session, authority):
    with pytest.raises(FormNotUsable):
        a_planned_round(session, authority, form_key="unheard_of")


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.BUYER, Role.SIGNATORY])
def test_only_an_administrator_plans_and_chooses(session, authority, role):
    round_ = a_planned_round(session, authority)
    actor = somebody(session, a_supplier(session) if role is Role.SIGNATORY else authority, role)
    acts = (
        lambda: service.plan_round(session, actor, form_key=FORM, year=2025, **DAYS, now=NOW),
        lambda: service.change_round(session, actor, round_.id, **DAYS, now=NOW),
        lambda: service.choose(session, actor, round_.id, None, chosen=True, now=NOW),
    )
    for act in acts:
        with pytest.raises(NotFound):
            act()


def test_a_round_of_others_is_not_found(session, authority, administrator):
    foreign = a_planned_round(session, an_authority(session))
    for round_id in (foreign.id, NOBODY):
        acts = (
            lambda round_id=round_id: service.get_round(session, administrator, round_id),
            lambda round_id=round_id: service.list_proposals(session, administrator, round_id),
            lambda round_id=round_id: service.count_contracts(session, administrator, round_id),
            lambda round_id=round_id: service.foresee_opening(session, administrator, round_id),
            lambda round_id=round_id: service.choose(session, administrator, round_id, None, chosen=True, now=NOW),
            lambda round_id=round_id: service.change_round(session, administrator, round_id, **DAYS, now=NOW),
            lambda round_id=round_id: service.open_round(session, administrator, round_id, now=NOW),
            lambda round_id=round_id: service.close_round(session, administrator, round_id, now=NOW),
        )
        for act in acts:
            with pytest.raises(NotFound):
                act()
    assert service.list_rounds(session, administrator).rows == ()


def test_contracts_are_chosen_one_by_one_and_all_at_once(session, authority, administrator):
    for risk in (5, 4, 2, 1):
        a_contract(session, authority, risk=risk, band=2)
    round_ = a_planned_round(session, authority)
    assert service.count_contracts(session, administrator, round_.id) == Counts(total=4, proposed=2, chosen=2, short=2)
    left_out = service.list_proposals(session, administrator, round_.id, only=Only.LEFT_OUT).rows
    assert len(left_out) == 2
    assert service.choose(session, administrator, round_.id, [left_out[0].row.id], chosen=True, now=NOW) == 1
    assert service.choose(session, administrator, round_.id, None, short=False, now=NOW) == 4
    assert service.count_contracts(session, administrator, round_.id) == Counts(total=4, proposed=2, chosen=3, short=0)
    assert service.choose(session, administrator, round_.id, None, short=False, now=NOW) == 0
    events = story(session, "round", round_.id)
    assert [event.name for event in events] == ["round_planned", "contracts_chosen", "contracts_chosen"]
    assert events[1].detail["contract_ids"] == [str(left_out[0].contract.id)]


def test_contracts_of_another_round_are_not_touched(session, authority, administrator):
    a_contract(session, authority)
    round_, other = a_planned_round(session, authority), a_planned_round(session, authority, year=2025)
    foreign = [row.id for row in rows(session, other).values()]
    assert service.choose(session, administrator, round_.id, foreign, chosen=True, now=NOW) == 0


def test_an_open_round_is_no_longer_chosen_or_changed(session, authority, administrator):
    round_ = an_open_round(session, authority)
    with pytest.raises(RoundNotPlanned):
        service.choose(session, administrator, round_.id, None, chosen=True, now=NOW)
    with pytest.raises(RoundNotPlanned):
        service.change_round(session, administrator, round_.id, **DAYS, now=NOW)


def test_renewed_proposals_follow_the_register_and_keep_what_people_decided(session, authority, administrator):
    follows, kept, goes = (a_contract(session, authority, risk=4) for _ in range(3))
    round_ = a_planned_round(session, authority)
    kept_row = rows(session, round_)[kept.id]
    service.choose(session, administrator, round_.id, [kept_row.id], chosen=False, now=NOW)
    follows.risk, kept.risk, goes.end_on = 1, 5, date(2025, 12, 31)
    comes = a_contract(session, authority, risk=5)
    service.change_round(session, administrator, round_.id, **(DAYS | {"due_on": date(2027, 5, 3)}), now=NOW)
    renewed = rows(session, round_)
    assert {contract_id: row.chosen for contract_id, row in renewed.items()} == {
        follows.id: False,
        kept.id: False,
        comes.id: True,
    }
    assert renewed[kept.id].applies
    assert round_.due_on == date(2027, 5, 3)


def test_proposals_are_searched_and_paged(session, authority, administrator):
    agreement = an_agreement(session, authority)
    for number in range(60):
        a_contract(
            session, authority, a_supplier(session, f"Company {number:02}"), agreement, title=f"Part {number:02}"
        )
    round_ = a_planned_round(session, authority)
    first = service.list_proposals(session, administrator, round_.id)
    second = service.list_proposals(session, administrator, round_.id, seen=first.next)
    assert [len(first.rows), len(second.rows), second.next] == [50, 10, ""]
    found = service.list_proposals(session, administrator, round_.id, search="company 07").rows
    assert [proposal.contract.title for proposal in found] == ["Part 07"]


def test_rounds_are_listed_with_the_latest_first(session, authority):
    for year in (2023, 2024, 2025):
        a_planned_round(session, authority, year=year, now=NOW + timedelta(days=year - 2023))
    reviewer = somebody(session, authority, Role.REVIEWER)
    assert [entry.round.year for entry in service.list_rounds(session, reviewer).rows] == [2025, 2024, 2023]


def test_planning_costs_the_same_number_of_questions_at_any_size(session, authority, count_statements):
    """Whatever the size, planning asks the database the same few questions; what it writes comes in batches."""

    def asked(year: int) -> int:
        with count_statements() as statements:
            a_planned_round(session, authority, year=year)
        return len([statement for statement in statements if statement.lstrip().upper().startswith("SELECT")])

    a_contract(session, authority)
    few = asked(2024)
    for _ in range(30):
        a_contract(session, authority)
    assert asked(2025) == few


def test_a_discarded_round_is_gone_from_the_list_and_leaves_room_for_another(session, authority, administrator):
    first = a_planned_round(session, authority)
    service.discard_round(session, administrator, first.id, now=NOW)
    assert [entry.round for entry in service.list_rounds(session, administrator).rows] == []
    assert [event.name for event in story(session, "round", first.id)] == ["round_planned", "round_discarded"]
    second = a_planned_round(session, authority)
    assert [entry.round for entry in service.list_rounds(session, administrator).rows] == [second]
    with pytest.raises(RoundNotPlanned):
        service.change_round(session, administrator, first.id, **DAYS, now=NOW)
