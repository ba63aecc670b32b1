"""Which contracts each questionnaire is for, and which of them get the short form of questionnaire 1."""

from datetime import date

import pytest

from portal.engine.circumstances import Circumstances, Fact
from portal.engine.functions import Reference
from portal.rounds.reasons import Decision, decide
from tests.forms.shipped import KEYS, compiled

LIMITS = Reference(limits={"due_diligence": 500_000, "full_form": 50_000_000})
GOODS: dict[str, Fact] = {
    "kind": "goods",
    "goods_included": True,
    "categories": ("ict",),
    "work_types": (),
    "risk": 4,
    "band": 2,
    "value_nok": 500_000,
    "requires_social_dialogue": False,
}
SERVICES: dict[str, Fact] = {**GOODS, "kind": "services", "goods_included": False, "categories": ()}

EXAMPLES: dict[str, tuple[dict[str, Fact], set[str]]] = {
    "computers": (GOODS, {"due_diligence", "climate_transport"}),
    "computers below the limit": ({**GOODS, "value_nok": 499_999}, {"climate_transport"}),
    "furniture of middling risk": ({**GOODS, "categories": ("furniture",), "risk": 3}, {"climate_transport"}),
    "goods of the highest risk": (
        {**GOODS, "categories": ("solar_energy",), "risk": 5},
        {"due_diligence", "climate_transport", "heightened_due_diligence"},
    ),
    "workwear": (
        {**GOODS, "categories": ("textiles",), "requires_social_dialogue": True},
        {"due_diligence", "social_dialogue", "animal_welfare", "climate_transport"},
    ),
    "food": (
        {**GOODS, "categories": ("food_drink",)},
        {"due_diligence", "animal_welfare", "climate_transport"},
    ),
    "cleaning": ({**SERVICES, "work_types": ("cleaning",)}, {"seriousness"}),
    "cleaning with its machines": (
        {**SERVICES, "work_types": ("cleaning",), "goods_included": True},
        {"due_diligence", "seriousness"},
    ),
    "moving": ({**SERVICES, "work_types": ("moving",)}, {"seriousness", "climate_transport"}),
    "a school building": (
        {**GOODS, "kind": "works", "categories": ("building_materials",), "work_types": ("construction",)},
        {"due_diligence", "seriousness", "climate_transport"},
    ),
    "legal advice": (SERVICES, set()),
}


def _decided(key: str, facts: dict[str, Fact]) -> Decision:
    form = compiled(key)
    return decide(form, form.form.applies_when, Circumstances(date(2026, 12, 1), contract=facts, reference=LIMITS))


@pytest.mark.parametrize("contract", sorted(EXAMPLES))
def test_the_facts_of_a_contract_decide_which_questionnaires_it_gets(contract: str) -> None:
    facts, wanted = EXAMPLES[contract]
    assert {key for key in KEYS if _decided(key, facts).holds} == wanted


@pytest.mark.parametrize("contract", sorted(EXAMPLES))
def test_every_decision_has_a_reason_that_held_or_failed(contract: str) -> None:
    facts, _ = EXAMPLES[contract]
    for key in KEYS:
        decided = _decided(key, facts)
        assert decided.reasons
        assert {reason.met for reason in decided.reasons} == {decided.holds}


def test_a_contract_of_unknown_value_is_neither_taken_in_nor_left_out() -> None:
    assert _decided("due_diligence", {**GOODS, "value_nok": None}).holds is None


@pytest.mark.parametrize(
    ("changes", "short"),
    [
        ({}, True),
        ({"band": 1, "value_nok": 49_999_999}, True),
        ({"value_nok": 50_000_000}, False),
        ({"band": 3}, False),
    ],
)
def test_is_short_in_the_low_bands_below_the_limit(changes: dict[str, Fact], short: bool) -> None:
    form = compiled("due_diligence")
    circumstances = Circumstances(date(2026, 12, 1), contract={**GOODS, **changes}, reference=LIMITS)
    assert decide(form, form.form.short_when, circumstances).holds is short


def test_only_questionnaire_1_has_a_short_form() -> None:
    assert [key for key in KEYS if compiled(key).form.short_when] == ["due_diligence"]
