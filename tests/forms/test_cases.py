"""Every case of every questionnaire comes out, and the cases leave no rule, branch, band or deviation untried."""

from itertools import chain

import pytest

from portal.engine.cases import Case, run_case
from portal.engine.coverage import cover
from portal.engine.expectations import differences
from portal.engine.inputs import as_list
from tests.forms.shipped import FOLDER, KEYS, cases, compiled

ALL = [pytest.param(key, case, id=f"{key}: {case.title}") for key in KEYS for case in cases(key)]


def test_every_questionnaire_is_tested_here() -> None:
    assert {path.parent.name for path in FOLDER.glob("*/form.yaml")} == set(KEYS)


@pytest.mark.parametrize(("key", "case"), ALL)
def test_comes_out(key: str, case: Case) -> None:
    assert not differences(case, run_case(compiled(key), case))


@pytest.mark.parametrize("key", KEYS)
def test_reach_every_rule_branch_band_and_deviation(key: str) -> None:
    assert cover(compiled(key), [run_case(compiled(key), case) for case in cases(key)]).unreached == ()


@pytest.mark.parametrize("key", KEYS)
def test_begin_with_a_best_and_a_weak_report_and_go_on_to_odd_ones(key: str) -> None:
    best, weak, *_ = (case for case in cases(key) if case.path == "reference.yaml")
    odd = [case for case in cases(key) if case.path in {"reference.yaml", "odd.yaml"} and case not in (best, weak)]
    assert (best.expect["score"], best.expect["level"], best.expect["drafts"]) == (100.0, "A", [])
    assert weak.expect["level"] == "D"
    assert odd


@pytest.mark.parametrize("key", KEYS)
def test_say_of_each_rule_when_it_fires_and_when_it_does_not(key: str) -> None:
    rules = {
        f"{question.key}/{number}"
        for question in compiled(key).form.questions()
        for number in range(len(question.deviations))
    }
    assert _named(key, "fires") == rules
    assert _named(key, "silent") == rules


@pytest.mark.parametrize("key", KEYS)
def test_say_of_each_cap_when_it_holds(key: str) -> None:
    form = compiled(key).form
    caps = {f"lead/{question.key}" for question in form.questions() if question.lead}
    caps |= {f"form/{number}" for number in range(len(form.caps))}
    assert caps <= _named(key, "caps")


def test_say_when_facts_of_a_review_cap_nothing() -> None:
    assert any(case.expect.get("caps") == [] and case.given["facts"] for case in cases("due_diligence"))


def _named(key: str, field: str) -> set[str]:
    return {
        str(name) for name in chain.from_iterable(as_list(case.expect.get(field, []), field) for case in cases(key))
    }
