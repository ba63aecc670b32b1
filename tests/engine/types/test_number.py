from decimal import Decimal

import pytest

from portal.engine.definition import TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Reading
from portal.engine.types.languages import LANGUAGES
from portal.engine.types.number import write_number
from tests.engine.types.parts import a_question, flaws, read, refusal

COMMA = ["nb", "nn", "sv", "de", "pl"]


@pytest.mark.parametrize("locale", COMMA)
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1\u2009234,50", "1234.5"),
        ("1\u202f234,50", "1234.5"),
        ("1'234,5", "1234.5"),
        ("1\u2019234\u2019567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("0,250", "0.25"),
        ("1,234", "1.234"),
        ("-0,25", "-0.25"),
        ("\u221212", "-12"),
        ("\u201312", "-12"),
        ("- 12", "-12"),
        ("007", "7"),
        (" 12 ", "12"),
    ],
)
def test_a_comma_stands_before_decimals(text, locale, number):
    assert read("decimal", text, locale) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.5", "1234.5"),
        ("1 234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1'234", "1234"),
        ("1234567", "1234567"),
        ("0.250", "0.25"),
        ("12.5", "12.5"),
        ("1.2340", "1.234"),
        ("\u22121.5", "-1.5"),
    ],
)
def test_in_english_a_point_does(text, number):
    assert read("decimal", text, "en") == Decimal(number)


@pytest.mark.parametrize(
    ("text", "locales"),
    [
        ("1.234", LANGUAGES),  # a thousand to some, one and a bit to others; in en both are among the readers
        ("-1.234", LANGUAGES),
        ("1,234", ["en"]),
        ("999,999", ["en"]),
        ("1250.5", COMMA),
        ("1,5", ["en"]),
        ("1.250,5", ["en"]),
        ("1,250.5", COMMA),
        ("1 23", LANGUAGES),
        ("1 234 56", LANGUAGES),
        ("1 234.567,8", LANGUAGES),
        ("1'234 567", LANGUAGES),
    ],
)
def test_what_two_readers_would_read_differently_is_asked_back(text, locales):
    assert {refusal("decimal", text, locale) for locale in locales} == {Reading.AMBIGUOUS_NUMBER}


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("about 5", Reading.NOT_A_NUMBER),
        ("1e5", Reading.NOT_A_NUMBER),
        ("\u0663", Reading.NOT_A_NUMBER),
        ("NaN", Reading.NOT_A_NUMBER),
        ("5-7", Reading.NOT_A_NUMBER),
        ("--5", Reading.NOT_A_NUMBER),
        ("12 %", Reading.NOT_A_NUMBER),
        ("1234567890123456", Reading.TOO_MANY_DIGITS),
    ],
)
def test_what_is_no_number_is_refused_everywhere(text, locale, code):
    assert refusal("decimal", text, locale) is code


def test_an_integer_and_a_step_of_a_scale_have_no_decimals():
    assert read("integer", "1 000", "nb") == 1000
    assert read("integer", "2,0", "nb") == 2
    assert refusal("integer", "2,5", "nb") is Reading.NOT_WHOLE
    assert refusal("scale", "2.5", "en", minimum=Decimal(1), maximum=Decimal(5)) is Reading.NOT_WHOLE


@pytest.mark.parametrize("text", ["45 %", "45%", "45\u00a0%", "45"])
def test_a_percent_may_have_its_sign(text):
    assert read("percent", text, "nb") == 45


@pytest.mark.parametrize("text", ["12,5 tonn", "12,5tonn", "12,5\u00a0Tonn"])
def test_a_number_may_have_the_unit_that_the_form_names(text):
    assert read("decimal", text, "nb", unit="tonn") == Decimal("12.5")


def test_another_unit_than_the_forms_is_asked_back():
    assert refusal("decimal", "12,5 kg", "nb", unit="tonn") is Reading.NOT_A_NUMBER
    assert refusal("decimal", "tonn", "nb", unit="tonn") is Reading.NOT_A_NUMBER


def test_bounds_are_the_forms_and_a_percents_own():
    assert flaws("integer", Decimal(4), minimum=Decimal(5)) == ["too_small"]
    assert flaws("integer", Decimal(6), maximum=Decimal(5)) == ["too_large"]
    assert flaws("percent", Decimal(101)) == ["too_large"]
    assert flaws("percent", Decimal(101), maximum=Decimal(200)) == []


@pytest.mark.parametrize(
    ("locale", "words"),
    [("nb", "1\u00a0234\u00a0567,5"), ("de", "1\u00a0234\u00a0567,5"), ("en", "1\u00a0234\u00a0567.5")],
)
def test_thousands_are_shown_with_blanks_so_that_nobody_takes_them_for_decimals(locale, words):
    assert TYPES[TypeKey.DECIMAL].show(Decimal("1234567.5"), a_question("decimal"), locale) == words


def test_english_writes_a_fourth_decimal_where_three_would_be_asked_back():
    assert write_number(Decimal("1.234"), "en") == "1.2340"
    assert write_number(Decimal("1.234"), "nb") == "1,234"


@pytest.mark.parametrize("stored", [True, "1,5", "NaN", [], 1e300])
def test_what_is_stored_is_a_plain_number(stored):
    with pytest.raises(ValueError, match=r"not_a_number|too_many_digits"):
        TYPES[TypeKey.DECIMAL].from_json(stored, a_question("decimal"))
