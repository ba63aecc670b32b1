import pytest

from portal.engine.definition import Choice, TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Reading
from tests.engine.types.parts import CHOICES, a_question, flaws, read, refusal

SINGLE, MULTI = TYPES[TypeKey.SINGLE_CHOICE], TYPES[TypeKey.MULTI_CHOICE]


@pytest.mark.parametrize("text", ["wages", "Wages", "WAGES", " wages "])
def test_one_choice_is_a_key_or_a_label(text):
    assert read("single_choice", text, "en", choices=CHOICES) == "wages"


@pytest.mark.parametrize("text", ["wage", "Wages!", "hse, wages"])
def test_a_text_that_is_no_choice_is_asked_back(text):
    assert refusal("single_choice", text, "en", choices=CHOICES) is Reading.NOT_A_CHOICE


def test_a_label_that_two_choices_share_says_neither():
    alike = (Choice("a", "Other"), Choice("b", "Other"))
    assert refusal("single_choice", "Other", "en", choices=alike) is Reading.NOT_A_CHOICE
    assert read("single_choice", "b", "en", choices=alike) == "b"


def test_a_choice_that_is_gone_from_the_list_is_a_problem():
    assert flaws("single_choice", "gone", choices=CHOICES) == ["unknown_choice"]
    assert flaws("multi_choice", ("gone", "hse"), choices=CHOICES) == ["unknown_choice"]


def test_several_choices_stand_in_the_order_of_the_list_each_once():
    question = a_question("multi_choice", choices=CHOICES)
    assert MULTI.read(["wages", "hse", "wages"], question, "en") == ("hse", "wages")
    assert MULTI.read([], question, "en") is None


@pytest.mark.parametrize(
    "text", ["Wages; Health, safety", "wages, health, safety", "Health, safety\nWages", "hse;wages"]
)
def test_a_pasted_cell_lists_labels_and_a_label_may_hold_a_comma(text):
    assert read("multi_choice", text, "en", choices=CHOICES) == ("hse", "wages")


@pytest.mark.parametrize("text", ["Wages; Pay", "Health", "Wages Wages", ";,"])
def test_a_list_with_a_stranger_is_asked_back_whole(text):
    assert refusal("multi_choice", text, "en", choices=CHOICES) is Reading.NOT_A_CHOICE


def test_what_stands_alone_is_not_ticked_with_others():
    assert flaws("multi_choice", ("hse", "none"), choices=CHOICES) == ["not_alone"]
    assert flaws("multi_choice", ("none",), choices=CHOICES) == []


def test_choices_are_shown_by_their_labels():
    assert SINGLE.show("hse", a_question("single_choice", choices=CHOICES), "en") == "Health, safety"
    assert MULTI.show(("hse", "wages"), a_question("multi_choice", choices=CHOICES), "en") == "Health, safety, Wages"
