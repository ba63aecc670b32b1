"""What every field promises: a label of its own, notes that are read with it, and nothing lost."""

import pytest

from tests.components.elements import element, elements


def line(file, call):
    """A template that draws one component; what else it is told comes as `names`."""
    macro, arguments = call.split("(", 1)
    return f'{{% from "components/{file}.html" import {macro} %}}{{{{ {macro}({arguments[:-1]}, **names) }}}}'


FIELDS = {
    "field": (line("field", 'field("share", "How much?")'), "input"),
    "unit": (line("field", 'field("share", "How much?", unit="%")'), "input"),
    "date": (line("field", 'date_field("share", "When?")'), "input"),
    "money": (line("field", 'money_field("share", "What?")'), "input"),
    "textarea": (line("textarea", 'textarea("share", "How?", limit=9)'), "textarea"),
    "select": (line("select", 'select("share", "Which?", [("a", "A")])'), "select"),
    "file": (line("file", 'file_field("share", "Which?")'), "input"),
}
GROUPS = {
    "radio": line("radio", 'radio_group("g", "Which?", choices)'),
    "checkbox": line("checkbox", 'checkbox_group("g", "Which?", choices)'),
}
CHOICES = [("yes", "Yes"), ("no", "No", "Not at all")]
each_field = pytest.mark.parametrize(("source", "tag"), FIELDS.values(), ids=FIELDS)
each_group = pytest.mark.parametrize("source", GROUPS.values(), ids=GROUPS)


@each_field
def test_a_label_names_its_field(draw, source, tag):
    html = draw(source, names={})
    assert element(html, "label")["for"] == element(html, tag)["id"] == "share"
    assert element(html, tag)["name"] == "share"


@each_field
def test_description_and_error_are_read_with_the_field_error_first(draw, source, tag):
    html = draw(source, names={"description": "An estimate will do", "error": "Write a number"})
    field = element(html, tag)
    assert field["aria-invalid"] == "true"
    assert field.ids("aria-describedby")[:2] == ["share-error", "share-description"]
    assert set(field.ids("aria-describedby")) <= {other["id"] for other in elements(html)}


@each_field
def test_without_an_error_nothing_says_invalid(draw, source, tag):
    assert element(draw(source, names={}), tag)["aria-invalid"] is None


@each_field
def test_further_attributes_reach_the_field(draw, source, tag):
    html = draw(source, names={"attrs": {"hx-post": "/save?a=1&b=2", "hx-target": "#it"}})
    assert element(html, tag)["hx-post"] == "/save?a=1&b=2"


@pytest.mark.parametrize("text", ['about "half"', "<b>50</b>", "a\nb"])
def test_what_was_typed_stays_in_the_box(draw, text):
    html = draw(FIELDS["field"][0], names={"value": text})
    assert element(html, "input")["value"] == text
    assert "<b>" not in html


def test_a_text_keeps_its_first_empty_line(draw):
    html = draw(FIELDS["textarea"][0], names={"value": "\nsecond line"})
    assert ">\n\nsecond line</textarea>" in html


def test_nought_is_an_answer(draw):
    assert element(draw(FIELDS["field"][0], names={"value": 0}), "input")["value"] == "0"


def test_a_choice_of_currency_has_its_own_name(draw):
    names = {"currencies": [("NOK", "Kroner"), ("PLN", "Zloty")], "currency": "PLN"}
    html = draw(FIELDS["money"][0], names=names)
    assert element(html, "select")["name"] == "share_currency"
    assert [option["value"] for option in elements(html, "option") if "selected" in option.attributes] == ["PLN"]


@each_group
def test_a_group_is_named_by_its_question_and_its_first_choice_takes_the_link(draw, source):
    html = draw(source, choices=CHOICES, names={"error": "Choose one"})
    assert element(html, "fieldset")["aria-labelledby"] == element(html, "legend")["id"]
    assert [choice["id"] for choice in elements(html, "input")] == ["g", "g-2"]
    assert [label["for"] for label in elements(html, "label")] == ["g", "g-2"]
    assert "g-error" in element(html, "fieldset").ids("aria-describedby")


def test_the_chosen_ones_are_marked(draw):
    one = draw(GROUPS["radio"], choices=CHOICES, names={"value": "no"})
    several = draw(GROUPS["checkbox"], choices=CHOICES, names={"values": ["yes", "no"], "exclusive": ["no"]})
    assert ["checked" in choice.attributes for choice in elements(one, "input")] == [False, True]
    assert ["checked" in choice.attributes for choice in elements(several, "input")] == [True, True]
    assert [choice["data-exclusive"] for choice in elements(several, "input")] == [None, "true"]
