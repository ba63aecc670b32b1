"""A questionnaire with a question of every type and a table with a column of every type, to look at and fill in."""

from portal.engine.compiling import compile_form
from portal.library.current import CurrentForm
from portal.library.folder import ReferenceTables

_TEXT = """\
form: all_types
version: "1"
source_language: en
title: "Every type"
levels: {A: 85, B: 70, C: 50, D: 0}
lists:
  themes:
    - {key: wages, label: "Wages"}
    - {key: hse, label: "Health and safety"}
    - {key: none, label: "None of these", exclusive: true}
sections:
  - key: words
    title: "Words and choices"
    weight: 0
    questions:
      - {key: about, type: note, label: "This part is about words."}
      - {key: name, type: text, label: "What is it called?", help: "As it stands in your papers."}
      - {key: story, type: long_text, label: "What happened?", max_length: 500}
      - {key: policy, type: yes_no, label: "Have you a policy?"}
      - {key: theme, type: single_choice, choices: themes, label: "Which theme?"}
      - {key: themes_met, type: multi_choice, choices: themes, label: "Which themes?"}
      - {key: trust, type: scale, min: 1, max: 5, label: "How sure are you?"}
      - {key: made_in, type: country, label: "Where is it made?"}
      - {key: partner, type: organisation, label: "Who is your partner?"}
      - {key: proof, type: file, label: "Which file shows it?", required: true, help: "The signed agreement."}
  - key: numbers
    title: "Numbers and days"
    weight: 0
    questions:
      - {key: people, type: integer, unit: "people", min: 0, label: "How many people?"}
      - {key: weight, type: decimal, unit: "tonnes", label: "How heavy?"}
      - {key: covered, type: percent, label: "How large a share?"}
      - {key: wage, type: money, currency: NOK, label: "Which hourly wage?"}
      - {key: bought, type: money, label: "How much did you buy for?"}
      - {key: adopted_on, type: date, label: "When was it adopted?"}
      - {key: twice, type: computed, unit: "people", value: "people * 2.0", label: "Twice as many"}
  - key: rows
    title: "Rows"
    weight: 0
    questions:
      - key: places
        type: table
        label: "Which places?"
        rows: {min: 0, max: 1000}
        columns:
          - {key: site, type: ref, ref: {register: sites}, label: "Site"}
          - {key: town, type: text, label: "Town", required: true}
          - {key: theme, type: single_choice, choices: themes, label: "Theme"}
          - {key: people, type: integer, label: "People", total: true}
          - {key: women, type: integer, label: "Women"}
          - {key: paid, type: money, label: "Paid", total: true}
          - {key: since, type: date, label: "Since"}
          - {key: safe, type: yes_no, label: "Safe?"}
          - {key: groups, type: multi_choice, choices: themes, label: "Groups"}
          - {key: country, type: country, label: "Country"}
          - {key: company, type: organisation, label: "Company"}
          - {key: part, type: percent, label: "Share"}
          - {key: load, type: decimal, unit: "tonnes", label: "Load"}
          - {key: grade, type: scale, min: 1, max: 3, label: "Grade"}
          - {key: more, type: long_text, label: "More"}
          - {key: paper, type: file, label: "Paper"}
        checks:
          - {for_each: {row: places}, when: "has(row.women) && has(row.people) && row.women > row.people",
             message: "There are more women than people."}
      - key: visits
        type: table
        label: "Which visits?"
        rows: {min: 0, max: 5}
        columns:
          - {key: place, type: ref, ref: {table: places}, label: "Place"}
          - {key: day, type: date, label: "Day", required: true}
"""

EVERY_TYPE = CurrentForm(compile_form(_TEXT), {}, ReferenceTables())
