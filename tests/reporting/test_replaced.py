"""What a question replaced speaks for it: its answers are offered, and conditions on last year's report find them."""

from datetime import timedelta
from decimal import Decimal

from sqlmodel import Session

from portal.reporting.service import returns
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import read_draft
from portal.reporting.service.offers import find_offers
from portal.reporting.service.reports import form_of
from tests.build import NOW
from tests.reporting.build import FORM, Started, a_report, a_row, answer
from tests.reporting.forms import LAST_YEAR
from tests.reporting.signing import sign
from tests.reporting.test_offers import confirm, offers, same_supplier_elsewhere

LATER = NOW + timedelta(days=1)


def next_version(number: int, *mends: tuple[str, str], form: str = FORM) -> str:
    text = form.replace('version: "1"', f'version: "{number}"')
    for wrong, right in mends:
        assert wrong in text
        text = text.replace(wrong, right)
    return text


def called(number: int, key: str, before: str) -> str:
    """The small form whose first question is called `key` and replaces `before`."""
    text = next_version(number, ("{key: has_policy,", f"{{key: {key}, replaces: {before},"))
    return text.replace("when: has_policy,", f"when: {key},")


RENAMED = called(2, "adopted", "has_policy")
AGAIN = called(3, "commitment", "adopted")


def test_an_answer_to_the_replaced_question_is_offered(session: Session):
    first = a_report(session)
    answer(session, first, has_policy=True)
    second = a_report(session, RENAMED, year=2028, like=first)
    assert {key: offer.value for key, offer in offers(session, second).items()} == {"adopted": True}
    confirm(session, second, "adopted")
    assert judge(session, second.report, read_draft(session, second.report), NOW).values == {"adopted": True}


def test_an_answer_about_the_supplier_is_offered_so_on_another_contract(session: Session):
    first = a_report(session)
    answer(session, first, has_policy=True)
    a_report(session, RENAMED, year=2028, like=first)
    assert offers(session, same_supplier_elsewhere(session, first, RENAMED))["adopted"].value is True


def test_the_chain_is_followed_through_versions_that_the_supplier_never_saw(session: Session):
    first = a_report(session)
    answer(session, first, has_policy=True)
    a_report(session, RENAMED)
    assert offers(session, a_report(session, AGAIN, year=2029, like=first))["commitment"].value is True


def test_the_newest_of_the_chain_is_offered(session: Session):
    first = a_report(session)
    answer(session, first, has_policy=True)
    second = a_report(session, RENAMED, year=2028, like=first)
    answer(session, second, now=LATER, adopted=False)
    assert offers(session, a_report(session, AGAIN, year=2029, like=first))["commitment"].value is False


def test_the_rows_of_a_replaced_table_are_offered(session: Session):
    first = a_report(session)
    a_row(session, first, theme="wages", people=7)
    renamed = next_version(2, ("key: risks_found", "key: risks_known\n        replaces: risks_found"),
                           ("{table: risks_found}", "{table: risks_known}"))  # fmt: skip
    second = a_report(session, renamed, year=2028, like=first)
    confirm(session, second, "risks_known")
    (row,) = read_draft(session, second.report).rows["risks_known"]
    assert row.cells == {"theme": "wages", "people": 7}


def test_an_answer_of_another_type_or_unit_does_not_follow(session: Session):
    first = a_report(session)
    answer(session, first, coverage=Decimal(40))
    other = next_version(
        2, ("key: coverage, type: percent", "key: covered, replaces: coverage, type: decimal, unit: t")
    )
    assert offers(session, a_report(session, other, year=2028, like=first)) == {}


def test_looking_for_offers_of_a_chain_takes_one_statement_too(session: Session, count_statements):
    first = a_report(session)
    answer(session, first, has_policy=True)
    second = a_report(session, RENAMED, year=2028, like=first)
    questions = list(form_of(session, second.report).compiled.form.questions())
    draft = read_draft(session, second.report)
    with count_statements() as statements:
        assert set(find_offers(session, second.report, questions, draft)) == {"adopted"}
    assert len(statements) == 1


def test_conditions_find_what_the_replaced_question_said_last_year(session: Session):
    first: Started = a_report(session, LAST_YEAR)
    answer(session, first, covered=Decimal("12.5"))
    sign(session, first)
    returns.conclude_report(session, first.reviewer, first.report.id, level="B", now=NOW)
    renamed = next_version(2, ("key: covered,", "key: share_covered_then, replaces: covered,"),
                           ("previous.covered", "previous.share_covered_then"), form=LAST_YEAR)  # fmt: skip
    second = a_report(session, renamed, year=2028, like=first)
    seen = judge(session, second.report, read_draft(session, second.report), NOW).computed
    assert seen["covered_then"] == Decimal("12.5")
