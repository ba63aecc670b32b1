from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.engine.definition import Choice, Column, Question, TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Reading, Unreadable
from portal.engine.types.country import CODES
from portal.engine.types.day import YEARS
from portal.engine.values import File, Money, Row

CHOICES = (Choice("hse", "Health"), Choice("wages", "Wages"), Choice("none", "None", exclusive=True))


def a_question(key, **fields):
    return Question(key=str(key), type=TypeKey(key), label="?", **fields)


def read(key, text, locale, **fields):
    return TYPES[TypeKey(key)].read([text], a_question(key, **fields), locale)


@pytest.mark.parametrize(
    ("text", "locale", "number"),
    [
        ("1 234,5", "nb", "1234.5"),
        ("1\u00a0234\u00a0567", "nb", "1234567"),
        ("1\u2009234,50", "nb", "1234.5"),
        ("-0,25", "nb", "-0.25"),
        ("\u221212", "nb", "-12"),
        ("1,234.5", "en", "1234.5"),
        ("1 234.5", "en", "1234.5"),
        ("1234567", "en", "1234567"),
        (" 12 ", "en", "12"),
    ],
)
def test_numbers_are_read_by_the_readers_language(text, locale, number):
    assert read("decimal", text, locale) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "locale", "code"),
    [
        ("1.250", "nb", Reading.AMBIGUOUS_NUMBER),
        ("1250.5", "nb", Reading.AMBIGUOUS_NUMBER),
        ("1,5", "en", Reading.AMBIGUOUS_NUMBER),
        ("1.250,5", "en", Reading.AMBIGUOUS_NUMBER),
        ("1 23", "nb", Reading.AMBIGUOUS_NUMBER),
        ("about 5", "en", Reading.NOT_A_NUMBER),
        ("1e5", "en", Reading.NOT_A_NUMBER),
        ("\u0663", "en", Reading.NOT_A_NUMBER),
        ("NaN", "en", Reading.NOT_A_NUMBER),
        ("1234567890123456", "en", Reading.TOO_MANY_DIGITS),
    ],
)
def test_what_two_readers_would_read_differently_is_refused(text, locale, code):
    with pytest.raises(Unreadable) as refused:
        read("decimal", text, locale)
    assert refused.value.code is code


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("2026-01-14", "nb", date(2026, 1, 14)),
        ("14.1.2026", "nb", date(2026, 1, 14)),
        ("14. januar 2026", "nb", date(2026, 1, 14)),
        ("14 jan. 2026", "nb", date(2026, 1, 14)),
        ("14 January 2026", "en", date(2026, 1, 14)),
        ("14/1/2026", "en", date(2026, 1, 14)),
        ("1/1/2026", "en", date(2026, 1, 1)),
    ],
)
def test_days_are_read_by_the_readers_language(text, locale, day):
    assert read("date", text, locale) == day


@pytest.mark.parametrize(
    ("text", "locale", "code"),
    [
        ("4/1/2026", "en", Reading.AMBIGUOUS_DATE),
        ("14.1.2026", "en", Reading.AMBIGUOUS_DATE),
        ("4/1/2026", "nb", Reading.AMBIGUOUS_DATE),
        ("31.2.2026", "nb", Reading.NOT_A_DATE),
        ("14.1.26", "nb", Reading.NOT_A_DATE),
        ("0026-01-14", "nb", Reading.NOT_A_DATE),
        ("yesterday", "en", Reading.NOT_A_DATE),
    ],
)
def test_days_that_could_be_two_are_refused(text, locale, code):
    with pytest.raises(Unreadable) as refused:
        read("date", text, locale)
    assert refused.value.code is code


def test_an_integer_has_no_decimals_and_a_percent_may_have_its_sign():
    with pytest.raises(Unreadable):
        read("integer", "2,5", "nb")
    assert read("percent", "45 %", "nb") == 45


def test_money_needs_a_currency_from_the_form_or_from_the_supplier():
    kind = TYPES[TypeKey.MONEY]
    assert kind.read(["1 250", "eur"], a_question("money"), "nb") == Money(Decimal(1250), "EUR")
    assert kind.read(["1 250"], a_question("money", currency="NOK"), "nb") == Money(Decimal(1250), "NOK")
    with pytest.raises(Unreadable):
        kind.read(["1 250"], a_question("money"), "nb")


def test_countries_are_named_by_cldr_in_the_readers_language():
    kind, question = TYPES[TypeKey.COUNTRY], a_question("country")
    assert kind.show("DE", question, "nb") == "Tyskland"
    assert kind.read(["Tyskland"], question, "nb") == "DE"
    assert [flaw.code for flaw in kind.flaws("XX", question)] == ["unknown_choice"]


def test_an_organisation_is_checked_by_its_countrys_rule():
    assert read("organisation", "923 609 016", "nb") == "NO 923609016"
    with pytest.raises(Unreadable):
        read("organisation", "923 609 017", "nb")


@pytest.mark.parametrize("key", [key for key in TypeKey if key not in {TypeKey.TABLE, TypeKey.COMPUTED, TypeKey.NOTE}])
def test_nothing_given_is_no_value(key):
    part = a_question(key, choices=CHOICES, currency="NOK")
    assert TYPES[key].read([], part, "nb") is None
    assert TYPES[key].read([""], part, "nb") is None
    assert TYPES[key].from_json(None, part) is None


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False)
WHOLE = st.integers(-(10**12), 10**12).map(Decimal)
DAYS = st.dates(date(YEARS.start, 1, 1), date(YEARS.stop - 1, 12, 31))
TEXTS = st.text(min_size=1, max_size=30).map(str.strip).filter(bool).filter(lambda text: "\r" not in text)
VALUES = {
    TypeKey.TEXT: TEXTS,
    TypeKey.LONG_TEXT: TEXTS,
    TypeKey.INTEGER: WHOLE,
    TypeKey.DECIMAL: NUMBERS,
    TypeKey.PERCENT: NUMBERS,
    TypeKey.MONEY: st.builds(Money, NUMBERS, st.sampled_from(["NOK", "EUR"])),
    TypeKey.DATE: DAYS,
    TypeKey.YES_NO: st.booleans(),
    TypeKey.SINGLE_CHOICE: st.sampled_from(["hse", "wages"]),
    TypeKey.MULTI_CHOICE: st.sampled_from([("hse",), ("hse", "wages"), ("none",)]),
    TypeKey.SCALE: st.integers(1, 5).map(Decimal),
    TypeKey.COUNTRY: st.sampled_from(sorted(CODES)),
    TypeKey.ORGANISATION: st.just("NO 923609016"),
}


@given(st.data(), st.sampled_from(sorted(VALUES)), st.sampled_from(["nb", "en"]))
def test_what_a_page_wrote_reads_back_as_the_same_value(data, key, locale):
    value, kind, part = data.draw(VALUES[key]), TYPES[key], a_question(key, choices=CHOICES)
    assert kind.read(kind.write(value, part, locale), part, locale) == value


@given(st.data(), st.sampled_from([TypeKey.DECIMAL, TypeKey.INTEGER, TypeKey.DATE, TypeKey.PERCENT]))
def test_what_people_are_shown_reads_back_as_the_same_value(data, key):
    value, kind, part = data.draw(VALUES[key]), TYPES[key], a_question(key)
    for locale in ("nb", "en"):
        assert kind.read([kind.show(value, part, locale)], part, locale) == value


@given(st.data(), st.sampled_from(sorted(VALUES)))
def test_what_is_stored_is_the_same_value(data, key):
    value, kind, part = data.draw(VALUES[key]), TYPES[key], a_question(key, choices=CHOICES)
    assert kind.from_json(kind.to_json(value), part) == value


@given(st.text(max_size=40), st.sampled_from(sorted(VALUES)), st.sampled_from(["nb", "en"]))
def test_any_text_is_read_or_refused(text, key, locale):
    with suppress(Unreadable):
        TYPES[key].read([text, "NOK"], a_question(key, choices=CHOICES), locale)


def test_tables_are_stored_with_their_rows_ids():
    columns = (
        Column("day", TypeKey.DATE, "D"),
        Column("paid", TypeKey.MONEY, "P"),
        Column("groups", TypeKey.MULTI_CHOICE, "G", choices=CHOICES),
        Column("proof", TypeKey.FILE, "F"),
        Column("share", TypeKey.PERCENT, "S"),
    )
    table = a_question("table", columns=columns)
    cells = {
        "day": date(2026, 1, 14),
        "paid": Money(Decimal("12.50"), "NOK"),
        "groups": ("hse", "wages"),
        "proof": (File("a.pdf", date(2025, 1, 1)),),
        "share": Decimal("33.3"),
    }
    rows = (Row("b7", cells), Row("a1", {}))
    kind = TYPES[TypeKey.TABLE]
    assert kind.from_json(kind.to_json(rows), table) == rows
