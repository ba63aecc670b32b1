from decimal import Decimal

import pytest
from babel.numbers import get_currency_symbol

from portal.engine.definition import TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Reading, Unreadable
from portal.engine.types.currencies import CURRENCIES, SHARED_SYMBOLS, SYMBOLS
from portal.engine.types.languages import LANGUAGES
from portal.engine.values import Money
from tests.engine.types.parts import a_question, flaws, refusal

KIND = TYPES[TypeKey.MONEY]


def read(raw, locale="nb", **fields):
    return KIND.read(raw, a_question("money", **fields), locale)


@pytest.mark.parametrize(
    "text",
    ["1 250 EUR", "EUR 1 250", "eur 1250", "1250€", "€ 1 250", "1\u00a0250,00 €", "1250,- EUR", "1250,\u2013 EUR"],
)
def test_an_amount_may_name_its_currency_by_code_or_by_a_sign_of_its_own(text):
    assert read([text]) == Money(Decimal(1250), "EUR")


@pytest.mark.parametrize("text", ["100 zł", "100 ZŁ", "100,00 PLN"])
def test_polish_money(text):
    assert read([text], "pl") == Money(Decimal(100), "PLN")


def test_the_currency_is_chosen_beside_the_amount_or_fixed_by_the_form():
    assert read(["1 250", "eur"]) == Money(Decimal(1250), "EUR")
    assert read(["1 250"], currency="NOK") == Money(Decimal(1250), "NOK")
    assert read(["-1 250,50", "NOK"]) == Money(Decimal("-1250.5"), "NOK")


@pytest.mark.parametrize("text", ["500 kr", "kr 500", "500 kr.", "500,- kr", "500 NOK", "500"])
def test_a_sign_of_several_currencies_will_do_where_the_form_fixes_one_of_them(text):
    assert read([text], currency="NOK") == Money(Decimal(500), "NOK")


@pytest.mark.parametrize("raw", [["500 kr"], ["$500"], ["500 ¥"], ["500"], ["500", ""], ["500", "ABC"]])
def test_no_currency_is_guessed(raw):
    with pytest.raises(Unreadable) as refused:
        read(raw)
    assert refused.value.code is Reading.NO_CURRENCY


@pytest.mark.parametrize("raw", [["500 EUR", "NOK"], ["500 $", "NOK"], ["500 €", "NOK"]])
def test_two_currencies_for_one_amount_are_asked_back(raw):
    with pytest.raises(Unreadable) as refused:
        read(raw)
    assert refused.value.code is Reading.OTHER_CURRENCY


def test_the_amount_is_read_as_strictly_as_any_number():
    assert refusal("money", "1.250 EUR", "nb") is Reading.AMBIGUOUS_NUMBER
    assert refusal("money", "EUR 5 NOK", "nb") is Reading.NOT_A_NUMBER
    assert refusal("money", "5 apples", "en") is Reading.NOT_A_NUMBER
    assert refusal("money", "EUR", "en") is Reading.NOT_A_NUMBER


HOME = {
    "EUR": "de", "GBP": "en_GB", "PLN": "pl", "USD": "sv", "INR": "hi", "TRY": "tr", "VND": "vi", "BDT": "bn",
    "KRW": "ko", "UAH": "uk", "THB": "th", "PHP": "fil", "CZK": "cs",
}  # fmt: skip


@pytest.mark.parametrize("sign", sorted(SYMBOLS))
def test_a_sign_of_its_own_is_what_cldr_writes_where_the_money_is_used(sign):
    assert get_currency_symbol(SYMBOLS[sign], HOME[SYMBOLS[sign]]).casefold() == sign


def test_signs_of_several_currencies_name_currencies():
    assert all(len(codes) > 1 and codes <= CURRENCIES for codes in SHARED_SYMBOLS.values())
    assert set(SYMBOLS.values()) <= CURRENCIES


@pytest.mark.parametrize("locale", LANGUAGES)
def test_what_is_shown_reads_back(locale):
    money, question = Money(Decimal("1234567.5"), "NOK"), a_question("money")
    assert KIND.read([KIND.show(money, question, locale)], question, locale) == money


def test_bounds_are_those_of_the_amount():
    assert flaws("money", Money(Decimal(5), "NOK"), minimum=Decimal(10)) == ["too_small"]
    assert flaws("money", Money(Decimal(50), "NOK"), maximum=Decimal(10)) == ["too_large"]


def test_the_fixed_currency_is_stored_with_the_amount():
    question = a_question("money", currency="NOK")
    assert KIND.to_json(Money(Decimal("12.50"), "NOK")) == {"amount": "12.5", "currency": "NOK"}
    assert KIND.from_json(12.5, question) == Money(Decimal("12.5"), "NOK")
    with pytest.raises(Unreadable):
        KIND.from_json({"amount": 1, "currency": "EUR"}, question)
