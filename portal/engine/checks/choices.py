"""F207: an answer compared with a choice that its list does not have."""

from collections.abc import Iterator, Mapping

from portal.engine.catalogue import Code
from portal.engine.checks.domains import Listed, listed
from portal.engine.checks.subject import Compiled, Subject
from portal.engine.diagnostics import closest
from portal.engine.syntax import Call, Items, Literal, Loop, Node, children

_COMPARING = frozenset({"_==_", "_!=_", "@in"})


def check_choices(subject: Subject) -> None:
    """Every text that stands beside a list of choices is one of them."""
    for compiled in subject.compiled:
        for known, literal in _compared(subject, compiled.tree, {}):
            if isinstance(literal.value, str) and literal.value not in known.keys:
                _report(subject, compiled, known, literal)


def _report(subject: Subject, compiled: Compiled, known: Listed, literal: Literal) -> None:
    value = str(literal.value)
    hint = closest(value, known.keys)
    if not hint and len(known.keys) <= 6:
        hint = f"it is one of {', '.join(known.keys)}"
    subject.report(
        Code.UNKNOWN_CHOICE, compiled.use, literal.at, length=len(value) + 2, hint=hint, key=known.name, choice=value
    )


def _compared(subject: Subject, node: Node, bound: Mapping[str, Listed]) -> Iterator[tuple[Listed, Literal]]:
    """Each list of choices with each literal that it is compared with."""
    if isinstance(node, Call) and node.function in _COMPARING:
        one, other = node.arguments
        for left, right in ((one, other), (other, one)):
            known = listed(subject, left, bound)
            if known:
                yield from ((known, literal) for literal in _literals(right))
    if isinstance(node, Loop) and (known := listed(subject, node.over, bound)):
        bound = {**bound, node.variable: known}
    for child in children(node):
        yield from _compared(subject, child, bound)


def _literals(node: Node) -> Iterator[Literal]:
    if isinstance(node, Literal):
        yield node
    elif isinstance(node, Items):
        yield from (item for item in node.items if isinstance(item, Literal))
