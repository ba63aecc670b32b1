from portal.engine.definition import TypeKey
from portal.engine.types import TYPES
from portal.engine.types.text import LONGEST
from tests.engine.types.parts import a_question, flaws, read

KIND = TYPES[TypeKey.TEXT]


def test_a_text_is_kept_as_it_was_written_but_for_its_ends():
    assert read("long_text", "  one\r\ntwo\n ", "nb") == "one\ntwo"
    assert read("text", " \u00a0 ", "nb") is None


def test_a_text_is_as_long_as_the_form_or_its_type_allows():
    assert flaws("text", "abcdef", max_length=5) == ["too_long"]
    assert flaws("text", "a" * (LONGEST[TypeKey.TEXT] + 1)) == ["too_long"]
    assert flaws("long_text", "a" * (LONGEST[TypeKey.TEXT] + 1)) == []


def test_a_blank_stored_text_is_no_answer():
    assert KIND.from_json("  ", a_question("text")) is None
