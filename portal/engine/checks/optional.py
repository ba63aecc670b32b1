"""F211: a column that may be empty is read only where `has` has said that it is not."""

from collections.abc import Iterator

from portal.engine.catalogue import Code
from portal.engine.checks.subject import Subject
from portal.engine.syntax import Call, Name, Node, Select, children, start

Cell = tuple[str, str]
"""A row's name in an expression, and a column."""


def check_has(subject: Subject) -> None:
    """An empty cell then makes its condition false for that row, and never the whole expression unknown or a fault."""
    for compiled in subject.compiled:
        for node in _unguarded(subject, compiled.tree, frozenset()):
            text = compiled.use.source.text[start(node) : node.at + 1 + len(node.field)]
            subject.report(Code.WITHOUT_HAS, compiled.use, start(node), length=len(text), column=text)


def _unguarded(subject: Subject, node: Node, there: frozenset[Cell]) -> Iterator[Select]:
    """Reads of optional cells outside what is known to be there."""
    match node:
        case Select(of=Name(name=row, table=table), field=column, has=False) if table:
            if _optional(subject, table, column) and (row, column) not in there:
                yield node
        case Call(function="_&&_"):
            there |= frozenset(_asked(node, "_&&_"))
        case Call(function="_||_"):
            there |= frozenset(_denied(node))
        case Call(function="_?_:_", arguments=(condition, yes, no)):
            yield from _unguarded(subject, condition, there)
            yield from _unguarded(subject, yes, there | frozenset(_asked(condition, "_&&_")))
            yield from _unguarded(subject, no, there | frozenset(_denied(condition)))
            return
    for child in children(node):
        yield from _unguarded(subject, child, there)


def _optional(subject: Subject, table: str, key: str) -> bool:
    found = subject.table(table)
    return found is not None and found.has_column(key) and not found.column(key).required


def _asked(node: Node, joined: str) -> Iterator[Cell]:
    """Cells that are there whenever the node is true (joined by &&)."""
    match node:
        case Call(function=function, arguments=arguments) if function == joined:
            for argument in arguments:
                yield from _asked(argument, joined)
        case Select(of=Name(name=row), field=column, has=True):
            yield row, column


def _denied(node: Node) -> Iterator[Cell]:
    """Cells that are there whenever the node is false (`!has(r.c) || …`)."""
    match node:
        case Call(function="_||_", arguments=arguments):
            for argument in arguments:
                yield from _denied(argument)
        case Call(function="!_", arguments=(Select(of=Name(name=row), field=column, has=True),)):
            yield row, column
