"""The reason for a proposal, as an administrator reads it."""

import pytest
from flask_babel import force_locale

from portal.engine.circumstances import NAMES
from portal.rounds.reasons import Reason
from portal.rounds.telling import amount, tell, tell_all
from portal.rounds.words import FACT_WORDS


@pytest.fixture(autouse=True)
def english(app):
    with app.test_request_context(), force_locale("en"):
        yield


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("contract.risk", 4, True, ">=", 4), "Risk 4 of 5"),
        (Reason("contract.risk", 2, False, ">=", 4), "Risk 2 of 5; the questionnaire asks from 4"),
        (Reason("contract.band", 3, False, "<=", 2), "Follow-up band 3 of 4; the questionnaire asks up to 2"),
        (Reason("contract.band", 3, False, "<", 2), "Follow-up band 3 of 4; the questionnaire asks below 2"),
        (Reason("contract.band", 3, False, ">", 3), "Follow-up band 3 of 4; the questionnaire asks above 3"),
        (Reason("contract.goods_included", True, True), "Goods of a high-risk category"),
        (Reason("contract.goods_included", False, False), "No goods of a high-risk category"),
        (Reason("supplier.small", False, False), "Not a small company"),
        (Reason("previous.exists", True, True), "previous.exists: yes"),
        (
            Reason("contract.value_nok", 38_000_000, True, ">=", 500_000, "due_diligence"),
            "Value NOK 38 million, above the limit of 500,000 NOK",
        ),
        (
            Reason("contract.value_nok", 400_000, False, ">=", 500_000, "due_diligence"),
            "Value 400,000 NOK, below the limit of 500,000 NOK",
        ),
        (Reason("contract.value_nok", 500_000, True, ">=", 500_000), "Value 500,000 NOK, exactly the limit"),
        (Reason("contract.value_nok", 500_000, None), "Value 500,000 NOK"),
        (Reason("contract.value_nok", None, None, ">=", 500_000), "Value is not known"),
        (Reason("contract.kind", "works", True, "in", ["works"]), "Building and construction"),
        (
            Reason("contract.categories", ["textiles", "ict"], True, "in", "ict"),
            "Product categories: Textiles, workwear and footwear, ICT products",
        ),
        (
            Reason("contract.work_types", [], False, "in", ["cleaning", "moving", "craft"]),
            "Kinds of work: none; the questionnaire asks for: Cleaning, Moving services, or Craft services",
        ),
        (
            Reason("contract.kind", "goods", False, "in", ["works"]),
            "Goods; the questionnaire asks for: Building and construction",
        ),
        (Reason("contract.work_types", [], False), "Kinds of work: none"),
        (Reason("supplier.country", "SE", True, "==", "SE"), "Country of the supplier: Sweden"),
        (Reason("contract.transparency_level", "raw", True, "==", "raw"), "Down to raw materials"),
        (Reason("contract.max_tiers", 2, True, ">=", 2), "contract.max_tiers: 2"),
    ],
)
def test_a_reason_in_words(reason, words):
    assert tell(reason.as_json()).replace("\xa0", " ") == words


def test_amounts_are_in_millions_where_that_is_exact():
    shown = [amount(value).replace("\xa0", " ") for value in (999_999, 1_000_000, 2_500_000, 2_540_000)]
    assert shown == ["999,999 NOK", "NOK 1 million", "NOK 2.5 million", "2,540,000 NOK"]


def test_all_reasons_in_the_order_of_the_condition():
    reasons = [Reason("contract.risk", 4, True).as_json(), Reason("supplier.small", True, True).as_json()]
    assert tell_all(reasons) == ["Risk 4 of 5", "Small company"]


def test_facts_are_named_as_the_form_language_names_them():
    assert FACT_WORDS.keys() <= {name.name for name in NAMES}
