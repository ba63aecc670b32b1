"""Which values a part of an expression can have, where a form's lists or its fields say so."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.engine.checks.subject import Subject
from portal.engine.definition import Column, Question, TypeKey
from portal.engine.functions import UNRATED
from portal.engine.syntax import Call, Loop, Name, Node, Select

_WORDS = {
    "contract.kind": ("goods", "services", "works"),
    "contract.transparency_level": ("none", "final", "raw"),
}
RISKS = ("low", "medium", "high", "very_high", UNRATED)
_LISTED = (TypeKey.SINGLE_CHOICE, TypeKey.MULTI_CHOICE)


@dataclass(frozen=True, slots=True)
class Listed:
    """The only texts that something can be, and what it is called."""

    name: str
    keys: tuple[str, ...]


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


def listed(subject: Subject, node: Node, bound: Mapping[str, Listed] | None = None) -> Listed | None:
    """The texts that a part can be; `bound` has those of the variables of loops over lists of choices."""
    match node:
        case Name(name=name) if bound and name in bound:
            return bound[name]
        case Name(name=name) if name in _WORDS:
            return Listed(name, _WORDS[name])
        case Name(name="previous.level") if subject.form.levels:
            return Listed("previous.level", tuple(key for key, _ in subject.form.levels))
        case Call(function="country_risk"):
            return Listed("country_risk", RISKS)
    part = asked(subject, node)
    if part is None or part.type not in _LISTED:
        return None
    return Listed(part.key, tuple(choice.key for choice in part.choices))


def bounds(subject: Subject, node: Node) -> tuple[float | None, float | None, bool]:
    """The least and greatest number that a part can be, and whether it is whole."""
    if isinstance(node, Call) and node.function == "count":
        return 0.0, None, True
    part = asked(subject, node)
    if part is None:
        return None, None, False
    least, most = (None if bound is None else float(bound) for bound in (part.minimum, part.maximum))
    if part.type is TypeKey.PERCENT:
        least, most = 0.0 if least is None else least, 100.0 if most is None else most
    return least, most, part.type in {TypeKey.INTEGER, TypeKey.SCALE}


def table_of(subject: Subject, node: Node) -> Question | None:
    """The table whose rows a part is: a table, or some of its rows."""
    match node:
        case Name(name=name):
            return subject.table(name.removeprefix("previous."))
        case Loop(kind="filter", over=over):
            return table_of(subject, over)
        case _:
            return None
