"""`computed`, a value nobody types, and `note`, a text between questions: neither is read or stored as an answer."""

from decimal import Decimal

from portal.engine.types.contract import Json, Part, Reading, Type, Unreadable
from portal.engine.types.number import plain_text, write_number
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
        return plain_text(value) if isinstance(value, Decimal) else str(value)

    def from_json(self, stored: Json, part: Part) -> Value | None:
        return None

    def to_cel(self, value: Value) -> object:
        return float(value) if isinstance(value, Decimal) else value


def as_value(computed: Plain) -> Value:
    """What an expression gave, as a value: numbers are decimals of at most six places."""
    if isinstance(computed, float):
        return Decimal(f"{computed:.6f}").normalize() + 0
    return computed
