"""What `prefill` proposes: a fact of the contract, or what was computed above. It is no answer until confirmed."""

from decimal import Decimal

import pytest
from sqlmodel import Session

from portal.reporting.errors import OfferGone
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import read_draft
from portal.reporting.service.offers import confirm_proposal, proposal
from tests.build import NOW
from tests.reporting.build import FORM, a_report, answer


def test_what_the_contract_says_is_proposed_until_it_is_answered(session: Session):
    prefilled = FORM.replace(
        "key: coverage, type: percent", "key: coverage, prefill: contract.max_tiers, type: integer"
    )
    started = a_report(session, prefilled)
    assert proposal(started.report, started.question(session, "coverage"), {}) == Decimal(2)
    assert proposal(started.report, started.question(session, "has_policy"), {}) is None
    assert "coverage" not in judge(session, started.report, read_draft(session, started.report), NOW).values


SHARE = FORM.replace(
    '- {key: coverage, type: percent, label: "How large a share?"}',
    """- {key: all_sites, type: integer, label: "How many sites?"}
      - {key: audited, type: integer, label: "How many were audited?"}
      - {key: share_audited, type: computed, label: "Share", value: "share(audited, all_sites)"}
      - {key: coverage, type: percent, label: "How large a share?", prefill: share_audited}""",
)


def test_what_was_computed_above_is_proposed_and_stays_when_it_was_confirmed(session: Session):
    started = a_report(session, SHARE)
    question = started.question(session, "coverage")
    with pytest.raises(OfferGone):
        confirm_proposal(session, started.report, question, actor=started.contact, now=NOW)
    answer(session, started, all_sites=Decimal(8), audited=Decimal(3))
    confirm_proposal(session, started.report, question, actor=started.contact, now=NOW)
    answer(session, started, audited=Decimal(8))
    values = judge(session, started.report, read_draft(session, started.report), NOW).values
    assert (values["coverage"], values["share_audited"]) == (Decimal("37.5"), Decimal(100))


def test_a_computed_value_that_the_question_does_not_take_is_not_proposed(session: Session):
    started = a_report(session, SHARE)
    answer(session, started, all_sites=Decimal(2), audited=Decimal(3))
    computed = judge(session, started.report, read_draft(session, started.report), NOW).computed
    assert computed == {"share_audited": Decimal(150)}
    assert proposal(started.report, started.question(session, "coverage"), computed) is None


def test_the_page_proposes_this_years_figure_before_last_years_answer(session: Session, sign_in):
    first = a_report(session, SHARE)
    answer(session, first, coverage=Decimal(90), all_sites=Decimal(10), audited=Decimal(9))
    second = a_report(session, SHARE, year=2028, like=first)
    page = f"/reports/{second.report.id}/sections/policy"
    client = sign_in(second.people["contact"])
    assert "90" in client.get(page).text
    answer(session, second, all_sites=Decimal(4), audited=Decimal(1))
    said = client.get(page).text
    assert "Calculated from your answers:" in said
    assert "proposal:coverage" in said
    assert "offer:coverage" not in said
