"""The placeholders of a text filled: `{contract.title}`, `{round.year}`, `{minutes}` (form-language.md, Notation)."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal

from portal.engine.circumstances import NAMES, Circumstances, Fact

_PLACEHOLDER: Final = re.compile(r"\{(contract|supplier|round)\.([a-z_]+)\}|\{minutes\}")
_DATED: Final = frozenset(name.name for name in NAMES if name.dated)
_UNGROUPED: Final = frozenset({"round.year"})


def fill(text: str, circumstances: Circumstances, *, minutes: int, locale: str) -> str:
    """The text with what its placeholders stand for, days and numbers as the language writes them.

    A placeholder whose fact is not known is left out.
    """
    if "{" not in text:
        return text
    facts: dict[str, Mapping[str, Fact]] = {
        "contract": circumstances.contract,
        "supplier": circumstances.supplier,
        "round": circumstances.round,
    }

    def words(match: re.Match[str]) -> str:
        if match[1] is None:
            return str(minutes)
        return _words(f"{match[1]}.{match[2]}", facts[match[1]].get(match[2]), locale)

    return _PLACEHOLDER.sub(words, text)


def _words(name: str, fact: Fact, locale: str) -> str:
    if fact is None:
        return ""
    if name in _DATED:
        day = fact if isinstance(fact, date) else date.fromisoformat(str(fact))
        return format_date(day, "long", locale)
    if isinstance(fact, (int, float, Decimal)) and not isinstance(fact, bool) and name not in _UNGROUPED:
        return format_decimal(fact, locale=locale)
    return str(fact)
