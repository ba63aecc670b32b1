"""Which contracts questionnaire 1 is for, and which of them get its short form."""

from datetime import date
from pathlib import Path

import pytest

from portal.engine.circumstances import Circumstances, Fact
from portal.engine.compiled import CompiledForm
from portal.engine.compiling import compile_form
from portal.engine.functions import Reference
from portal.rounds.reasons import decide

FORM = Path(__file__).parents[2] / "forms" / "due_diligence" / "form.yaml"
LIMITS = Reference(limits={"due_diligence": 500_000, "full_form": 50_000_000})
CONTRACT: dict[str, Fact] = {"kind": "goods", "risk": 4, "band": 2, "value_nok": 500_000}


@pytest.fixture(scope="module")
def compiled() -> CompiledForm:
    return compile_form(FORM.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("changes", "applies"),
    [
        ({}, True),
        ({"value_nok": 499_999}, False),
        ({"risk": 3}, False),
        ({"risk": 5}, True),
        ({"kind": "services"}, False),
        ({"kind": "works", "goods_included": True}, True),
        ({"value_nok": None}, None),
    ],
)
def test_is_for_high_risk_goods_from_the_limit_on(
    compiled: CompiledForm, changes: dict[str, Fact], applies: bool | None
) -> None:
    circumstances = Circumstances(date(2026, 12, 1), contract={**CONTRACT, **changes}, reference=LIMITS)
    assert decide(compiled, compiled.form.applies_when, circumstances).holds is applies


@pytest.mark.parametrize(
    ("changes", "short"),
    [
        ({}, True),
        ({"band": 1, "value_nok": 49_999_999}, True),
        ({"value_nok": 50_000_000}, False),
        ({"band": 3}, False),
    ],
)
def test_is_short_in_the_low_bands_below_the_limit(
    compiled: CompiledForm, changes: dict[str, Fact], short: bool
) -> None:
    circumstances = Circumstances(date(2026, 12, 1), contract={**CONTRACT, **changes}, reference=LIMITS)
    assert decide(compiled, compiled.form.short_when, circumstances).holds is short
