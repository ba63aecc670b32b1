"""The placeholders of a text filled: `{contract.title}`, `{round.year}`, `{minutes}` (form-language.md, Notation)."""

import re
from collections.abc import Mapping
from typing import Final

from portal.engine.circumstances import Circumstances, Fact

_PLACEHOLDER: Final = re.compile(r"\{(contract|supplier|round)\.([a-z_]+)\}|\{minutes\}")


def fill(text: str, circumstances: Circumstances, minutes: int) -> str:
    """The text with what its placeholders stand for; one whose fact is not known is left out."""
    facts: dict[str, Mapping[str, Fact]] = {
        "contract": circumstances.contract,
        "supplier": circumstances.supplier,
        "round": circumstances.round,
    }

    def value(match: re.Match[str]) -> str:
        if match[1] is None:
            return str(minutes)
        fact = facts[match[1]].get(match[2])
        return "" if fact is None else str(fact)

    return _PLACEHOLDER.sub(value, text)
