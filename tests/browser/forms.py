"""Two short questionnaires: one with everything that a round can meet, one that a reviewer must grade."""

from textwrap import dedent

from portal.engine.compiling import compile_form
from portal.library.current import CurrentForm
from portal.library.folder import ReferenceTables

JOURNEY_TEXT = """\
form: journey
version: "1"
source_language: en
title: "Short journey"
introduction: "About {contract.title} in {round.year}."
levels: {A: 85, B: 70, C: 50, D: 0}
lists:
  themes: [{key: wages, label: "Wages"}, {key: hse, label: "Safety at work"}]
sections:
  - key: policy
    title: "Policy"
    weight: 60
    questions:
      - key: has_policy
        type: yes_no
        label: "Has the board adopted a policy?"
        scope: supplier
        core: true
        required: true
        points: {"yes": 3, "no": 0}
        weight: 3
        evidence: {demand: required, when: has_policy, what: "The policy"}
      - key: adopted_on
        type: date
        label: "When was it adopted?"
        show_when: has_policy
        required: true
        scope: supplier
      - {key: people, type: integer, label: "How many people work for you?", min: 1, required: true, unit: people}
      - {key: why, type: long_text, label: "How do you use the policy?", max_length: 5000, required: true}
      - {key: person, type: text, label: "Who is responsible?", pii: true, scope: supplier}
  - key: risks
    title: "Risks"
    weight: 40
    questions:
      - key: risks_found
        type: table
        label: "Which risks did you find?"
        required: true
        rows: {min: 0, max: 20}
        columns:
          - {key: theme, type: single_choice, choices: themes, label: "Theme", required: true}
          - {key: where_found, type: text, label: "Where", required: true}
          - {key: affected, type: integer, label: "People affected"}
      - key: measures
        type: table
        label: "What do you do about them?"
        rows: {min: 0, max: 20}
        columns:
          - key: risk
            type: ref
            ref: {table: risks_found}
            label: "Risk"
            required_when: "count(risks_found) > 0"
          - {key: what, type: text, label: "Measure", required: true}
      - key: told
        type: yes_no
        clause: "2.2"
        label: "Have you told your workers about them?"
        core: true
        required: true
        points: {"yes": 3, "no": 0}
        weight: 1
        deviations:
          - when: "!told"
            type: supply_chain_opacity
            severity: major
            action: "Tell the workers"
            due_in_days: 90
"""

BOKMAL = {
    "form.title": {"Short journey": "Kort reise"},
    "sections.policy.title": {"Policy": "Retningslinjer"},
    "sections.risks.title": {"Risks": "Risiko"},
    "has_policy.label": {"Has the board adopted a policy?": "Har styret vedtatt retningslinjer?"},
    "people.label": {"How many people work for you?": "Hvor mange arbeider hos dere?"},
    "why.label": {"How do you use the policy?": "Hvordan bruker dere retningslinjene?"},
}

RUBRIC_TEXT = """\
form: rubric
version: "1"
source_language: en
title: "Graded by a reader"
levels: {A: 85, B: 70, C: 50, D: 0}
sections:
  - key: practice
    title: "Practice"
    weight: 100
    questions:
      - {key: how, type: long_text, label: "How do you work?", graded: rubric, required: true, weight: 2}
      - key: sure
        type: yes_no
        label: "Are you sure?"
        core: true
        required: true
        points: {"yes": 3, "no": 0}
        weight: 1
"""


def shipped_form(text: str, bokmal: dict[str, dict[str, str]] | None = None) -> CurrentForm:
    """A form as if it stood in the folder."""
    return CurrentForm(compile_form(dedent(text)), {"nb": bokmal or {}}, ReferenceTables())


JOURNEY = shipped_form(JOURNEY_TEXT, BOKMAL)
RUBRIC = shipped_form(RUBRIC_TEXT)

EVERY_TYPE_TEXT = """\
form: every_type
version: "1"
source_language: en
title: "Every type"
levels: {A: 85, B: 70, C: 50, D: 0}
lists:
  few: [{key: one, label: "One"}, {key: two, label: "Two"}, {key: neither, label: "Neither", exclusive: true}]
  many:
    - {key: a, label: "A"}
    - {key: b, label: "B"}
    - {key: c, label: "C"}
    - {key: d, label: "D"}
    - {key: e, label: "E"}
    - {key: f, label: "F"}
    - {key: g, label: "G"}
    - {key: h, label: "H"}
    - {key: i, label: "I"}
sections:
  - key: every
    title: "Every type of question"
    weight: 100
    questions:
      - {key: remark, type: note, label: "A note between questions."}
      - key: has_policy
        type: yes_no
        label: "Have you a policy?"
        help: "One that the board adopted."
        required: true
        points: {"yes": 3, "no": 0}
        weight: 1
        evidence: {demand: required, when: has_policy, what: "The policy"}
      - {key: short_text, type: text, label: "A text", required: true}
      - {key: long_text, type: long_text, label: "A long text", max_length: 2000, required: true}
      - {key: whole, type: integer, label: "A whole number", unit: people, min: 1, required: true}
      - {key: fraction, type: decimal, label: "A decimal number", unit: "full-time equivalents"}
      - {key: percent, type: percent, label: "A share", required: true}
      - {key: amount, type: money, label: "An amount in kroner", currency: NOK, required: true}
      - {key: wage, type: money, label: "An amount in any currency"}
      - {key: day, type: date, label: "A day", required: true}
      - {key: choice, type: single_choice, choices: few, label: "One of few", required: true}
      - {key: choice_of_many, type: single_choice, choices: many, label: "One of many", required: true}
      - {key: choices, type: multi_choice, choices: few, label: "Several of few", required: true}
      - {key: how_far, type: scale, label: "How far have you come?", min: 1, max: 5, required: true}
      - {key: land, type: country, label: "A country", required: true}
      - {key: company, type: organisation, label: "A company", required: true}
      - {key: document, type: file, label: "A document", required: true}
      - key: rows
        type: table
        label: "Some rows"
        help: "One for each place."
        required: true
        rows: {min: 1, max: 5}
        columns:
          - {key: name, type: text, label: "Name", required: true}
          - {key: people, type: integer, label: "People", required: true}
          - {key: kind, type: single_choice, choices: few, label: "Kind", required: true}
          - {key: themes, type: multi_choice, choices: few, label: "Themes"}
          - {key: where_found, type: country, label: "Country"}
          - {key: since, type: date, label: "Since"}
          - {key: safe, type: yes_no, label: "Safe?"}
      - {key: count_of_rows, type: computed, label: "Rows in all", value: count(rows)}
"""
"""A section with one question of each type, for what all pages must be."""
