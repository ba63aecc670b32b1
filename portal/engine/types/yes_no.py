"""`yes_no`: posted and scored as `yes` and `no`, true and false in expressions."""

from portal.engine.types.contract import Json, Part, Reading, Type, Unreadable
from portal.engine.values import Value

KEYS = {True: "yes", False: "no"}
WORDS = {
    "nb": {True: "Ja", False: "Nei"},
    "nn": {True: "Ja", False: "Nei"},
    "en": {True: "Yes", False: "No"},
    "sv": {True: "Ja", False: "Nej"},
    "de": {True: "Ja", False: "Nein"},
    "pl": {True: "Tak", False: "Nie"},
}
"""The two words of each language: CLDR's POSIX data, which Babel leaves out."""


class YesNo(Type):
    """Yes or no."""

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        """Takes a key of the page, or the word of the reader's language, as a pasted cell has it."""
        said = text.casefold()
        for value, key in KEYS.items():
            if said in {key, WORDS[locale][value].casefold()}:
                return value
        raise Unreadable(Reading.NOT_YES_OR_NO, text=text)

    def write(self, value: Value, part: Part, locale: str) -> list[str]:
        return [KEYS[bool(value)]]

    def show(self, value: Value, part: Part, locale: str) -> str:
        return WORDS[locale][bool(value)]

    def to_json(self, value: Value) -> Json:
        return bool(value)

    def from_json(self, stored: Json, part: Part) -> Value | None:
        if stored is not None and not isinstance(stored, bool):
            raise Unreadable(Reading.NOT_YES_OR_NO)
        return stored

    def to_cel(self, value: Value) -> object:
        return bool(value)
