"""A question in words: when it is asked, and what its answers lead to."""

import pytest
from flask_babel import force_locale

from portal.engine.compiling import compile_form
from portal.explaining.questions import explain
from portal.library.current import current_forms

FORM = compile_form("""\
form: said
version: "1"
source_language: en
title: "Said"
levels: {A: 85, B: 70, D: 0}
lists: {themes: [{key: wages, label: Wages}, {key: hse, label: Safety}, {key: corruption, label: Bribes}]}
caps:
  - {when: "portion < 10", drop: 1, reason: Little is known}
sections:
  - key: one
    title: "One"
    weight: 60
    questions:
      - key: policy
        type: yes_no
        label: "Have you a policy for {contract.title}?"
        core: true
        lead: true
        scope: supplier
        required: true
        weight: 3
        points: {"yes": 3, "no": 0}
        evidence: {demand: required, when: policy, what: The policy, max_age_months: 24}
        deviations:
          - {when: "!policy", type: dd_policy_missing, severity: major, action: Adopt one}
      - key: portion
        type: percent
        label: "Which portion?"
        show_when: policy
        required_when: contract.risk >= 4
        weight: 1
        score: [{when: portion >= 80, points: 3}, {when: portion >= 40, points: 1}]
        counts_when: policy
      - key: harms
        type: table
        label: "Which harm?"
        discloses: true
        columns:
          - {key: theme, type: single_choice, label: Theme, choices: themes, required: true}
          - {key: since, type: date, label: Since, required: true}
          - {key: why, type: text, label: Why, required_when: 'has(row.theme) && row.theme == "hse"'}
        deviations:
          - for_each: {row: harms}
            when: row.theme != "wages"
            type: {from_theme: row.theme}
            severity: critical
            due_in_days: 14
        checks:
          - {for_each: {row: harms}, when: row.theme == "wages", level: warning, message: Sure?}
      - key: kind
        type: single_choice
        label: "Which kind?"
        weight: 2
        choices:
          [{key: a, label: Full, points: 3}, {key: b, label: None, points: 0}, {key: c, label: Not ours, na: true}]
    checks:
      - {when: portion < 5 && policy, at: portion, level: error, message: Look again}
""")


def said(key: str) -> dict[str, tuple[str, ...]]:
    return {paragraph.heading: paragraph.lines for paragraph in explain(FORM, FORM.form, key)}


def test_of_a_lead_question(in_app):
    assert said("policy") == {
        "When it is asked": ("Always.", "The short form asks it too."),
        "Answering": (
            "It must be answered before the self-report can be sent.",
            "The supplier's latest answer to it is offered, whatever the contract.",
        ),
        "Points": ("Weight 3 of 6 in “One”, which weighs 60.", "3 points for “Yes”.", "0 points for “No”."),
        "Evidence": (
            "Asked for: The policy. When: the answer is yes.",
            "It may be 24 months old at most.",
            (
                "Without it the self-report can be sent, and the draft “Documentation missing” opens, "
                "to be closed in 30 days."
            ),
        ),
        "Deviations": (
            "“No adopted policy”, major, to be closed in 30 days, when: the answer is no. To do: Adopt one",
        ),
        "Checks": ("Cannot be sent: “Look again” When: “Which portion?”: less than 5 % and the answer is yes.",),
        "Caps": ("It opens a step: a no gives level D at most.",),
        "What depends on it": (
            "“Which portion?” is asked when: “this question”: the answer is yes.",
            "“Which portion?” counts when: “this question”: the answer is yes.",
        ),
    }


def test_of_a_question_with_conditions(in_app):
    explained = said("portion")
    label = "“Have you a policy for [the contract's title]?”"
    assert explained["When it is asked"] == (f"When: {label}: the answer is yes.", "The short form does not ask it.")
    assert explained["Answering"] == ("It must be answered when: the contract's risk (1 to 5) is at least 4.",)
    assert explained["Points"][1:] == (
        "3 points when: at least 80 %.",
        "1 point when: at least 40 %.",
        "The first of these that holds gives the points; without any of them 0 points.",
        f"It counts only when: {label}: the answer is yes.",
    )
    assert explained["Caps"] == ("1 level down: Little is known. When: less than 10 %.",)


def test_of_a_table(in_app):
    explained = said("harms")
    assert "“Why” must be filled in when: Theme is “Safety”." in explained["Answering"]
    assert "It tells of harm or findings, and telling never costs points." in explained["Answering"]
    assert explained["Deviations"] == (
        (
            "What its theme stands for (Health, environment and safety at work, Corruption), critical, "
            "to be closed in 14 days, for each row where: Theme is not “Wages”."
        ),
    )


def test_of_a_check_of_rows(in_app):
    assert said("harms")["Checks"] == ("A warning: “Sure?” For each row where: Theme is “Wages”.",)


def test_of_choices(in_app):
    assert said("kind")["Points"][1:] == (
        "3 points for “Full”.",
        "0 points for “None”.",
        "“Not ours” leaves it out of the score.",
    )


def test_a_question_that_the_form_does_not_have(in_app):
    with pytest.raises(KeyError):
        said("unheard_of")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_question_of_the_shipped_forms_can_be_explained(in_app, language):
    with force_locale(language):
        for form in current_forms().values():
            worded = form.in_language(language)
            for question in worded.questions():
                lines = [line for one in explain(form.compiled, worded, question.key) for line in one.lines]
                assert lines
                assert not any("{" in line for line in lines)
