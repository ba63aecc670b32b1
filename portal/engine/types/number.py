"""`integer`, `decimal`, `percent`, `scale`: read strictly, because 1.250 is two numbers.

The language's own mark stands before decimals (`1234,5` in nb, `1234.5` in en); between thousands stand blanks,
apostrophes or the other mark. What then has one reading is read. A lone mark before three digits has two, and is asked
back: `1.250` in nb and de, and in en, which everybody writes, `1,250` as well as `1.250`.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from portal.engine.definition import TypeKey
from portal.engine.types.contract import Flaw, Json, Part, ProblemCode, Reading, Type, Unreadable
from portal.engine.types.languages import SHARED, decimal_mark, one_spaced
from portal.engine.values import Value

DIGITS = 15
"""Digits of one number: more than that a double does not hold exactly, and nobody means."""

GROUP = "\u00a0"
"""Between thousands in every language (ISO 80000-1): readers of another would take a comma or point for decimals."""

_MINUS = str.maketrans(dict.fromkeys("\u2212\u2010\u2011\u2013\ufe63\uff0d", "-"))
_MARKS = str.maketrans(dict.fromkeys("\u2019\u02bc", "'"))
_LONE = re.compile(r"-?[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
_OTHER_MANNER = re.compile(r"-?\d+(?:[., ']\d+)+", re.ASCII)
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_PERCENT_BOUNDS = (Decimal(0), Decimal(100))


@cache
def _manner(mark: str) -> re.Pattern[str]:
    """A number whose decimals follow `mark`; one kind of mark stands between all of its thousands."""
    other = re.escape("." if mark == "," else ",")
    thousands = rf"[1-9]\d{{0,2}}(?:(?P<group>[ ']|{other})\d{{3}})(?:(?P=group)\d{{3}})*"
    return re.compile(rf"-?(?:{thousands}|\d+)(?:{re.escape(mark)}\d+)?", re.ASCII)


def read_number(text: str, locale: str) -> Decimal:
    """The number that a text says in that language. Raises Unreadable."""
    bare = one_spaced(text).translate(_MINUS).translate(_MARKS).replace("- ", "-")
    mark = decimal_mark(locale)
    lone = _LONE.fullmatch(bare)
    two_ways = lone is not None and (lone[1] != mark or locale in SHARED)
    if two_ways or not _manner(mark).fullmatch(bare):
        ambiguous = two_ways or _OTHER_MANNER.fullmatch(bare)
        raise Unreadable(Reading.AMBIGUOUS_NUMBER if ambiguous else Reading.NOT_A_NUMBER, text=text)
    whole, _, decimals = bare.partition(mark)
    return plain_number(re.sub("[^0-9-]", "", whole) + (f".{decimals}" if decimals else ""))


def plain_number(text: str) -> Decimal:
    """The number of a text that stands in no language: digits, and a point before decimals. Raises Unreadable."""
    if not _PLAIN.fullmatch(text):
        raise Unreadable(Reading.NOT_A_NUMBER, text=text)
    number = Decimal(text)
    if len(number.as_tuple().digits) > DIGITS or number.adjusted() >= DIGITS:
        raise Unreadable(Reading.TOO_MANY_DIGITS, text=text)
    return number or Decimal(0)


def json_number(stored: Json) -> Decimal:
    """The number of a JSON number, or of the text in which decimals are stored exactly. Raises Unreadable."""
    if isinstance(stored, bool) or not isinstance(stored, (int, float, str)):
        raise Unreadable(Reading.NOT_A_NUMBER)
    return plain_number(f"{stored:.{DIGITS}g}" if isinstance(stored, float) else str(stored))


def exact(number: Decimal) -> int | str:
    """The number for JSON: whole numbers as numbers, others as text, so that no float comes near them."""
    return int(number) if number == number.to_integral_value() else plain_text(number)


def plain_text(number: Decimal) -> str:
    """The number's digits with a point before decimals, without an exponent and without closing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_number(number: Decimal, locale: str, *, grouped: bool = False) -> str:
    """The number as that language writes it; read_number reads it back."""
    sign, digits = ("-", -number) if number < 0 else ("", number)
    whole, _, decimals = plain_text(digits).partition(".")
    if locale in SHARED and len(decimals) == 3:
        decimals += "0"  # 1.2340 has one reading where 1.234 has two
    if grouped:
        whole = f"{int(whole):,}".replace(",", GROUP)
    return sign + whole + (decimal_mark(locale) + decimals if decimals else "")


def without_unit(text: str, part: Part) -> str:
    """The text without the unit that some write after a number: the percent sign, or the unit that the form names."""
    units = [unit for unit in (part.unit, "%" if part.type is TypeKey.PERCENT else "") if unit]
    bare = one_spaced(text)
    for unit in units:
        if bare.casefold().endswith(unit.casefold()) and len(bare) > len(unit):
            return bare[: -len(unit)].rstrip()
    return bare


class Number(Type):
    """A number; `whole` says whether decimals are refused."""

    def __init__(self, *, whole: bool = False) -> None:
        self.whole = whole

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        return self._whole(read_number(without_unit(text, part), locale))

    def write(self, value: Value, part: Part, locale: str) -> list[str]:
        return [write_number(_number(value), locale)]

    def show(self, value: Value, part: Part, locale: str) -> str:
        return " ".join(filter(None, (write_number(_number(value), locale, grouped=True), unit_of(part))))

    def flaws(self, value: Value, part: Part) -> Iterator[Flaw]:
        lowest, highest = bounds(part)
        if lowest is not None and _number(value) < lowest:
            yield Flaw(ProblemCode.TOO_SMALL, {"limit": plain_text(lowest)})
        if highest is not None and _number(value) > highest:
            yield Flaw(ProblemCode.TOO_LARGE, {"limit": plain_text(highest)})

    def to_json(self, value: Value) -> Json:
        return exact(_number(value))

    def from_json(self, stored: Json, part: Part) -> Value | None:
        return None if stored is None or stored == "" else self._whole(json_number(stored))

    def to_cel(self, value: Value) -> object:
        return float(_number(value))

    def _whole(self, number: Decimal) -> Decimal:
        if self.whole and number != number.to_integral_value():
            raise Unreadable(Reading.NOT_WHOLE)
        return number


def unit_of(part: Part) -> str:
    """What stands behind the number: the unit that the form names, or the percent sign."""
    return part.unit or ("%" if part.type is TypeKey.PERCENT else "")


def bounds(part: Part) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and highest value; a percent is one of a whole unless the form says otherwise."""
    lowest, highest = _PERCENT_BOUNDS if part.type is TypeKey.PERCENT else (None, None)
    return (lowest if part.minimum is None else part.minimum), (highest if part.maximum is None else part.maximum)


def _number(value: Value) -> Decimal:
    if not isinstance(value, Decimal):
        raise TypeError(f"a {type(value).__name__} where a number is meant")
    return value
