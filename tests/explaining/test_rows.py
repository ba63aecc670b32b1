"""Conditions that know two rows at once: each cell is called by the column of its own table."""

from flask_babel import force_locale

from portal.engine.compiling import compile_form
from portal.explaining.conditions import in_words

FORM = compile_form("""\
form: rows
version: "1"
source_language: en
title: "Rows"
levels: {A: 85, D: 0}
sections:
  - key: one
    title: "One"
    weight: 0
    questions:
      - key: risks
        type: table
        label: "Which risks?"
        columns:
          - {key: name, type: text, label: "Risk", required: true}
          - {key: people, type: integer, label: "People", required: true}
      - key: steps
        type: table
        label: "Which steps?"
        columns:
          - {key: for_risk, type: text, label: "Against", required: true}
          - {key: reach, type: integer, label: "Reaches", required: true}
        deviations:
          - for_each: {row: risks}
            when: '!steps.exists(s, s.for_risk == row.name && s.reach >= row.people)'
            type: dd_action_plan_missing
            severity: minor
""")


def test_a_loop_in_a_rule_of_rows(in_app):
    rule = FORM.form.question("steps").deviations[0]
    with force_locale("en"):
        words = in_words(FORM, FORM.form, rule.when, "steps", "risks")
    assert words == "no row where Against is exactly Risk and Reaches is at least People"
