"""What functions and rules get: days, countries and keys, not just any text that CEL would let through (F205)."""

import re
from typing import Final

from portal.engine.catalogue import Code
from portal.engine.checks.domains import A_COUNTRY, A_DAY, about, is_day, parts_of
from portal.engine.checks.subject import Subject, Use
from portal.engine.syntax import Call, Literal, Node, start, walk
from portal.engine.types.country import CODES

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_A_KEY: Final = "a key, written out"
_WANTED: dict[str, str] = {
    "months_since": A_DAY,
    "months_between": A_DAY,
    "overdue": A_DAY,
    "country_risk": A_COUNTRY,
    "under_boycott": A_COUNTRY,
    "limit": _A_KEY,
}
"""By function, what its arguments are."""

_HINTS = {A_DAY: "it takes a date, as 2026-01-31", A_COUNTRY: "it takes a country, as NO", _A_KEY: f"it takes {_A_KEY}"}


def check_arguments(subject: Subject) -> None:
    """A text that is no day would fail when somebody answers, and one that is no country would find nothing."""
    for compiled in subject.compiled:
        for node in walk(compiled.tree):
            if isinstance(node, Call) and node.function in _WANTED:
                for argument in node.arguments:
                    _check(subject, compiled.use, node.function, argument, _WANTED[node.function])
        if compiled.use.role == "country" and compiled.use.source not in subject.faulty:
            _check(subject, compiled.use, "country", compiled.tree, A_COUNTRY)


def _check(subject: Subject, use: Use, what: str, argument: Node, wanted: str) -> None:
    for node in parts_of(argument):
        if not _fits(subject, node, wanted):
            known = about(subject, node)
            types = f"{known.kind} ({known.name})" if known else "this text"
            subject.report(Code.TYPE_MISMATCH, use, start(node), hint=_HINTS[wanted], what=what, types=types)


def _fits(subject: Subject, node: Node, wanted: str) -> bool:
    if isinstance(node, Literal) and isinstance(node.value, str):
        text = node.value
        return is_day(text) if wanted == A_DAY else text in CODES if wanted == A_COUNTRY else bool(_KEY.fullmatch(text))
    known = about(subject, node)
    return known is not None and known.kind == wanted
