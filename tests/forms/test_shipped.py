"""Questionnaires 2 to 6 are whole: how much each asks, opens and weighs, and what is special about each."""

from collections import Counter

import pytest

from portal.engine.definition import Form, TypeKey
from tests.forms.shipped import KEYS, compiled

# questionnaire: questions answered and computed, rules by severity, the gravest first
SIZES = {
    "due_diligence": (61, 0, (3, 6, 23, 21, 0)),
    "seriousness": (39, 2, (0, 8, 28, 12, 1)),
    "social_dialogue": (15, 0, (0, 2, 3, 6, 1)),
    "animal_welfare": (16, 0, (0, 1, 5, 7, 0)),
    "climate_transport": (14, 1, (0, 0, 3, 3, 0)),
    "heightened_due_diligence": (12, 0, (2, 2, 5, 4, 0)),
}
WEIGHTS = {
    "due_diligence": {"s0": 0, "s1": 15, "s2": 30, "s3": 25, "s4": 10, "s5": 10, "s6": 10, "s7": 0},
    "seriousness": {"a": 10, "b": 20, "c": 25, "d": 15, "e": 15, "f": 10, "g": 5, "z": 0},
    "social_dialogue": {"a": 25, "b": 40, "c": 35, "z": 0},
    "animal_welfare": {"a": 15, "b": 50, "c": 35},
    "climate_transport": {"a": 15, "b": 45, "c": 40},
    "heightened_due_diligence": {"a": 40, "b": 40, "c": 20, "z": 0},
}
DAYS = {
    "due_diligence": 42,
    "seriousness": 30,
    "social_dialogue": 30,
    "animal_welfare": 30,
    "climate_transport": 30,
    "heightened_due_diligence": 21,
}
DISCLOSING = {
    "due_diligence": {"risks_found", "forced_labour_indicators", "audit_findings", "harm_cases"},
    "seriousness": {"authority_findings", "integrity_declaration"},
    "social_dialogue": {"sd_retaliation"},
    "animal_welfare": {"aw_authority_cases"},
    "climate_transport": {"ct_chemicals"},
    "heightened_due_diligence": {"hd_occupation_link", "hd_settlement_goods", "hd_armed_groups"},
}
SEVERITIES = ("zero_tolerance", "critical", "major", "minor", "observation")


@pytest.fixture(params=KEYS)
def form(request: pytest.FixtureRequest) -> Form:
    return compiled(request.param).form


def test_asks_and_opens_as_much_as_the_source(form: Form) -> None:
    computed = sum(question.type is TypeKey.COMPUTED for question in form.questions())
    answered = sum(1 for _ in form.questions()) - computed
    opened = Counter(rule.severity for question in form.questions() for rule in question.deviations)
    assert (answered, computed, tuple(opened[severity] for severity in SEVERITIES)) == SIZES[form.key]


def test_all_six_ask_157_questions_and_open_by_146_rules() -> None:
    assert sum(answered for answered, _, _ in SIZES.values()) == 157
    assert sum(sum(rules) for _, _, rules in SIZES.values()) == 146


def test_weighs_its_sections_to_a_hundred(form: Form) -> None:
    weights = {section.key: int(section.weight) for section in form.sections}
    assert (weights, sum(weights.values())) == (WEIGHTS[form.key], 100)


def test_gives_the_days_of_the_source(form: Form) -> None:
    assert form.answer_within_days == DAYS[form.key]


def test_has_the_four_levels(form: Form) -> None:
    assert {level: int(least) for level, least in form.levels} == {"A": 85, "B": 70, "C": 50, "D": 0}


def test_says_why_at_every_question(form: Form) -> None:
    assert not [question.key for question in form.questions() if not question.help and question.type != "computed"]


def test_marks_what_tells_of_harm(form: Form) -> None:
    marked = {
        question.key
        for question in form.questions()
        if question.discloses or any(part.discloses for part in (*question.choices, *question.columns))
    }
    assert marked == DISCLOSING[form.key]


def test_names_a_clause_only_where_the_domain_has_one(form: Form) -> None:
    assert any(question.clause for question in form.questions()) == (form.key == "due_diligence")


def test_is_for_few_eyes_only_where_the_source_says_so(form: Form) -> None:
    assert form.restricted == (form.key == "heightened_due_diligence")
    assert form.repeats == ("before_control" if form.key == "seriousness" else "yearly")


def test_proposes_what_is_known() -> None:
    proposed = {q.key: q.prefill for key in KEYS for q in compiled(key).form.questions() if q.prefill}
    assert proposed == {
        "goods_scope": "contract.categories",
        "work_type": "contract.work_types",
        "ct_zero_share": "zero_share_calc",
    }
