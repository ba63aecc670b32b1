import pytest

from portal.engine.definition import TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Reading
from portal.engine.types.country import CODES, names
from portal.engine.types.languages import LANGUAGES
from tests.engine.types.parts import a_question, flaws, read, refusal

KIND = TYPES[TypeKey.COUNTRY]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_country_has_a_name_of_its_own_in_every_language(locale):
    assert set(names(locale)) == CODES
    assert all(read("country", name, locale) == code for code, name in names(locale).items())


@pytest.mark.parametrize("text", ["DE", "de", "Tyskland", "tyskland", " Tyskland\u00a0", "Germany", "Niemcy"])
def test_a_country_is_its_code_or_its_name(text):
    assert read("country", text, "nb") == "DE"


@pytest.mark.parametrize("text", ["XX", "Tysk", "West Germany", "EU", "Scotland", "Germany, China"])
def test_nothing_near_a_name_is_guessed(text):
    assert refusal("country", text, "nb") is Reading.NOT_A_COUNTRY


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        ("nb", "Tyskland"),
        ("nn", "Tyskland"),
        ("en", "Germany"),
        ("sv", "Tyskland"),
        ("de", "Deutschland"),
        ("pl", "Niemcy"),
    ],
)
def test_names_are_cldrs_in_the_readers_language(locale, name):
    assert KIND.show("DE", a_question("country"), locale) == name


def test_a_stored_code_that_is_gone_is_a_problem_and_shown_as_it_is():
    assert flaws("country", "XX") == ["unknown_choice"]
    assert KIND.show("XX", a_question("country"), "nb") == "XX"
