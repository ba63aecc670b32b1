"""Questionnaire 1 is whole: its questions, rules, short form and weights, and a text in bokmål for every text."""

import re
from collections import Counter
from itertools import chain

from portal.engine.definition import Form, Question, Severity, TypeKey


def test_asks_61_questions_in_eight_steps(form: Form) -> None:
    asked = {section.key: len(section.questions) for section in form.sections}
    assert asked == {"s0": 8, "s1": 9, "s2": 13, "s3": 12, "s4": 4, "s5": 6, "s6": 6, "s7": 3}
    assert sum(asked.values()) == 61


def test_opens_deviations_by_53_rules(form: Form) -> None:
    rules = list(chain.from_iterable(question.deviations for question in form.questions()))
    assert len(rules) == 53
    assert Counter(rule.severity for rule in rules) == {
        Severity.ZERO_TOLERANCE: 3,
        Severity.CRITICAL: 6,
        Severity.MAJOR: 23,
        Severity.MINOR: 21,
    }
    assert all(rule.due_in_days and rule.action for rule in rules)


def test_walks_rows_where_the_theme_says_the_type(form: Form) -> None:
    by_row = {q.key: [rule for rule in q.deviations if rule.for_each] for q in form.questions()}
    assert {key: len(rules) for key, rules in by_row.items() if rules} == {"risks_found": 3, "audit_findings": 3}
    assert all(rule.from_theme and rule.from_theme.text == "row.theme" for rule in chain.from_iterable(by_row.values()))


def test_has_a_short_form_of_26_questions(form: Form) -> None:
    assert sum(question.core for question in form.questions()) == 26


def test_opens_each_of_the_six_steps_with_a_lead_question(form: Form) -> None:
    leads = [question for question in form.questions() if question.lead]
    assert [form.section_of(lead.key).key for lead in leads] == ["s1", "s2", "s3", "s4", "s5", "s6"]
    assert all(lead.type is TypeKey.YES_NO and lead.core and lead.points for lead in leads)


def test_weighs_the_six_steps_to_a_hundred(form: Form) -> None:
    weights = {section.key: int(section.weight) for section in form.sections}
    assert weights == {"s0": 0, "s1": 15, "s2": 30, "s3": 25, "s4": 10, "s5": 10, "s6": 10, "s7": 0}


def test_names_the_clause_that_each_step_tests(form: Form) -> None:
    clauses = {section.key: {question.clause for question in section.questions} for section in form.sections}
    assert clauses == {"s0": {""}, **{f"s{n}": {f"2.{n}"} for n in range(1, 7)}, "s7": {""}}


def test_has_seven_tables_and_their_columns(form: Form) -> None:
    columns = {question.key: len(question.columns) for question in form.questions() if question.columns}
    assert columns == {
        "supply_chain": 15,
        "material_origin": 6,
        "risks_found": 10,
        "measures": 8,
        "certifications": 5,
        "audit_findings": 10,
        "harm_cases": 8,
    }


def test_says_why_at_every_question(form: Form) -> None:
    assert all(question.help for question in form.questions())


def test_marks_what_tells_of_harm(form: Form) -> None:
    assert {question.key for question in form.questions() if _discloses(question)} == {
        "risks_found",
        "forced_labour_indicators",
        "audit_findings",
        "harm_cases",
    }


def _discloses(question: Question) -> bool:
    in_choices = any(choice.discloses for choice in question.choices)
    return question.discloses or in_choices or any(column.discloses for column in question.columns)


def test_names_the_contract_and_the_period_in_its_texts(form: Form) -> None:
    texts = [form.title, form.introduction, *(question.label + question.help for question in form.questions())]
    placeholders = set(re.findall(r"\{([^}]*)\}", "".join(texts)))
    assert placeholders == {"contract.title", "round.year", "round.period_start_on", "round.period_end_on", "minutes"}
