"""A refusal that a page can show at its fields, so that nothing typed is lost."""

from collections.abc import Mapping
from typing import Final

from portal.errors import Refused
from portal.evidence.words import REFUSALS as EVIDENCE_REFUSALS
from portal.followup.errors import NeedMissing
from portal.followup.transitions import Need
from portal.followup.words import NEED_WORDS, REFUSALS

_WORDS: Final = {**EVIDENCE_REFUSALS, **REFUSALS}


def sentence(refusal: Refused) -> str:
    """Give the sentence of a refusal that this feature, or the files, can make."""
    return str(_WORDS[refusal.code]) % refusal.params


def missing(refusal: NeedMissing, places: Mapping[Need, str]) -> list[tuple[str, str]]:
    """Give the lines of an error summary: where it is missing, and what; the page's top where there is no field."""
    needs = refusal.params["needs"]
    if not isinstance(needs, tuple):
        raise TypeError("needs are a tuple")
    return [(places.get(need, "main"), str(NEED_WORDS[need])) for need in needs]
