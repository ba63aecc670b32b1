"""What holds of every type, whatever the language."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.engine.definition import TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Unreadable
from portal.engine.types.country import CODES
from portal.engine.types.currencies import CURRENCIES
from portal.engine.types.day import YEARS
from portal.engine.types.languages import LANGUAGES
from portal.engine.values import Money
from tests.engine.types.parts import CHOICES, a_question


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
    TypeKey.MONEY: st.builds(Money, NUMBERS, st.sampled_from(sorted(CURRENCIES))),
    TypeKey.DATE: DAYS,
    TypeKey.YES_NO: st.booleans(),
    TypeKey.SINGLE_CHOICE: st.sampled_from(["hse", "wages"]),
    TypeKey.MULTI_CHOICE: st.sampled_from([("hse",), ("hse", "wages"), ("none",)]),
    TypeKey.SCALE: st.integers(1, 5).map(Decimal),
    TypeKey.COUNTRY: st.sampled_from(sorted(CODES)),
    TypeKey.ORGANISATION: st.sampled_from(["NO 923609016", "SE 5560360793", "DE Mannheim HRB 44551", "BD 1234567"]),
}


@given(st.data(), st.sampled_from(sorted(VALUES)), st.sampled_from(LANGUAGES))
def test_what_a_page_wrote_reads_back_as_the_same_value(data, key, locale):
    value, kind, part = data.draw(VALUES[key]), TYPES[key], a_question(key, choices=CHOICES)
    assert kind.read(kind.write(value, part, locale), part, locale) == value


READ_AS_SHOWN = sorted(VALUES.keys() - {TypeKey.SCALE})


@given(st.data(), st.sampled_from(READ_AS_SHOWN), st.sampled_from(LANGUAGES))
def test_what_people_are_shown_reads_back_as_the_same_value(data, key, locale):
    value, kind, part = data.draw(VALUES[key]), TYPES[key], a_question(key, choices=CHOICES)
    assert kind.read([kind.show(value, part, locale)], part, locale) == value


MANNERS = st.sampled_from(["nb", "en"])


@given(NUMBERS, MANNERS, st.sampled_from(LANGUAGES))
def test_a_number_written_in_another_language_is_the_same_or_asked_back(number, manner, locale):
    """Unless its decimals are those of the reader's own language, which only its own people write."""
    kind, part = TYPES[TypeKey.DECIMAL], a_question("decimal")
    with suppress(Unreadable):
        assert kind.read(kind.write(number, part, manner), part, locale) == number


@given(DAYS, st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_a_day_shown_in_one_language_reads_back_in_every_other(day, writer, reader):
    kind, part = TYPES[TypeKey.DATE], a_question("date")
    assert kind.read([kind.show(day, part, writer)], part, reader) == day


@given(st.data(), st.sampled_from(sorted(VALUES)))
def test_what_is_stored_is_the_same_value(data, key):
    value, kind, part = data.draw(VALUES[key]), TYPES[key], a_question(key, choices=CHOICES)
    assert kind.from_json(kind.to_json(value), part) == value


@given(st.text(max_size=40), st.sampled_from(sorted(VALUES)), st.sampled_from(LANGUAGES))
def test_any_text_is_read_or_refused(text, key, locale):
    with suppress(Unreadable):
        TYPES[key].read([text, "NOK"], a_question(key, choices=CHOICES), locale)
