"""The languages of pages, mails and questionnaires. This is the one place that lists them.

Which of them a reader is offered follows from the catalogues (catalogues/offered.py). What CLDR and gettext know of
a language comes from Babel: its own name, its direction, how many plural forms it has and when each is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from babel import Locale
from babel.messages.plurals import get_plural

SOURCE: Final = "en"
"""The language of the texts in the code, which needs no catalogue."""

FIRST: Final = "nb"
"""The language of the product's own country: for whoever asks for none, and the yardstick of what texts there are."""


@dataclass(frozen=True)
class Language:
    """One language by its ISO 639-1 code. `near` is read instead where its own texts are not all there."""

    code: str
    near: str = SOURCE

    @cached_property
    def name(self) -> str:
        """What its speakers call it, by CLDR: "Norsk bokmål", "Deutsch"."""
        own = str(self.locale.get_display_name())
        return own[:1].upper() + own[1:]

    @cached_property
    def locale(self) -> Locale:
        """CLDR's data of it."""
        return Locale.parse(self.code)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """From which side it is read, as HTML's `dir` has it."""
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"

    @property
    def plural_forms(self) -> int:
        """How many forms a counted text has."""
        return int(get_plural(self.code).num_plurals)

    @property
    def plural_rule(self) -> str:
        """The head line of its catalogues: `nplurals=2; plural=(n != 1);`."""
        return str(get_plural(self.code))


LANGUAGES: Final[Mapping[str, Language]] = {
    language.code: language
    for language in (
        Language("nb"),
        Language("nn", near="nb"),
        Language("en"),
        Language("sv"),
        Language("de"),
        Language("pl"),
    )
}

SPOKEN_AS: Final = {"no": "nb"}
"""Codes that browsers send for a language that has another here."""
