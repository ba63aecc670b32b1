"""Questionnaire 1 alone has six steps with clauses and lead questions, a short form, and rules for each row."""

import re
from itertools import chain

from portal.engine.definition import Form, TypeKey


def test_asks_61_questions_in_eight_steps(form: Form) -> None:
    asked = {section.key: len(section.questions) for section in form.sections}
    assert asked == {"s0": 8, "s1": 9, "s2": 13, "s3": 12, "s4": 4, "s5": 6, "s6": 6, "s7": 3}
    assert sum(asked.values()) == 61


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


def test_names_the_clause_that_each_step_tests(form: Form) -> None:
    clauses = {section.key: {question.clause for question in section.questions} for section in form.sections}
    assert clauses == {"s0": {""}, **{f"s{n}": {f"2.{n}"} for n in range(1, 7)}, "s7": {""}}


def test_names_the_contract_and_the_period_in_its_texts(form: Form) -> None:
    texts = [form.title, form.introduction, *(question.label + question.help for question in form.questions())]
    placeholders = set(re.findall(r"\{([^}]*)\}", "".join(texts)))
    assert placeholders == {"contract.title", "round.year", "round.period_start_on", "round.period_end_on", "minutes"}
