"""`integer`, `decimal`, `percent`, `scale`: read strictly by the reader's language, because 1.250 is two numbers.

nb: comma before the decimals, spaces between thousands (`1 234,5`). en: point before the decimals, commas or spaces
between thousands (`1,234.5`). Anything else is refused with a sentence, never guessed.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from portal.engine.definition import TypeKey
from portal.engine.types.contract import Flaw, Json, Part, ProblemCode, Reading, Type, Unreadable
from portal.engine.values import Value

DIGITS = 15
"""Digits of one number: more than that a double does not hold exactly, and nobody means."""

_SPACES = "[ \u00a0\u2009\u202f]"
_THOUSANDS = {"nb": rf"\d{{1,3}}(?:{_SPACES}\d{{3}})+", "en": rf"\d{{1,3}}(?:{_SPACES}\d{{3}})+|\d{{1,3}}(?:,\d{{3}})+"}
_MARK = {"nb": ",", "en": "."}
_NUMBER = {
    locale: re.compile(rf"[-\u2212]?(?:{_THOUSANDS[locale]}|\d+)(?:{re.escape(mark)}\d+)?", re.ASCII)
    for locale, mark in _MARK.items()
}
_GROUP = {"nb": "\u00a0", "en": ","}
_OTHER_MANNER = re.compile(rf"[-\u2212]?\d+(?:[.,{_SPACES[1:-1]}]\d+)+", re.ASCII)
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_PERCENT_BOUNDS = (Decimal(0), Decimal(100))


def read_number(text: str, locale: str) -> Decimal:
    """The number that a text says in that language. Raises Unreadable."""
    if not _NUMBER[locale].fullmatch(text):
        ambiguous = _OTHER_MANNER.fullmatch(text)
        raise Unreadable(Reading.AMBIGUOUS_NUMBER if ambiguous else Reading.NOT_A_NUMBER, text=text)
    plain = re.sub(_SPACES, "", text).replace("\u2212", "-")
    return plain_number(plain.replace(",", "") if locale == "en" else plain.replace(",", "."))


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
    if grouped:
        whole = f"{int(whole):,}".replace(",", _GROUP[locale])
    return sign + whole + (_MARK[locale] + decimals if decimals else "")


class Number(Type):
    """A number; `whole` says whether decimals are refused."""

    def __init__(self, *, whole: bool = False) -> None:
        self.whole = whole

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        bare = text.removesuffix("%").rstrip() if part.type is TypeKey.PERCENT else text
        return self._whole(read_number(bare, locale))

    def write(self, value: Value, part: Part, locale: str) -> list[str]:
        return [write_number(_number(value), locale)]

    def show(self, value: Value, part: Part, locale: str) -> str:
        return write_number(_number(value), locale, grouped=True)

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


def bounds(part: Part) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and highest value; a percent is one of a whole unless the form says otherwise."""
    lowest, highest = _PERCENT_BOUNDS if part.type is TypeKey.PERCENT else (None, None)
    return (lowest if part.minimum is None else part.minimum), (highest if part.maximum is None else part.maximum)


def _number(value: Value) -> Decimal:
    if not isinstance(value, Decimal):
        raise TypeError(f"a {type(value).__name__} where a number is meant")
    return value
