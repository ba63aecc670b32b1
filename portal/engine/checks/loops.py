"""What bounds an expression: no loop in a loop, and only functions that cannot fail (F204, F209, F210)."""

from portal.engine.catalogue import Code
from portal.engine.checks.subject import Compiled, Subject, Use
from portal.engine.names import FUNCTIONS
from portal.engine.syntax import Call, Literal, Loop, Name, Node, Record, children, start, walk

_OPERATORS = frozenset(
    {
        "_==_",
        "_!=_",
        "_<_",
        "_<=_",
        "_>_",
        "_>=_",
        "_&&_",
        "_||_",
        "!_",
        "_?_:_",
        "_+_",
        "_-_",
        "_*_",
        "_/_",
        "-_",
        "@in",
    }
)
_OF_TEXTS = frozenset({"contains", "startsWith", "endsWith"})
_WALKING = frozenset({"sum", "mean", "largest", "share_covered"})
"""Our functions that walk the rows of a table themselves."""

_CEL_TYPE_NAMES = frozenset({"double", "int", "uint", "bool", "string", "bytes", "list", "map", "type", "null_type"})


def check_functions(subject: Subject) -> None:
    """CEL's own functions that can fail at an answer (conversions, patterns, indexes) are not part of the language."""
    for compiled in subject.compiled:
        for node in walk(compiled.tree):
            if compiled.use.source in subject.faulty:
                break
            if isinstance(node, Call) and node.function not in _OPERATORS | _OF_TEXTS | FUNCTIONS:
                name = "[…]" if node.function == "_[_]" else node.function
                hint = "did you mean count?" if name == "size" else ""
                begin = start(node) if node.function.isidentifier() else node.at
                subject.report(Code.UNKNOWN_FUNCTION, compiled.use, begin, length=len(name), hint=hint, name=name)
            elif isinstance(node, Record) or (isinstance(node, Name) and node.name in _CEL_TYPE_NAMES):
                problem = "a form has no maps, messages or types"
                subject.report(Code.EXPRESSION_SYNTAX, compiled.use, node.at, problem=problem)


def check_nested_loops(subject: Subject) -> None:
    """One evaluation walks each table a few times, never each row for each row."""
    for compiled in subject.compiled:
        for node in walk(compiled.tree):
            if isinstance(node, Loop):
                for part in node.parts:
                    _refuse_walks(subject, compiled.use, part)


def _refuse_walks(subject: Subject, use: Use, node: Node) -> None:
    if isinstance(node, Loop) or (isinstance(node, Call) and node.function in _WALKING):
        subject.report(Code.NESTED_LOOP, use, start(node), length=max(node.at - start(node), 1))
        return
    for child in children(node):
        _refuse_walks(subject, use, child)


def check_division(subject: Subject) -> None:
    """A divisor that is written out, and not 0, is the only one that cannot become 0."""
    for compiled in subject.compiled:
        for node in walk(compiled.tree):
            if isinstance(node, Call) and node.function == "_/_" and not _divides(node.arguments[1]):
                _report_division(subject, compiled, node)


def _report_division(subject: Subject, compiled: Compiled, node: Call) -> None:
    subject.report(Code.DIVISION, compiled.use, node.at, length=1)


def _divides(node: Node) -> bool:
    return isinstance(node, Literal) and isinstance(node.value, float) and node.value != 0
