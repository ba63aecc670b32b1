"""The languages whose readers read numbers, days and names, and what CLDR says of each of them.

Pages are shipped in some of these only; the readers know them all, so that a new language of pages needs no reader.
"""

import re
from functools import cache

from babel import Locale

LANGUAGES = ("nb", "nn", "en", "sv", "de", "pl")
"""The languages that answers can be written in."""

SHARED = frozenset({"en"})
"""Languages that everybody writes who has no other: their text may follow the habits of any of the rest."""

_BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u200a\u202f]+")


def one_spaced(text: str) -> str:
    """The text with every run of blanks, non-breaking and thin ones too, as one plain space."""
    return _BLANKS.sub(" ", text).strip()


@cache
def cldr(locale: str) -> Locale:
    """CLDR's data of a language. Its plain English is American, so ours is British, as days are written here."""
    return Locale.parse("en_GB" if locale == "en" else locale)


def decimal_mark(locale: str) -> str:
    """The mark before decimals: a comma or a point."""
    return str(cldr(locale).number_symbols["latn"]["decimal"])
