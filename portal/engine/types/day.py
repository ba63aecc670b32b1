"""`date`: a day as people write it, read strictly: the year has four digits, and what could be two days is asked back.

Every language takes ISO (`2026-12-31`) and the month as a word of any of our languages, in full, shortened or inflected
(`31. desember 2026`, `31 grudnia 2026`, `December 31, 2026`). `31.12.2026` is day first where CLDR writes so; any other
order of numbers is taken only where one of them can be no month.
"""

import re
from datetime import date
from functools import cache

from babel.dates import format_date, get_month_names

from portal.engine.types.contract import Json, Part, Reading, Type, Unreadable
from portal.engine.types.languages import LANGUAGES, cldr, one_spaced
from portal.engine.values import Value

YEARS = range(1900, 2200)
"""What a day of a contract, a policy or an audit can lie in; other years are typing errors."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2}) ?([./-]) ?(\d{1,2})(?: ?\2 ?| )(\d{4})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?\d{2}|\d{1,2}\.? ?[^\W\d_]+\.?,? ?'?\d{2}")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? ?([^\W\d_]+)\.?,? ?(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_AROUND = re.compile(r"(?:den|the) | (?:r\.|roku|r)$", re.IGNORECASE)
_OLDER = {"sept": 9, "mrz": 3, "jänner": 1}
"""Words of months that CLDR does not have in our languages: older abbreviations, and Austrian January."""


def read_day(text: str, locale: str) -> date:
    """The day that a text says in that language. Raises Unreadable."""
    bare = _AROUND.sub("", one_spaced(text))
    if _ISO.fullmatch(bare):
        return read_iso(bare)
    if found := _DAY_FIRST.fullmatch(bare):
        return _day(int(found[3]), _month(found[2], text), int(found[1]), text)
    if found := _MONTH_FIRST.fullmatch(bare):
        return _day(int(found[3]), _month(found[1], text), int(found[2]), text)
    if found := _NUMBERS.fullmatch(bare):
        return _of_numbers(int(found[1]), int(found[3]), int(found[4]), text, dots=found[2] == "." and _dotted(locale))
    raise Unreadable(Reading.SHORT_YEAR if _SHORT_YEAR.fullmatch(bare) else Reading.NOT_A_DATE, text=text)


def read_iso(text: str) -> date:
    """The day of a text as it is stored, `2026-12-31`. Raises Unreadable."""
    found = _ISO.fullmatch(text)
    if found is None:
        raise Unreadable(Reading.NOT_A_DATE, text=text)
    return _day(int(found[1]), int(found[2]), int(found[3]), text)


def write_day(day: date, locale: str) -> str:
    """The day as people of that language type it, and read_day reads it back: in numbers if their order is certain."""
    return f"{day.day}.{day.month}.{day.year}" if _dotted(locale) else show_day(day, locale)


def show_day(day: date, locale: str) -> str:
    """The day with its month as a word."""
    return format_date(day, "long", cldr(locale))


@cache
def _dotted(locale: str) -> bool:
    """Whether the language writes its days with points, and therefore the day first."""
    return "." in str(cldr(locale).date_formats["short"])


def _of_numbers(first: int, second: int, year: int, text: str, *, dots: bool) -> date:
    """`dots`: the day is first for certain; else only where one of the two can be no month, or both are the same."""
    if not dots and first <= 12 and second <= 12 and first != second:
        raise Unreadable(Reading.AMBIGUOUS_DATE, text=text)
    day, month = (second, first) if second > 12 and not dots else (first, second)
    return _day(year, month, day, text)


@cache
def _months() -> dict[str, int]:
    """Every name of a month in our languages, in full and shortened, as it stands alone and in a date."""
    names = {
        name.rstrip(".").casefold(): number
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, context, cldr(language)).items()
    }
    return {**names, **_OLDER}


def _month(word: str, text: str) -> int:
    """The month whose name the word is, or begins with three letters or more, if it is only one month's."""
    wanted = word.casefold()
    if wanted in _months():
        return _months()[wanted]
    found = {number for name, number in _months().items() if len(wanted) >= 3 and name.startswith(wanted)}
    if len(found) != 1:
        raise Unreadable(Reading.NOT_A_DATE, text=text)
    return found.pop()


def _day(year: int, month: int, day: int, text: str) -> date:
    if year not in YEARS:
        raise Unreadable(Reading.NOT_A_DATE, text=text)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(Reading.NOT_A_DATE, text=text) from error


class Day(Type):
    """A day; ISO text in expressions and in storage."""

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        return read_day(text, locale)

    def show(self, value: Value, part: Part, locale: str) -> str:
        return show_day(_as_day(value), locale)

    def to_json(self, value: Value) -> Json:
        return _as_day(value).isoformat()

    def from_json(self, stored: Json, part: Part) -> Value | None:
        if stored is None or stored == "":
            return None
        if not isinstance(stored, str):
            raise Unreadable(Reading.NOT_A_DATE)
        return read_iso(stored)

    def to_cel(self, value: Value) -> object:
        return _as_day(value).isoformat()


def _as_day(value: Value) -> date:
    if not isinstance(value, date):
        raise TypeError(f"a {type(value).__name__} where a day is meant")
    return value
