"""What differs between two versions of a form, told in sentences; nothing differs between a form and itself."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.engine import definition
from portal.engine.catalogue import Frame
from portal.engine.changes import Aspect, changes, heading, tell
from portal.engine.changes import forms as of_forms
from portal.engine.changes import questions as of_questions
from portal.engine.changes.sentences import SENTENCES
from portal.engine.compiling import compile_form
from portal.engine.definition import Form
from portal.engine.versions import canonical, plain, restored

SHIPPED = Path(__file__).parents[2] / "forms/due_diligence/form.yaml"

POLICY = '- {key: policy, type: yes_no, label: "A policy?"}\n'
SHOP = POLICY + (
    "- key: colour\n"
    "  type: single_choice\n"
    '  label: "Colour?"\n'
    "  weight: 2\n"
    "  choices: [{key: red, label: Red, points: 3}, {key: blue, label: Blue, points: 1}]\n"
    "  deviations: [{when: colour == 'red', type: dd_policy_missing, severity: major}]\n"
    "  checks: [{when: colour == 'blue', message: \"Blue?\", level: warning}]\n"
    '- {key: since, type: date, label: "Since when?", show_when: policy}\n'
)


def a_form(questions: str) -> Form:
    return compile_form(Frame.SCORED.around(questions)).form


def told(old: Form, new: Form) -> list[str]:
    """Each difference under its heading, in English."""
    return [f"{heading(change.path[0], str)}: {tell(change, str)}" for change in changes(old, new)]


def shop(*mends: tuple[str, str]) -> Form:
    text = SHOP
    for wrong, right in mends:
        assert wrong in text
        text = text.replace(wrong, right)
    return a_form(text)


@pytest.mark.parametrize(
    ("mends", "sentences"),
    [
        ([('"Colour?"', '"Which colour?"')], ["It now reads “Which colour?”; before “Colour?”."]),
        ([("weight: 2", "weight: 3")], ["It now weighs 3 in the score; before 2."]),
        ([("points: 1}", "points: 2}")], ["Choice “Blue”: It now gives 2 points; before 1."]),
        ([("{key: blue, label: Blue,", "{key: blue, label: Azure,")],
         ["Choice “Azure”: It now reads “Azure”; before “Blue”."]),
        ([("points: 1}]", "points: 1}, {key: grey, label: Grey, points: 0}]")], ["New choice “Grey”."]),
        ([("{key: red, label: Red, points: 3}, {key: blue, label: Blue, points: 1}",
           "{key: blue, label: Blue, points: 1}, {key: red, label: Red, points: 3}")],
         ["Choice “Blue”: It now stands first."]),
        ([("severity: major", "severity: critical")],
         ["Deviation dd_policy_missing: It is now critical; before major."]),
        ([("  deviations: [{when: colour == 'red', type: dd_policy_missing, severity: major}]\n", "")],
         ["It no longer opens the deviation dd_policy_missing."]),
        ([("level: warning", "level: error")],
         ["Check “Blue?”: It is now an error that stops; before a warning."]),
        ([('message: "Blue?"', 'message: "Really blue?"')],
         ["Check “Really blue?”: It now says “Really blue?”; before “Blue?”"]),
    ],
    ids=["words", "weight", "points", "words of a choice", "new choice", "order of choices", "severity",
         "rule gone", "level of a check", "words of a check"],
)  # fmt: skip
def test_a_difference_in_a_question_is_one_sentence_under_that_question(mends, sentences):
    new = shop(*mends)
    label = new.question("colour").label
    assert told(shop(), new) == [f"“{label}” (colour): {sentence}" for sentence in sentences]


@pytest.mark.parametrize(
    ("mends", "sentences"),
    [
        ([(", show_when: policy", "")], ["“Since when?” (since): It is now always asked; before only when policy."]),
        ([(POLICY, POLICY + '- {key: who, type: text, label: "Who?"}\n')], ["“Who?” (who): New question."]),
        ([('- {key: since, type: date, label: "Since when?", show_when: policy}\n', "")],
         ["“Since when?” (since): The question is gone, and none takes its place."]),
        ([('{key: since, type: date, label: "Since when?"',
           '{key: adopted, type: date, label: "Since when?", replaces: since')],
         ["“Since when?” (adopted): It takes the place of since, whose answers it takes over."]),
        ([("type: date", "type: text")],
         ["“Since when?” (since): It is now answered with a short text; before with a date."]),
    ],
    ids=["condition", "new question", "question gone", "replaced", "type"],
)  # fmt: skip
def test_a_difference_in_what_is_asked(mends, sentences):
    assert told(shop(), shop(*mends)) == sentences


def test_rules_that_only_follow_a_new_key_are_no_difference():
    new = shop(("key: policy,", "key: adopted, replaces: policy,"), ("show_when: policy", "show_when: adopted"))
    assert told(shop(), new) == ["“A policy?” (adopted): It takes the place of policy, whose answers it takes over."]
    other = shop(("key: policy,", "key: adopted, replaces: policy,"), ("show_when: policy", 'show_when: "!adopted"'))
    assert told(shop(), other)[1:] == ["“Since when?” (since): It is now asked when !adopted; before when adopted."]


def test_a_question_that_stands_elsewhere_is_said_to_have_moved_and_the_others_are_not():
    new = a_form(SHOP.removeprefix(POLICY).replace(", show_when: policy", "") + POLICY)
    old = shop((", show_when: policy", ""))
    assert told(old, new) == ["“A policy?” (policy): It is now asked after “Since when?”."]


def test_a_question_in_another_section():
    text = Frame.SCORED.around(SHOP.rstrip("\n"))
    two = text.replace(
        "      - {key: since", '  - key: second\n    title: "Second"\n    questions:\n      - {key: since', 1
    )
    assert told(compile_form(text).form, compile_form(two).form) == [
        "Section “Second”: New section.",
        "“Since when?” (since): It has moved to the section “Second”; before “First”.",
    ]


def test_a_shared_list_is_told_once_and_not_at_each_question_that_takes_it():
    shared = (
        'lists:\n  hues: [{key: red, label: "Red"}, {key: blue, label: "Blue"}]\n'
        "sections:\n  - key: first\n    title: First\n    questions:\n"
        '      - {key: one, type: single_choice, choices: hues, label: "One?"}\n'
        '      - {key: two, type: single_choice, choices: hues, label: "Two?"}\n'
    )
    head = 'form: sample\nversion: "1"\nsource_language: en\ntitle: "A sample"\n'
    old = compile_form(head + shared).form
    assert told(old, compile_form(head + shared.replace('"Blue"', '"Azure"')).form) == [
        "Shared choices hues: Choice “Azure”: It now reads “Azure”; before “Blue”."
    ]


def test_the_form_as_a_whole():
    text = Frame.SCORED.around(SHOP.rstrip("\n"))
    new = text.replace("A: 80", "A: 85").replace(
        "sections:\n", 'retired: [gone]\ncaps: [{when: policy, level: D, reason: "So"}]\nsections:\n'
    )
    head = "The questionnaire as a whole: "
    assert told(compile_form(text).form, compile_form(new).form) == [
        f"{head}Level A: It now begins at 85 percent; before 80.",
        f"{head}The level is now capped: “So”",
        f"{head}The question gone is now listed as retired.",
    ]


def test_another_version_number_alone_is_no_difference():
    text = Frame.SCORED.around(SHOP.rstrip("\n"))
    assert told(compile_form(text).form, compile_form(text.replace('version: "1"', 'version: "2"')).form) == []


COMPARED = {
    definition.Form: {*of_forms.FORM, "sections", "levels", "caps", "lists", "retired"},
    definition.Section: {*of_forms.SECTION, "questions", "checks"},
    definition.Question: {
        *of_questions.QUESTION, "replaces", "choices", "points", "score", "columns", "rows", "evidence", "checks",
        "deviations",
    },
    definition.Column: {*of_questions.COLUMN, "choices"},
    definition.Choice: {*of_questions.CHOICE},
    definition.Evidence: {*of_questions.EVIDENCE},
    definition.Check: {*of_questions.CHECK},
    definition.ScoreLine: {*of_questions.SCORE_LINE},
    definition.DeviationRule: {*of_questions.DEVIATION},
    definition.Cap: {*of_forms.CAP},
}  # fmt: skip


@pytest.mark.parametrize("kind", COMPARED, ids=lambda kind: kind.__name__)
def test_every_field_of_a_form_is_compared(kind):
    """A new field of the language that nobody compares would change a form unseen."""
    own = {part.name for part in fields(kind)} - {"key", "place", "place_of_levels", "text", "version"}
    assert own == {str(name) for name in COMPARED[kind]} - {"key"}


def test_every_aspect_has_a_sentence():
    assert set(Aspect) - {Aspect.EXISTENCE, Aspect.ORDER, Aspect.COUNTRY} <= {aspect for _, aspect in SENTENCES}


FORMS = {"small": shop(), "shipped": compile_form(SHIPPED.read_text(encoding="utf-8")).form}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_does_not_differ_from_itself(form):
    assert changes(form, form) == []
    assert changes(form, restored(plain(form))) == []


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every value of a plain form stands that is not its version, nor a copy of a shared choice."""
    found = [leaf for key, part in inside(value) for leaf in leaves(part, (*path, key)) if leaf != ("version",)]
    return found if isinstance(value, dict | list) else [path]


def lists(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every list of more than one part stands; a level or an answer with its number is one part."""
    if path[-2:-1] in {("levels",), ("points",)}:
        return []
    found = [place for key, part in inside(value) for place in lists(part, (*path, key))]
    return [*found, path] if isinstance(value, list) and len(value) > 1 else found


def inside(value: Any) -> list[tuple[Any, Any]]:
    """The parts of a plain value; the choices that a question has from a shared list stand in that list."""
    if isinstance(value, dict):
        return [(key, part) for key, part in value.items() if key != "choices" or "list_key" not in value]
    return list(enumerate(value)) if isinstance(value, list) else []


def share(whole: Any) -> None:
    """Give each question and column with a shared list the choices of that list."""
    parts = [question for section in whole["sections"] for question in section["questions"]]
    for part in [*parts, *(column for question in parts for column in question.get("columns", ()))]:
        if part.get("list_key") in whole.get("lists", {}):
            part["choices"] = whole["lists"][part["list_key"]]


def mutated(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    for kind in (definition.TypeKey, definition.Severity, definition.Level, definition.Scope, definition.Demand):
        if value in list(kind):
            return next(member.value for member in kind if member.value != value)
    if value in list(definition.Required):
        return next(member.value for member in definition.Required if member.value != value)
    return str(int(value) + 1) if str(value).isdigit() else f"{value}x"


def at(whole: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        whole = whole[key]
    return whole


@settings(max_examples=25, deadline=None)
@given(data=st.data(), form=st.sampled_from(list(FORMS.values())))
def test_a_form_with_one_value_changed_or_one_part_taken_out_differs(data, form):
    whole: Any = plain(form)
    if data.draw(st.booleans(), label="take out"):
        place = data.draw(st.sampled_from(lists(whole)))
        at(whole, place).pop(data.draw(st.integers(0, len(at(whole, place)) - 1)))
    else:
        *way, last = data.draw(st.sampled_from([leaf for leaf in leaves(whole) if at(whole, leaf) is not None]))
        at(whole, tuple(way))[last] = mutated(at(whole, (*way, last)))
    share(whole)
    new = restored(whole)
    assert (changes(form, new) == []) == (canonical(plain(form)) == canonical(plain(new)))
    assert changes(form, new)
    assert all(tell(change, str).strip() for change in changes(form, new))
