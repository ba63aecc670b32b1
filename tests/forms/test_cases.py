"""Every case of questionnaire 1 comes out, and the cases leave no rule, branch, band or deviation untried."""

from itertools import chain
from pathlib import Path

import pytest

from portal.engine.cases import Case, read_cases, run_case
from portal.engine.compiled import CompiledForm
from portal.engine.compiling import compile_form
from portal.engine.coverage import cover
from portal.engine.expectations import differences
from portal.engine.inputs import as_list

FOLDER = Path(__file__).parents[2] / "forms" / "due_diligence"
CASES = read_cases({path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("cases/*.yaml"))})


@pytest.fixture(scope="module")
def compiled() -> CompiledForm:
    return compile_form((FOLDER / "form.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_comes_out(compiled: CompiledForm, case: Case) -> None:
    assert not differences(case, run_case(compiled, case))


def test_reach_every_rule_branch_band_and_deviation(compiled: CompiledForm) -> None:
    assert cover(compiled, [run_case(compiled, case) for case in CASES]).unreached == ()


def test_says_of_each_rule_when_it_fires_and_when_it_does_not(compiled: CompiledForm) -> None:
    rules = {f"{q.key}/{number}" for q in compiled.form.questions() for number in range(len(q.deviations))}
    assert _named("fires") == rules
    assert _named("silent") == rules


def _named(field: str) -> set[str]:
    return {str(rule) for rule in chain.from_iterable(as_list(case.expect.get(field, []), field) for case in CASES)}


def test_says_of_each_cap_when_it_holds_and_when_it_does_not(compiled: CompiledForm) -> None:
    caps = {f"lead/{question.key}" for question in compiled.form.questions() if question.lead}
    caps |= {f"form/{number}" for number in range(len(compiled.form.caps))}
    assert caps <= _named("caps")
    assert any(case.expect.get("caps") == [] and case.given["facts"] for case in CASES)
