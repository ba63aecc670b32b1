from datetime import date

import pytest

from portal.engine.definition import TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Reading
from portal.engine.types.day import write_day
from portal.engine.types.languages import LANGUAGES
from tests.engine.types.parts import a_question, read, refusal

LAST = date(2026, 12, 31)


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "2026-12-31",
        "31.12.2026",
        "31. 12. 2026",
        "31/12/2026",
        "31-12-2026",
        "31/12 2026",
        "31. desember 2026",
        "31.\u00a0desember\u00a02026",
        "31 des. 2026",
        "31 December 2026",
        "31st December 2026",
        "31 Dec 2026",
        "December 31, 2026",
        "Dec. 31 2026",
        "den 31 december 2026",
        "31. Dezember 2026",
        "31. Dez. 2026",
        "31 grudnia 2026",
        "31 grudnia 2026 r.",
        "31 grudnia 2026 roku",
        "31.12.2026 r.",
        "31 grudzień 2026",
        "31 gru 2026",
        "31. DESEMBER 2026",
    ],
)
def test_one_reading_is_read_in_every_language(text, locale):
    assert read("date", text, locale) == LAST


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 maja 2026", date(2026, 5, 5)),
        ("5. mai 2026", date(2026, 5, 5)),
        ("3 mars 2026", date(2026, 3, 3)),
        ("3. März 2026", date(2026, 3, 3)),
        ("1. Jänner 2026", date(2026, 1, 1)),
        ("9 Sept 2026", date(2026, 9, 9)),
        ("9 września 2026", date(2026, 9, 9)),
        ("9 paź 2026", date(2026, 10, 9)),
        ("2 lut 2026", date(2026, 2, 2)),
        ("1/1/2026", date(2026, 1, 1)),
        ("29.2.2028", date(2028, 2, 29)),
    ],
)
def test_months_are_words_of_any_of_our_languages(text, day):
    assert read("date", text, "de") == day


@pytest.mark.parametrize("locale", ["nb", "nn", "de", "pl"])
def test_a_day_with_points_is_day_first_where_the_language_writes_so(locale):
    assert read("date", "1.2.2026", locale) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("text", "locales"),
    [("01/02/2026", LANGUAGES), ("1-2-2026", LANGUAGES), ("1/2 2026", LANGUAGES), ("1.2.2026", ["en", "sv"])],
)
def test_a_day_and_month_that_could_be_exchanged_are_asked_back(text, locales):
    assert {refusal("date", text, locale) for locale in locales} == {Reading.AMBIGUOUS_DATE}


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("text", ["31.12.26", "31/12/26", "31. desember 26", "31 Dec '26", "1-2-26"])
def test_a_year_of_two_digits_is_asked_back(text, locale):
    assert refusal("date", text, locale) is Reading.SHORT_YEAR


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "31.2.2026",
        "2026-13-01",
        "0026-01-14",
        "1.1.2500",
        "yesterday",
        "12.2026",
        "31 ju 2026",
        "31 foo 2026",
        "31122026",
    ],
)
def test_what_is_no_day_is_refused(text, locale):
    assert refusal("date", text, locale) is Reading.NOT_A_DATE


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("nb", "31. desember 2026"),
        ("nn", "31. desember 2026"),
        ("en", "31 December 2026"),
        ("sv", "31 december 2026"),
        ("de", "31. Dezember 2026"),
        ("pl", "31 grudnia 2026"),
    ],
)
def test_a_day_is_shown_as_the_language_writes_it(locale, words):
    assert TYPES[TypeKey.DATE].show(LAST, a_question("date"), locale) == words


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_day_is_written_in_numbers_where_they_have_one_order_and_reads_back(locale):
    assert read("date", write_day(date(2026, 2, 1), locale), locale) == date(2026, 2, 1)
    assert (write_day(date(2026, 2, 1), locale) == "1.2.2026") is (locale not in {"en", "sv"})


def test_only_iso_is_stored():
    kind, question = TYPES[TypeKey.DATE], a_question("date")
    assert kind.to_json(LAST) == "2026-12-31"
    with pytest.raises(ValueError, match="not_a_date"):
        kind.from_json("31.12.2026", question)
