"""`yes_no`: posted and scored as `yes` and `no`, true and false in expressions."""

from portal.engine.types.contract import Json, Part, Reading, Type, Unreadable
from portal.engine.values import Value

KEYS = {True: "yes", False: "no"}
_WORDS = {"nb": {True: "Ja", False: "Nei"}, "en": {True: "Yes", False: "No"}}


class YesNo(Type):
    """Yes or no."""

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        for value, key in KEYS.items():
            if text == key:
                return value
        raise Unreadable(Reading.NOT_YES_OR_NO)

    def write(self, value: Value, part: Part, locale: str) -> list[str]:
        return [KEYS[bool(value)]]

    def show(self, value: Value, part: Part, locale: str) -> str:
        return _WORDS[locale][bool(value)]

    def to_json(self, value: Value) -> Json:
        return bool(value)

    def from_json(self, stored: Json, part: Part) -> Value | None:
        if stored is not None and not isinstance(stored, bool):
            raise Unreadable(Reading.NOT_YES_OR_NO)
        return stored

    def to_cel(self, value: Value) -> object:
        return bool(value)
