"""`computed`, a value nobody types, and `note`, a text between questions: neither is read or stored as an answer."""

from decimal import Decimal

from portal.engine.functions import Kind
from portal.engine.types.contract import Json, Part, Reading, Type, Unreadable
from portal.engine.types.number import json_number, plain_number, plain_text, write_number
from portal.engine.types.yes_no import YesNo
from portal.engine.values import Value

Plain = bool | float | str | tuple[str, ...]
"""What an expression can give."""


class Derived(Type):
    """What an expression gave: shown by what it is, never read."""

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        raise Unreadable(Reading.NOT_A_TEXT)

    def show(self, value: Value, part: Part, locale: str) -> str:
        if isinstance(value, bool):
            return YesNo().show(value, part, locale)
        if isinstance(value, Decimal):
            return " ".join(filter(None, (write_number(value, locale, grouped=True), part.unit)))
        return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)

    def to_json(self, value: Value) -> Json:
        if isinstance(value, tuple):
            return [str(part) for part in value]
        return plain_text(value) if isinstance(value, Decimal) else value if isinstance(value, bool) else str(value)

    def from_json(self, stored: Json, part: Part) -> Value | None:
        return None

    def to_cel(self, value: Value) -> object:
        return float(value) if isinstance(value, Decimal) else value


def as_value(computed: Plain) -> Value:
    """What an expression gave, as a value: numbers are decimals of at most six places."""
    if isinstance(computed, float):
        return Decimal(f"{computed:.6f}").normalize() + 0
    return computed


def read_kept(stored: Json) -> Value | None:
    """A computed value of an earlier report as it was stored; what kind it is says the expression, not the value."""
    if isinstance(stored, list):
        return tuple(str(part) for part in stored)
    if isinstance(stored, (str, bool)):
        return stored
    return json_number(stored) if isinstance(stored, (int, float)) else None


def kept_as(value: Value, kind: Kind) -> object | None:
    """The same for expressions, as its question is computed now; None where it was of another kind then."""
    match kind, value:
        case Kind.NUMBER, Decimal():
            return float(value)
        case Kind.NUMBER, str():
            return _number(value)
        case Kind.TRUTH, bool():
            return value
        case Kind.TRUTH, "True" | "False":
            return value == "True"
        case Kind.TEXT, str():
            return value
        case Kind.TEXTS, tuple():
            return list(value)
    return None


def _number(text: str) -> float | None:
    try:
        return float(plain_number(text))
    except Unreadable:
        return None
