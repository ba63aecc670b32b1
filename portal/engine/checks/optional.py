"""F211: a cell that may be empty is read only where `has` has said that it is not.

Empty can be a column that is not required, and any cell of a row that is still being filled in (`required_when`) or
that comes from an earlier version of the form (`previous`). Of those two kinds of rows a required column may be
compared by ==, != and in, which an empty cell answers; anything else would fail.
"""

from collections.abc import Iterator

from portal.engine.catalogue import Code
from portal.engine.checks.subject import Subject
from portal.engine.syntax import Call, Loop, Name, Node, Select, children, start, walk

Cell = tuple[str, str]
"""A row's name in an expression, and a column."""

_WHILE_FILLED_IN = "this is decided while the row is being filled in, when a required cell may be empty too"

_ANSWERING = frozenset({"_==_", "_!=_", "@in"})


def check_has(subject: Subject) -> None:
    """An empty cell then makes its condition false for that row, and never the whole expression unknown or a fault."""
    for compiled in subject.compiled:
        partial = frozenset({"row"} if compiled.use.role == "required_when" else ())
        for node in _unguarded(subject, compiled.tree, frozenset(), partial):
            text = compiled.use.source.text[start(node) : node.at + 1 + len(node.field)]
            hint = _WHILE_FILLED_IN if "row" in partial else ""
            subject.report(Code.WITHOUT_HAS, compiled.use, start(node), length=len(text), hint=hint, column=text)


def _unguarded(subject: Subject, node: Node, there: frozenset[Cell], partial: frozenset[str]) -> Iterator[Select]:
    """Reads of cells that may be empty and are not known to be `there`; every cell of `partial` rows may be."""
    match node:
        case Select(of=Name(name=row, table=table), field=column, has=False) if table:
            if (row in partial or _optional(subject, table, column)) and (row, column) not in there:
                yield node
        case Call(function=function, arguments=arguments) if function in _ANSWERING:
            there |= frozenset(_compared(subject, arguments))
        case Loop(over=over, variable=variable) if _from_earlier(over):
            partial |= {variable}
        case Call(function="_&&_"):
            there |= frozenset(_asked(node, "_&&_"))
        case Call(function="_||_"):
            there |= frozenset(_denied(node))
        case Call(function="_?_:_", arguments=(condition, yes, no)):
            yield from _unguarded(subject, condition, there, partial)
            yield from _unguarded(subject, yes, there | frozenset(_asked(condition, "_&&_")), partial)
            yield from _unguarded(subject, no, there | frozenset(_denied(condition)), partial)
            return
    for child in children(node):
        yield from _unguarded(subject, child, there, partial)


def _compared(subject: Subject, arguments: tuple[Node, ...]) -> Iterator[Cell]:
    """Required cells that are compared as they are."""
    for argument in arguments:
        match argument:
            case Select(of=Name(name=row, table=table), field=column) if not _optional(subject, table, column):
                yield row, column


def _from_earlier(over: Node) -> bool:
    return any(isinstance(node, Name) and node.name.startswith("previous.") for node in walk(over))


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
