"""Why a form is proposed for a contract: the parts of its condition that decided."""

from datetime import date

import pytest

from portal.engine.circumstances import Circumstances
from portal.engine.compiled import assemble
from portal.engine.functions import Reference
from portal.engine.loader import read_form
from portal.rounds.reasons import Decision, Reason, decide

FORM = """
form: short
version: "1"
source_language: en
title: "A form"
introduction: "Answer."
applies_when: '{condition}'
answer_within_days: 10
levels: {{A: 50, B: 0}}
sections:
  - key: one
    title: "One"
    weight: 1
    questions:
      - {{key: policy, type: yes_no, label: "A policy?", required: true, weight: 1, points: {{"yes": 3, "no": 0}}}}
"""


def decision(condition: str, limits=None, supplier=None, **contract) -> Decision:
    form, faults = read_form(FORM.format(condition=condition))
    assert form is not None, faults
    compiled = assemble(form)
    reference = Reference(limits=limits or {})
    circumstances = Circumstances(date(2027, 1, 4), contract=contract, supplier=supplier or {}, reference=reference)
    return decide(compiled, compiled.form.applies_when, circumstances)


DUE_DILIGENCE = """contract.goods_included && contract.risk >= 4 && contract.value_nok >= limit("due_diligence")"""
LIMITS = {"due_diligence": 500_000}


def test_all_parts_of_what_holds_are_told():
    told = decision(DUE_DILIGENCE, LIMITS, goods_included=True, risk=4, value_nok=38_000_000)
    assert told == Decision(
        holds=True,
        reasons=(
            Reason("contract.goods_included", True, True),
            Reason("contract.risk", 4, True, ">=", 4),
            Reason("contract.value_nok", 38_000_000, True, ">=", 500_000, "due_diligence"),
        ),
    )


def test_only_the_parts_that_failed_are_told_of_what_does_not_hold():
    told = decision(DUE_DILIGENCE, LIMITS, goods_included=True, risk=2, value_nok=38_000_000)
    assert told == Decision(holds=False, reasons=(Reason("contract.risk", 2, False, ">=", 4),))


def test_what_is_missing_is_told_when_it_decided():
    told = decision(DUE_DILIGENCE, LIMITS, goods_included=True, risk=5)
    assert told.holds is None
    assert told.reasons == (Reason("contract.value_nok", None, None, ">=", 500_000, "due_diligence"),)


def test_a_missing_limit_is_unknown_not_zero():
    told = decision(DUE_DILIGENCE, {}, goods_included=True, risk=5, value_nok=1)
    assert told.holds is None
    assert [reason.name for reason in told.reasons] == ["contract.value_nok"]


@pytest.mark.parametrize(
    ("condition", "holds", "names"),
    [
        ("contract.risk >= 4 || contract.band >= 3", True, ["contract.band"]),
        ("contract.risk >= 4 || contract.band >= 4", False, ["contract.risk", "contract.band"]),
        ("!(contract.risk >= 4)", True, ["contract.risk"]),
        ("!contract.goods_included", False, ["contract.goods_included"]),
        ("3 <= contract.risk", True, ["contract.risk"]),
        ('"textiles" in contract.categories', True, ["contract.categories"]),
        ('contract.kind in ["works", "services"]', False, ["contract.kind"]),
        ("contract.risk > contract.band", False, ["contract.risk"]),
        ("supplier.small || supplier.is_manufacturer", True, ["supplier.small"]),
        ("contract.risk + contract.band >= 5", True, ["contract.band", "contract.risk"]),
        ("contract.risk >= 3 && contract.risk >= 3", True, ["contract.risk"]),
        ("contract.min_hourly_wage > 200 || contract.risk >= 3", True, ["contract.risk"]),
    ],
)
def test_finds_what_decided(condition, holds, names):
    facts = {"goods_included": True, "risk": 3, "band": 3, "categories": ["textiles"], "kind": "goods"}
    told = decision(condition, supplier={"small": True}, **facts)
    assert told.holds is holds
    assert [reason.name for reason in told.reasons] == names


def test_a_form_without_a_condition_applies_to_everything():
    form, _ = read_form(FORM.format(condition="contract.goods_included"))
    assert decide(assemble(form), None, Circumstances(date(2027, 1, 4))) == Decision(holds=True)


def test_a_reason_is_kept_as_json_without_empty_parts():
    assert Reason("contract.risk", 4, True, ">=", 4).as_json() == {
        "name": "contract.risk",
        "value": 4,
        "met": True,
        "comparison": ">=",
        "limit": 4,
    }
    assert Reason("contract.goods_included", False, False).as_json() == {
        "name": "contract.goods_included",
        "value": False,
        "met": False,
    }


@pytest.mark.parametrize(
    ("work_types", "holds", "met"), [(["cleaning"], True, True), ([], False, False), (["security"], False, False)]
)
def test_a_list_is_told_with_what_the_form_looks_for_in_it(work_types, holds, met):
    told = decision('contract.work_types.exists(w, w in ["cleaning", "moving"])', work_types=work_types)
    assert told == Decision(
        holds=holds, reasons=(Reason("contract.work_types", work_types, met, "in", ["cleaning", "moving"]),)
    )


@pytest.mark.parametrize(("work_types", "met"), [(["cleaning"], True), ([], False)])
def test_a_list_that_is_counted_is_told_itself(work_types, met):
    told = decision("count(contract.work_types) > 0", work_types=work_types)
    assert told == Decision(holds=met, reasons=(Reason("contract.work_types", work_types, met),))
