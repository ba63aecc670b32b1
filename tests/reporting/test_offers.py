"""Earlier answers offered again: how far each reaches, and that nothing is answered before somebody confirms it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from portal import history
from portal.accounts.actor import Role
from portal.reporting.errors import OfferGone
from portal.reporting.models import SelfReportStatus
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import read_draft
from portal.reporting.service.offers import Offer, confirm_offer, find_offers
from portal.reporting.service.reports import form_of
from tests.build import NOBODY, NOW, a_person, an_authority
from tests.register.build import a_contract
from tests.reporting.build import FORM, Started, a_report, a_row, answer
from tests.reporting.forms import CHOICES, TABLE_OF_RISKS

LATER = NOW + timedelta(days=1)


def offers(session: Session, started: Started) -> dict[str, Offer]:
    form = form_of(session, started.report).compiled.form
    return find_offers(session, started.report, list(form.questions()), read_draft(session, started.report))


def confirm(session: Session, started: Started, key: str) -> None:
    offer = offers(session, started)[key]
    question = started.question(session, key)
    confirm_offer(session, started.report, question, offer.answer_id, actor=started.contact, now=LATER)


def same_supplier_elsewhere(session: Session, started: Started, form: str = FORM) -> Started:
    """The supplier's report for a contract with another authority."""
    authority = an_authority(session)
    people = {
        **started.people,
        "administrator": a_person(session, authority, roles=(Role.ADMINISTRATOR,)),
        "reviewer": a_person(session, authority, roles=(Role.REVIEWER,)),
    }
    contract = a_contract(session, authority, started.supplier, title="Workwear")
    other = Started(**{**vars(started), "authority": authority, "contract": contract, "people": people})
    return a_report(session, form, like=other)


def test_an_answer_about_the_supplier_is_offered_across_contracts_and_authorities(session: Session):
    first = a_report(session)
    answer(session, first, has_policy=True, coverage=Decimal(40))
    elsewhere = same_supplier_elsewhere(session, first)
    found = offers(session, elsewhere)
    assert set(found) == {"has_policy"}
    assert (found["has_policy"].value, found["has_policy"].title, found["has_policy"].year) == (
        True,
        "PCs and screens",
        2027,
    )


def test_an_answer_about_the_contract_is_offered_to_the_same_contract_next_year(session: Session):
    first = a_report(session)
    answer(session, first, coverage=Decimal(40))
    next_year = a_report(session, year=2028, like=first)
    assert offers(session, next_year)["coverage"].value == Decimal(40)
    assert "coverage" not in offers(session, same_supplier_elsewhere(session, first))


def test_another_suppliers_answers_are_never_offered(session: Session):
    answer(session, a_report(session), has_policy=True, coverage=Decimal(40), person="Kari Eksempel")
    assert offers(session, a_report(session)) == {}


def test_an_offer_is_unanswered_until_it_is_confirmed(session: Session):
    first = a_report(session)
    answer(session, first, has_policy=True)
    second = a_report(session, year=2028, like=first)
    assert judge(session, second.report, read_draft(session, second.report), NOW).values == {}
    assert second.report.answered == 0
    confirm(session, second, "has_policy")
    assert judge(session, second.report, read_draft(session, second.report), NOW).values == {"has_policy": True}
    assert second.report.answered == 1
    assert "has_policy" not in offers(session, second)


def test_a_confirmed_offer_says_where_it_came_from(session: Session):
    first = a_report(session)
    draft = answer(session, first, has_policy=True)
    second = a_report(session, year=2028, like=first)
    confirm(session, second, "has_policy")
    taken = read_draft(session, second.report).answers["has_policy"]
    assert (taken.offered_from_id, taken.answered_at) == (draft.answers["has_policy"].id, LATER)
    assert history.story(session, "self_report", second.report.id)[-1].name == "answer_saved"


def test_changing_an_answer_here_changes_nothing_elsewhere(session: Session):
    first = a_report(session)
    answer(session, first, has_policy=True)
    a_row(session, first, theme="wages", people=7)
    second = a_report(session, year=2028, like=first)
    confirm(session, second, "has_policy")
    confirm(session, second, "risks_found")
    copied = read_draft(session, second.report).rows["risks_found"][0]
    answer(session, second, has_policy=False)
    a_row(session, second, row_id=copied.id, seen=1, theme="hse", people=1)
    there = read_draft(session, first.report)
    assert (there.answers["has_policy"].value, there.answers["has_policy"].revision) == (True, 1)
    assert [row.cells for row in there.rows["risks_found"]] == [{"theme": "wages", "people": 7}]


def test_rows_are_copied_under_new_ids_and_references_follow(session: Session):
    first = a_report(session)
    risk = a_row(session, first, theme="wages")
    a_row(session, first, "measures", risk=str(risk.id), what="Visit")
    second = a_report(session, year=2028, like=first)
    assert [row.cells["theme"] for row in offers(session, second)["risks_found"].rows] == ["wages"]
    confirm(session, second, "risks_found")
    confirm(session, second, "measures")
    rows = read_draft(session, second.report).rows
    (copied,), (measure,) = rows["risks_found"], rows["measures"]
    assert (copied.cells, copied.copied_from_id) == ({"theme": "wages"}, risk.id)
    assert copied.id != risk.id
    assert measure.cells == {"risk": str(copied.id), "what": "Visit"}


def test_a_reference_to_a_row_that_was_not_taken_over_is_emptied(session: Session):
    first = a_report(session)
    risk = a_row(session, first, theme="wages")
    a_row(session, first, "measures", risk=str(risk.id), what="Visit")
    second = a_report(session, year=2028, like=first)
    confirm(session, second, "measures")
    assert [row.cells for row in read_draft(session, second.report).rows["measures"]] == [{"what": "Visit"}]


def test_rows_confirmed_a_second_year_are_copies_of_copies(session: Session):
    first = a_report(session)
    risk = a_row(session, first, theme="wages")
    a_row(session, first, "measures", risk=str(risk.id), what="Visit")
    second = a_report(session, year=2028, like=first)
    confirm(session, second, "risks_found")
    confirm(session, second, "measures")
    third = a_report(session, year=2029, like=second)
    assert {key: offer.year for key, offer in offers(session, third).items()} == {"risks_found": 2028, "measures": 2028}
    confirm(session, third, "risks_found")
    confirm(session, third, "measures")
    rows = read_draft(session, third.report).rows
    assert rows["measures"][0].cells["risk"] == str(rows["risks_found"][0].id)


def test_a_table_declared_empty_is_offered_as_such(session: Session):
    first = a_report(session)
    answer(session, first, risks_found=())
    second = a_report(session, year=2028, like=first)
    assert (offers(session, second)["risks_found"].value, offers(session, second)["risks_found"].rows) == ((), ())
    confirm(session, second, "risks_found")
    assert read_draft(session, second.report).answers["risks_found"].value == []


def test_the_newest_answer_is_offered(session: Session):
    oldest = a_report(session)
    answer(session, oldest, has_policy=True)
    newer = a_report(session, year=2028, like=oldest)
    answer(session, newer, now=LATER, has_policy=False)
    assert offers(session, a_report(session, year=2029, like=oldest))["has_policy"].value is False


def test_a_table_is_as_new_as_its_newest_row(session: Session):
    worked_on = a_report(session)
    a_row(session, worked_on, theme="wages")
    other = a_report(session, year=2028, like=worked_on)
    a_row(session, other, theme="hse", now=LATER)
    a_row(session, worked_on, theme="wages", now=LATER + timedelta(days=1))
    found = offers(session, a_report(session, year=2029, like=worked_on))["risks_found"]
    assert [row.cells["theme"] for row in found.rows] == ["wages", "wages"]


def test_a_cancelled_report_offers_nothing(session: Session):
    first = a_report(session)
    answer(session, first, has_policy=True)
    first.report.status = SelfReportStatus.CANCELLED
    session.flush()
    assert offers(session, a_report(session, year=2028, like=first)) == {}


def test_what_the_form_no_longer_takes_is_not_offered(session: Session):
    first = a_report(session, CHOICES)
    answer(session, first, theme="wages", themes=("wages", "hse"))
    a_row(session, first, "rows", theme="wages", what="Pay")
    a_row(session, first, "rows", theme="hse", what="Noise")
    narrower = CHOICES.replace('{key: wages, label: "Wages"}, ', "").replace('version: "1"', 'version: "2"')
    second = a_report(session, narrower, year=2028, like=first)
    assert set(offers(session, second)) == {"rows"}
    confirm(session, second, "rows")
    cells = [row.cells for row in read_draft(session, second.report).rows["rows"]]
    assert cells == [{"what": "Pay"}, {"theme": "hse", "what": "Noise"}]


@pytest.mark.parametrize("other", ["type: text", "type: date", "type: yes_no", "type: percent"])
def test_an_answer_of_another_type_is_not_offered(session: Session, other: str):
    first = a_report(session, FORM.replace("key: coverage, type: percent", "key: coverage, type: long_text"))
    answer(session, first, coverage="about half")
    changed = FORM.replace("key: coverage, type: percent", f"key: coverage, {other}").replace(
        'version: "1"', 'version: "2"'
    )
    found = offers(session, a_report(session, changed, year=2028, like=first))
    assert set(found) <= ({"coverage"} if other == "type: text" else set())


def test_a_table_that_was_a_question_before_offers_nothing(session: Session):
    first = a_report(session, FORM.replace("key: coverage, type: percent", "key: listed, type: yes_no"))
    answer(session, first, listed=True)
    second = a_report(session, TABLE_OF_RISKS, year=2028, like=first)
    assert offers(session, second) == {}


def test_a_personal_answer_is_offered_to_the_same_supplier(session: Session):
    first = a_report(session)
    answer(session, first, person="Kari Eksempel")
    assert offers(session, same_supplier_elsewhere(session, first))["person"].value == "Kari Eksempel"


@pytest.mark.parametrize("key", ["has_policy", "risks_found"])
def test_an_answered_question_is_offered_nothing(session: Session, key: str):
    first = a_report(session)
    answer(session, first, has_policy=True, risks_found=())
    second = a_report(session, year=2028, like=first)
    answer(session, second, has_policy=False)
    a_row(session, second, theme="hse")
    assert key not in offers(session, second)
    there = read_draft(session, first.report).answers[key].id
    question = second.question(session, key)
    with pytest.raises(OfferGone):
        confirm_offer(session, second.report, question, there, actor=second.contact, now=NOW)


def test_an_offer_that_changed_meanwhile_is_gone(session: Session):
    first = a_report(session)
    answer(session, first, has_policy=True)
    second = a_report(session, year=2028, like=first)
    with pytest.raises(OfferGone):
        confirm_offer(
            session, second.report, second.question(session, "has_policy"), NOBODY, actor=second.contact, now=NOW
        )


def test_looking_for_offers_takes_one_statement(session: Session, count_statements):
    first = a_report(session)
    answer(session, first, has_policy=True, person="Kari Eksempel")
    a_row(session, first, theme="wages")
    a_row(session, first, "measures", what="Visit")
    second = a_report(session, year=2028, like=first)
    questions = list(form_of(session, second.report).compiled.form.questions())
    draft = read_draft(session, second.report)
    with count_statements() as statements:
        assert len(find_offers(session, second.report, questions, draft)) == 4
    assert len(statements) == 1


def test_an_adopted_day_is_offered_once_its_question_is_shown(session: Session):
    first = a_report(session)
    answer(session, first, has_policy=True, adopted_on=date(2026, 5, 4))
    second = a_report(session, year=2028, like=first)
    confirm(session, second, "has_policy")
    assert offers(session, second)["adopted_on"].value == date(2026, 5, 4)
