"""Small forms that a test of the supplier's side is about, beside the one in build.py."""

MANY_ROWS = """\
form: many
version: "1"
source_language: en
title: "Many"
levels: {A: 85, B: 70, C: 50, D: 0}
sections:
  - key: only
    title: "Only"
    weight: 0
    questions:
      - key: risks
        type: table
        label: "Risks"
        rows: {min: 0, max: 500}
        columns: [{key: what, type: text, label: "What", required: true}]
"""

PEOPLE = """\
form: people
version: "1"
source_language: en
title: "People"
levels: {A: 85, B: 70, C: 50, D: 0}
sections:
  - key: only
    title: "Only"
    weight: 0
    questions:
      - key: guards
        type: table
        label: "Guards"
        rows: {min: 0, max: 5}
        columns:
          - {key: name, type: text, label: "Name", required: true, pii: true}
          - {key: hours, type: integer, label: "Hours"}
      - key: watches
        type: table
        label: "Watches"
        rows: {min: 0, max: 5}
        columns:
          - {key: who, type: ref, ref: {table: guards}, label: "Who"}
          - {key: place, type: text, label: "Where", required: true}
"""

CHOICES = """\
form: choices
version: "1"
source_language: en
title: "Choices"
levels: {A: 85, B: 70, C: 50, D: 0}
lists:
  list: [{key: wages, label: "Wages"}, {key: hse, label: "Safety"}, {key: noise, label: "Noise"}]
sections:
  - key: only
    title: "Only"
    weight: 0
    questions:
      - {key: theme, type: single_choice, choices: list, label: "Theme"}
      - {key: themes, type: multi_choice, choices: list, label: "Themes"}
      - key: rows
        type: table
        label: "Rows"
        rows: {min: 0, max: 5}
        columns:
          - {key: theme, type: single_choice, choices: list, label: "Theme", required: true}
          - {key: what, type: text, label: "What"}
"""

TABLE_OF_RISKS = """\
form: small
version: "2"
source_language: en
title: "Small"
levels: {A: 85, B: 70, C: 50, D: 0}
sections:
  - key: only
    title: "Only"
    weight: 0
    questions:
      - key: listed
        type: table
        label: "Risks"
        rows: {min: 0, max: 5}
        columns: [{key: what, type: text, label: "What"}]
"""

HIDING = """\
form: hiding
version: "1"
source_language: en
title: "Hiding"
levels: {A: 85, B: 70, C: 50, D: 0}
sections:
  - key: only
    title: "Only"
    weight: 0
    questions:
      - {key: has_policy, type: yes_no, label: "Have you one?"}
      - {key: policy, type: text, label: "Which?", show_when: has_policy, evidence: {demand: on_request, what: "It"}}
"""

LAST_YEAR = """\
form: last_year
version: "1"
source_language: en
title: "Last year"
levels: {A: 85, B: 70, C: 50, D: 0}
sections:
  - key: only
    title: "Only"
    weight: 0
    questions:
      - {key: covered, type: percent, label: "Share"}
      - {key: person, type: text, label: "Who?", pii: true}
      - key: guards
        type: table
        label: "Guards"
        rows: {min: 0, max: 5}
        columns:
          - {key: name, type: text, label: "Name", required: true, pii: true}
          - {key: hours, type: integer, label: "Hours"}
      - {key: known, type: computed, label: "Known", value: previous.exists}
      - {key: was, type: computed, label: "Was", value: previous.level}
      - {key: covered_then, type: computed, label: "Share", value: previous.covered}
      - {key: guards_then, type: computed, label: "Guards", value: "count(previous.guards)"}
      - {key: most, type: computed, label: "Most", value: "largest(guards, 'hours')"}
      - {key: most_then, type: computed, label: "Most then", value: previous.most}
"""
