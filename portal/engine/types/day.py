"""`date`: a day, read strictly: the year has four digits, and a text whose day and month could be exchanged is refused.

Both languages take ISO (`2026-01-14`). nb: `14.1.2026`, `14. januar 2026`. en: `14 January 2026`, and slashes only
where one reading is possible (`14/1/2026`, not `4/1/2026`).
"""

import re
from datetime import date

from babel.dates import get_month_names

from portal.engine.types.contract import Json, Part, Reading, Type, Unreadable
from portal.engine.values import Value

YEARS = range(1900, 2200)
"""What a day of a contract, a policy or an audit can lie in; other years are typing errors."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})\.?\s+([^\W\d_]+)\.?\s+(\d{4})")


def read_day(text: str, locale: str) -> date:
    """The day that a text says in that language. Raises Unreadable."""
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _NAMED.fullmatch(text):
        return _day(int(found[3]), _month(found[2], locale, text), int(found[1]), text)
    if locale == "nb" and (found := _DOTS.fullmatch(text)):
        return _day(int(found[3]), int(found[2]), int(found[1]), text)
    if locale == "en" and (found := _SLASHES.fullmatch(text)):
        return _only_reading(int(found[1]), int(found[2]), int(found[3]), text)
    ambiguous = _DOTS.fullmatch(text) or _SLASHES.fullmatch(text)
    raise Unreadable(Reading.AMBIGUOUS_DATE if ambiguous else Reading.NOT_A_DATE, text=text)


def _only_reading(first: int, second: int, year: int, text: str) -> date:
    if first <= 12 and second <= 12 and first != second:
        raise Unreadable(Reading.AMBIGUOUS_DATE, text=text)
    day, month = (second, first) if second > 12 else (first, second)
    return _day(year, month, day, text)


def _month(word: str, locale: str, text: str) -> int:
    for width in ("wide", "abbreviated"):
        for number, name in get_month_names(width, locale=locale).items():
            if name.rstrip(".").casefold() == word.casefold():
                return int(number)
    raise Unreadable(Reading.NOT_A_DATE, text=text)


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
        day = _as_day(value)
        month = get_month_names("wide", locale=locale)[day.month]
        return f"{day.day}{'.' if locale == 'nb' else ''} {month} {day.year}"

    def to_json(self, value: Value) -> Json:
        return _as_day(value).isoformat()

    def from_json(self, stored: Json, part: Part) -> Value | None:
        if stored is None or stored == "":
            return None
        if not isinstance(stored, str) or not _ISO.fullmatch(stored):
            raise Unreadable(Reading.NOT_A_DATE)
        return read_day(stored, "en")

    def to_cel(self, value: Value) -> object:
        return _as_day(value).isoformat()


def _as_day(value: Value) -> date:
    if not isinstance(value, date):
        raise TypeError(f"a {type(value).__name__} where a day is meant")
    return value
