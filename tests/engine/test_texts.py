"""The texts of a form in another language, and what is wrong with a translation."""

import pytest

from portal.engine.compiling import check_form
from portal.engine.loader import read_form
from portal.engine.texts import in_language, texts_of

TEXT = """\
form: sample
version: "1"
source_language: en
title: "A sample for {contract.title}"
introduction: "About {minutes} minutes"
levels: {A: 50, D: 0}
lists:
  places: [{key: here, label: "Here"}, {key: there, label: "There"}]
sections:
  - key: first
    title: "First"
    weight: 1
    checks: [{when: "!policy", at: policy, message: "A policy is needed", level: warning}]
    questions:
      - key: policy
        type: yes_no
        label: "A policy?"
        help: "Written"
        weight: 1
        points: {"yes": 3, "no": 0}
        evidence: {demand: on_request, what: "The policy"}
        checks: [{when: "!policy", message: "Really?", level: warning}]
        deviations: [{when: "!policy", type: dd_policy_missing, severity: major, action: "Adopt one"}]
      - {key: place, type: single_choice, label: "Where?", choices: places}
      - {key: colour, type: single_choice, label: "Colour?", choices: [{key: red, label: "Red"}]}
      - key: sites
        type: table
        label: "Sites"
        columns:
          - {key: staff, type: integer, label: "Staff", unit: people, help: "Today"}
          - {key: side, type: single_choice, label: "Side", choices: [{key: left, label: "Left"}]}
caps: [{when: "report.days_late > 30", level: D, reason: "Late"}]
"""

PATHS = {
    "form.title": "A sample for {contract.title}",
    "form.introduction": "About {minutes} minutes",
    "lists.places.here": "Here",
    "lists.places.there": "There",
    "sections.first.title": "First",
    "first.checks.0.message": "A policy is needed",
    "policy.label": "A policy?",
    "policy.help": "Written",
    "policy.evidence.what": "The policy",
    "policy.checks.0.message": "Really?",
    "policy.deviations.0.action": "Adopt one",
    "place.label": "Where?",
    "colour.label": "Colour?",
    "colour.choices.red": "Red",
    "sites.label": "Sites",
    "sites.columns.staff.label": "Staff",
    "sites.columns.staff.unit": "people",
    "sites.columns.staff.help": "Today",
    "sites.columns.side.label": "Side",
    "sites.columns.side.choices.left": "Left",
    "caps.0.reason": "Late",
}
WHOLE = {path: {text: f"«{text}»"} for path, text in PATHS.items()}


@pytest.fixture(scope="module")
def form():
    read, faults = read_form(TEXT)
    assert faults == []
    return read


def test_every_text_has_a_path_of_its_own(form):
    assert {text.path: text.text for text in texts_of(form)} == PATHS


def test_a_form_in_another_language_has_its_texts_and_nothing_else_changed(form):
    translated = in_language(form, WHOLE)
    assert {text.path: text.text for text in texts_of(translated)} == {
        path: f"«{text}»" for path, text in PATHS.items()
    }
    assert translated.question("place").choices[0].label == "«Here»"
    assert translated.question("policy").deviations[0].when == form.question("policy").deviations[0].when


def test_a_text_without_a_translation_stays(form):
    assert in_language(form, {"policy.label": {"An older text": "Gammelt"}}).question("policy").label == "A policy?"


def line(words):
    return next(number for number, text in enumerate(TEXT.split("\n"), 1) if words in text)


def faults_with(**changed):
    catalogue = {path: texts for path, texts in {**WHOLE, **changed}.items() if texts}
    _, faults = check_form(TEXT, translated={"nb": {"sample": catalogue}})
    return [(str(fault.code), fault.place.line) for fault in faults]


def test_a_whole_translation_has_no_fault():
    assert faults_with() == []


def test_a_text_without_translation_is_a_fault_at_the_text():
    assert faults_with(**{"policy.label": {}, "caps.0.reason": {"Late": ""}}) == [
        ("F502", line("A policy?")),
        ("F502", line("Late")),
    ]


def test_a_translation_of_an_earlier_text_is_stale():
    assert faults_with(**{"sites.columns.staff.help": {"Yesterday": "I går"}}) == [("F504", line("Today"))]


def test_a_translation_keeps_the_placeholders():
    assert faults_with(**{"form.introduction": {"About {minutes} minutes": "Om lag {minutt} minutter"}}) == [
        ("F503", line("{minutes}"))
    ]


def test_a_form_without_any_translation_says_so_once_a_text():
    _, faults = check_form(TEXT, translated={"nb": {}, "en": {}})
    assert [str(fault.code) for fault in faults] == ["F502"] * len(PATHS)
