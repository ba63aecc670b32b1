"""Texts compared with what they can be: a choice that there is (F207), a day with a day, a country with one (F205)."""

from collections.abc import Iterator

from portal.engine.catalogue import Code
from portal.engine.checks.domains import (
    A_COUNTRY,
    A_DAY,
    A_ROW,
    About,
    Bound,
    about,
    is_day,
    is_text,
    parts_of,
    reached,
)
from portal.engine.checks.subject import Compiled, Subject
from portal.engine.diagnostics import closest
from portal.engine.syntax import Call, Literal, Loop, Node, children, start

_EQUAL = frozenset({"_==_", "_!=_", "@in"})
_ORDERS = frozenset({"_<_", "_<=_", "_>_", "_>=_"})
_WITHIN = frozenset({"contains", "startsWith", "endsWith"})
_SHORT = 6
"""Choices that a hint lists."""


def check_choices(subject: Subject) -> None:
    """Every text that stands beside a choice is one, and what is compared can be the same."""
    for compiled in subject.compiled:
        for node, bound in _calls(subject, compiled.tree, {}):
            if node.function in _EQUAL:
                _check_pairs(subject, compiled, node, bound)
            elif node.function in _ORDERS:
                _check_order(subject, compiled, node, bound)
            elif node.function in _WITHIN:
                _check_part(subject, compiled, node, bound)


def _calls(subject: Subject, node: Node, bound: Bound) -> Iterator[tuple[Call, Bound]]:
    """Each call, with what is known there of the variables of loops."""
    if isinstance(node, Call):
        yield node, bound
    if isinstance(node, Loop):
        yield from _calls(subject, node.over, bound)
        bound = reached(subject, node.over, node.variable, bound)
    for child in node.parts if isinstance(node, Loop) else children(node):
        yield from _calls(subject, child, bound)


def _check_pairs(subject: Subject, compiled: Compiled, node: Call, bound: Bound) -> None:
    for one in parts_of(node.arguments[0]):
        for other in parts_of(node.arguments[1]):
            left, right = about(subject, one, bound), about(subject, other, bound)
            if left and not left.written and (texts := _written(other, right)):
                _check_texts(subject, compiled, left, texts)
            elif right and not right.written and (texts := _written(one, left)):
                _check_texts(subject, compiled, right, texts)
            elif left and right and not _can_be_same(left, right):
                _report_types(subject, compiled, node, f"{left.kind} ({left.name}) and {right.kind} ({right.name})")


def _written(node: Node, known: About | None) -> tuple[Literal, ...]:
    """The texts written out that a side is, or that a loop's variable walks."""
    if isinstance(node, Literal) and isinstance(node.value, str):
        return (node,)
    return known.written if known else ()


def _check_texts(subject: Subject, compiled: Compiled, known: About, texts: tuple[Literal, ...]) -> None:
    for text in texts:
        _check_text(subject, compiled, known, text)


def _can_be_same(one: About, other: About) -> bool:
    return not set(one.keys).isdisjoint(other.keys) if one.keys and other.keys else one.kind == other.kind


def _check_text(subject: Subject, compiled: Compiled, known: About, node: Node) -> None:
    """A text written out is one of the choices, or a day; nobody can write out a row."""
    text = str(node.value) if isinstance(node, Literal) else ""
    if known.keys:
        if text not in known.keys:
            _report_choice(subject, compiled, known, node, text)
    elif known.kind == A_DAY:
        if not is_day(text):
            _report_text(subject, compiled, known, node, text, "write it as 2026-01-31")
    elif known.kind == A_ROW:
        _report_text(subject, compiled, known, node, text, "it holds which row is meant, and no text of that row")


def _check_order(subject: Subject, compiled: Compiled, node: Call, bound: Bound) -> None:
    """Days have an order; choices, countries and rows have none that means anything."""
    for one, other in (node.arguments, node.arguments[::-1]):
        for part in parts_of(one):
            known = about(subject, part, bound)
            if known is None:
                continue
            if known.kind != A_DAY:
                hint = "compare with == or in"
                _report_types(subject, compiled, node, f"{known.kind} ({known.name})", hint)
                return
            for text in filter(is_text, parts_of(other)):
                _check_text(subject, compiled, known, text)


def _check_part(subject: Subject, compiled: Compiled, node: Call, bound: Bound) -> None:
    """A part of a choice's key is a part of one of them."""
    known, part = about(subject, node.arguments[0], bound), node.arguments[1]
    if known is None or not known.keys or not isinstance(part, Literal) or not isinstance(part.value, str):
        return
    found = {"contains": str.__contains__, "startsWith": str.startswith, "endsWith": str.endswith}[node.function]
    if not any(found(key, part.value) for key in known.keys):
        _report_choice(subject, compiled, known, part, part.value)


def _report_choice(subject: Subject, compiled: Compiled, known: About, node: Node, text: str) -> None:
    hint = closest(text, known.keys)
    if known.kind == A_COUNTRY:
        hint = "write its two letters, as NO"
    elif not hint and len(known.keys) <= _SHORT:
        hint = f"it is one of {', '.join(known.keys)}"
    words = {"key": known.name, "choice": text}
    subject.report(Code.UNKNOWN_CHOICE, compiled.use, node.at, length=len(text) + 2, hint=hint, **words)


def _report_text(subject: Subject, compiled: Compiled, known: About, node: Node, text: str, hint: str) -> None:
    words = {"what": f"{known.kind} ({known.name})", "types": "this text"}
    subject.report(Code.TYPE_MISMATCH, compiled.use, node.at, length=len(text) + 2, hint=hint, **words)


def _report_types(subject: Subject, compiled: Compiled, node: Call, types: str, hint: str = "") -> None:
    what = "in" if node.function == "@in" else node.function.strip("_")
    begin, length = node.at, len(what)
    if not compiled.use.source.text.startswith(what, begin):
        begin, length = start(node), 1
    subject.report(Code.TYPE_MISMATCH, compiled.use, begin, length=length, hint=hint, what=what, types=types)
