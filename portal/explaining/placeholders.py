"""The placeholders of a form's texts said for what they stand for, where no self-report is there to fill them."""

import re
from typing import Final

from flask_babel import gettext as _

from portal.explaining.words import FACT_WORDS

_PLACEHOLDER: Final = re.compile(r"\{([a-z_.]+)\}")


def unfilled(text: str) -> str:
    """'Do you deliver [the contract's title]?' for 'Do you deliver {contract.title}?'"""
    return _PLACEHOLDER.sub(_words, text)


def _words(match: re.Match[str]) -> str:
    name = match[1]
    if name == "minutes":
        return "[" + _("the minutes it takes") + "]"
    return f"[{FACT_WORDS[name]}]" if name in FACT_WORDS else match[0]
