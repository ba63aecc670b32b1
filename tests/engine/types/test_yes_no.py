import pytest

from portal.engine.definition import TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Reading
from tests.engine.types.parts import a_question, read, refusal

KIND = TYPES[TypeKey.YES_NO]


@pytest.mark.parametrize(
    ("locale", "yes", "no"),
    [
        ("nb", "Ja", "Nei"),
        ("nn", "Ja", "Nei"),
        ("en", "Yes", "No"),
        ("sv", "Ja", "Nej"),
        ("de", "Ja", "Nein"),
        ("pl", "Tak", "Nie"),
    ],
)
def test_yes_and_no_are_keys_of_a_page_or_words_of_the_language(locale, yes, no):
    assert [read("yes_no", text, locale) for text in ("yes", yes, yes.upper())] == [True] * 3
    assert [read("yes_no", text, locale) for text in ("no", no, no.lower())] == [False] * 3
    assert [KIND.show(value, a_question("yes_no"), locale) for value in (True, False)] == [yes, no]


@pytest.mark.parametrize("text", ["maybe", "y", "1", "true", "x", "ja nei"])
def test_anything_else_is_asked_back(text):
    assert refusal("yes_no", text, "nb") is Reading.NOT_YES_OR_NO


def test_no_is_an_answer_and_not_an_empty_one():
    assert KIND.from_json(False, a_question("yes_no")) is False
    assert KIND.to_cel(False) is False
    with pytest.raises(ValueError, match="not_yes_or_no"):
        KIND.from_json("no", a_question("yes_no"))
