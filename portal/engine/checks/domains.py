"""What a part of an expression is about: which choices it can be, a day, a country, a row; as far as the form says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.engine.checks.subject import Subject
from portal.engine.circumstances import NAMES
from portal.engine.definition import Column, Question, TypeKey
from portal.engine.syntax import Call, Items, Literal, Loop, Name, Node, Select
from portal.engine.types.country import CODES
from portal.engine.worlds.facts import CLOSED_NAMES, RISKS
from portal.engine.worlds.operators import branches

_LISTED = (TypeKey.SINGLE_CHOICE, TypeKey.MULTI_CHOICE)
_DAYS = frozenset(name.name for name in NAMES if name.dated)
A_DAY: Final = "a date"
A_COUNTRY: Final = "a country"
A_ROW: Final = "a row of another table"
_WORDS = {
    TypeKey.DATE: A_DAY,
    TypeKey.COUNTRY: A_COUNTRY,
    TypeKey.ORGANISATION: "an organisation",
    TypeKey.REF: A_ROW,
    TypeKey.FILE: "a file",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a text is: `kind` in words, and `keys`, the only texts it can be, with the `name` of what has them.

    `written` are those of a list that is written out.
    """

    kind: str
    name: str
    keys: tuple[str, ...] = ()
    written: tuple[Literal, ...] = ()


Bound = Mapping[str, About]
"""What the variables of loops over texts are."""


def asked(subject: Subject, node: Node) -> Question | Column | None:
    """The question or column whose value a part of an expression is; that a cell is there is no value of it."""
    match node:
        case Name(name=name):
            return subject.question(name)
        case Select(of=Name(table=table), field=field, has=False) if table:
            found = subject.table(table)
            return found.column(field) if found and found.has_column(field) else None
        case _:
            return None


def about(subject: Subject, node: Node, bound: Bound | None = None) -> About | None:
    """What a text, or each of a list of texts, is about; None for any text."""
    match node:
        case Name(name=name) if bound and name in bound:
            return bound[name]
        case Name(name=name) if name in CLOSED_NAMES:
            return About("a choice", name, CLOSED_NAMES[name])
        case Name(name="previous.level") if subject.form.levels:
            return About("a level", "previous.level", tuple(key for key, _ in subject.form.levels))
        case Name(name=name) if name in _DAYS:
            return About(A_DAY, name)
        case Name(name="supplier.country"):
            return _country("supplier.country")
        case Name(name=name) if name.startswith("previous."):
            before = subject.question(name.removeprefix("previous."))
            return About(_WORDS[before.type], name) if before and before.type in _WORDS else None
        case Items(items=items):
            texts = tuple(item for item in items if isinstance(item, Literal) and isinstance(item.value, str))
            every = texts and len(texts) == len(items)
            return About("a text", "a list", tuple(str(text.value) for text in texts), texts) if every else None
        case Call(function="country_risk"):
            return About("a risk", "country_risk", RISKS)
        case Loop(kind="filter", over=over):
            return about(subject, over, bound)
        case Loop(kind="map", over=over, variable=variable, parts=parts):
            return about(subject, parts[-1], reached(subject, over, variable, bound))
    return _of_part(asked(subject, node))


def _of_part(part: Question | Column | None) -> About | None:
    if part is None:
        return None
    if part.type in _LISTED:
        return About("a choice", part.key, tuple(choice.key for choice in part.choices))
    if part.type is TypeKey.COUNTRY:
        return _country(part.key)
    return About(_WORDS[part.type], part.key) if part.type in _WORDS else None


def _country(name: str) -> About:
    return About(A_COUNTRY, name, tuple(sorted(CODES)))


def reached(subject: Subject, over: Node, variable: str, bound: Bound | None) -> Bound:
    """What is known of loops' variables inside a loop over texts."""
    found = about(subject, over, bound)
    return {**(bound or {}), variable: found} if found else (bound or {})


def parts_of(node: Node) -> Iterator[Node]:
    """What a side of a comparison can be: the items of a list written out, and the two sides of `? :`."""
    for branch in branches(node):
        if isinstance(branch, Items):
            for item in branch.items:
                yield from parts_of(item)
        else:
            yield branch


def listed(subject: Subject, node: Node) -> About | None:
    """The choices that a part can be; None when it can be any text."""
    found = about(subject, node)
    return found if found and found.keys else None


def table_of(subject: Subject, node: Node) -> Question | None:
    """The table whose rows a part is: a table, or some of its rows."""
    match node:
        case Name(name=name):
            return subject.table(name.removeprefix("previous."))
        case Loop(kind="filter", over=over):
            return table_of(subject, over)
        case _:
            return None


def is_day(text: str) -> bool:
    """True for a day of the calendar as forms write it, 2026-01-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_text(node: Node) -> bool:
    """True for a text written out."""
    return isinstance(node, Literal) and isinstance(node.value, str)
