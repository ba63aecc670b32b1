"""What functions and rules get: days, countries and keys, not just any text that CEL would let through (F205)."""

import re

from portal.engine.catalogue import Code
from portal.engine.checks.domains import asked
from portal.engine.checks.subject import Subject, Use
from portal.engine.circumstances import NAMES
from portal.engine.definition import TypeKey
from portal.engine.syntax import Call, Literal, Name, Node, start, walk

_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_COUNTRY = re.compile(r"[A-Z]{2}")
_KEY = re.compile(r"[a-z][a-z0-9_]*")

_DAYS = frozenset(name.name for name in NAMES if name.dated)
_WANTED: dict[str, TypeKey | None] = {
    "months_since": TypeKey.DATE,
    "months_between": TypeKey.DATE,
    "overdue": TypeKey.DATE,
    "country_risk": TypeKey.COUNTRY,
    "under_boycott": TypeKey.COUNTRY,
    "limit": None,
}
"""By function, the type of its arguments; None: a key written out."""

_WRITTEN = {TypeKey.DATE: _DAY, TypeKey.COUNTRY: _COUNTRY, None: _KEY}
_WORDS = {TypeKey.DATE: "a date, as 2026-01-31", TypeKey.COUNTRY: "a country, as NO", None: "a key, written out"}


def check_arguments(subject: Subject) -> None:
    """A text that is no day would fail when somebody answers, and one that is no country would find nothing."""
    for compiled in subject.compiled:
        for node in walk(compiled.tree):
            if isinstance(node, Call) and node.function in _WANTED:
                for argument in node.arguments:
                    _check(subject, compiled.use, node.function, argument, _WANTED[node.function])
        if compiled.use.role == "country" and compiled.use.source not in subject.faulty:
            _check(subject, compiled.use, "country", compiled.tree, TypeKey.COUNTRY)


def _check(subject: Subject, use: Use, what: str, node: Node, wanted: TypeKey | None) -> None:
    if not _fits(subject, node, wanted):
        subject.report(
            Code.TYPE_MISMATCH,
            use,
            start(node),
            hint=f"it takes {_WORDS[wanted]}",
            what=what,
            types=_described(subject, node),
        )


def _fits(subject: Subject, node: Node, wanted: TypeKey | None) -> bool:
    match node:
        case Literal(value=str(value)):
            return bool(_WRITTEN[wanted].fullmatch(value))
        case Call(function="_?_:_", arguments=(_, yes, no)):
            return _fits(subject, yes, wanted) and _fits(subject, no, wanted)
        case Name(name=name) if name in _DAYS:
            return wanted is TypeKey.DATE
        case Name(name="supplier.country"):
            return wanted is TypeKey.COUNTRY
        case Name(name=name) if name.startswith("previous."):
            part = subject.question(name.removeprefix("previous."))
            return part is not None and part.type is wanted
    part_asked = asked(subject, node)
    return part_asked is not None and part_asked.type is wanted


def _described(subject: Subject, node: Node) -> str:
    part = asked(subject, node)
    return f"the type {part.type}" if part else "this text"
