"""The names of columns that functions take: written out, there, and of the right type (F203, F205, F213)."""

from portal.engine.catalogue import Code
from portal.engine.checks.domains import table_of
from portal.engine.checks.subject import Subject, Use
from portal.engine.definition import Question, TypeKey
from portal.engine.diagnostics import closest
from portal.engine.syntax import Call, Literal, Node, start, walk

_NUMBERS = frozenset({TypeKey.INTEGER, TypeKey.DECIMAL, TypeKey.PERCENT, TypeKey.SCALE, TypeKey.MONEY})
_COLUMNS: dict[str, tuple[tuple[int, int, frozenset[TypeKey]], ...]] = {
    "sum": ((0, 1, _NUMBERS),),
    "mean": ((0, 1, _NUMBERS),),
    "largest": ((0, 1, _NUMBERS),),
    "share_covered": ((0, 1, frozenset({TypeKey.YES_NO})), (2, 3, frozenset({TypeKey.REF}))),
}
"""By function: which argument is a table, which names its column, and what types that column may have."""


def check_column_names(subject: Subject) -> None:
    """A wrong name would be found out only when somebody answers."""
    for compiled in subject.compiled:
        for node in walk(compiled.tree):
            if isinstance(node, Call):
                for at_table, at_column, types in _COLUMNS.get(node.function, ()):
                    table = table_of(subject, node.arguments[at_table])
                    _check(subject, compiled.use, node, table, node.arguments[at_column], types)


def _check(
    subject: Subject, use: Use, call: Call, table: Question | None, column: Node, types: frozenset[TypeKey]
) -> None:
    if not isinstance(column, Literal) or not isinstance(column.value, str):
        subject.report(Code.COLUMN_NAME, use, start(column), function=call.function)
    elif table is not None and not table.has_column(column.value):
        hint = closest(column.value, [known.key for known in table.columns])
        subject.report(
            Code.UNKNOWN_COLUMN,
            use,
            column.at,
            length=len(column.value) + 2,
            hint=hint,
            column=column.value,
            of=table.key,
        )
    elif table is not None and table.column(column.value).type not in types:
        words = f"the type {table.column(column.value).type}"
        length = len(column.value) + 2
        subject.report(Code.TYPE_MISMATCH, use, column.at, length=length, what=call.function, types=words)
