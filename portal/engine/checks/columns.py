"""The names of columns that functions take: written out, there, and of the right type (F203, F205, F213)."""

from portal.engine.catalogue import Code
from portal.engine.checks.domains import table_of
from portal.engine.checks.subject import Subject, Use
from portal.engine.definition import Question, TypeKey
from portal.engine.diagnostics import closest
from portal.engine.syntax import Call, Literal, start, walk

_NUMBER, _TRUTH, _REF = "a number", "yes or no", "a ref"
_COLUMNS: dict[str, tuple[tuple[int, int, str], ...]] = {
    "sum": ((0, 1, _NUMBER),),
    "mean": ((0, 1, _NUMBER),),
    "largest": ((0, 1, _NUMBER),),
    "share_covered": ((0, 1, _TRUTH), (2, 3, _REF)),
}
"""By function: which argument is a table, which names its column, and what that column holds."""


def check_column_names(subject: Subject) -> None:
    """A wrong name would be found out only when somebody answers."""
    for compiled in subject.compiled:
        for node in walk(compiled.tree):
            if isinstance(node, Call):
                for at_table, at_column, wanted in _COLUMNS.get(node.function, ()):
                    _check(subject, compiled.use, node, at_table, at_column, wanted)


def _check(subject: Subject, use: Use, call: Call, at_table: int, at_column: int, wanted: str) -> None:
    table, column = table_of(subject, call.arguments[at_table]), call.arguments[at_column]
    if table is None:
        begin = start(call.arguments[at_table])
        subject.report(Code.TYPE_MISMATCH, use, begin, what=call.function, types="what is no table")
    elif not isinstance(column, Literal) or not isinstance(column.value, str):
        subject.report(Code.COLUMN_NAME, use, start(column), function=call.function)
    elif not table.has_column(column.value):
        hint, length = closest(column.value, [known.key for known in table.columns]), len(column.value) + 2
        words = {"column": column.value, "of": table.key}
        subject.report(Code.UNKNOWN_COLUMN, use, column.at, length=length, hint=hint, **words)
    elif _holds(subject, table, column.value) != wanted:
        types = f"a column that does not hold {wanted}"
        subject.report(
            Code.TYPE_MISMATCH, use, column.at, length=len(column.value) + 2, what=call.function, types=types
        )


def _holds(subject: Subject, table: Question, key: str) -> str:
    """What expressions find in a column; money without a fixed currency is no number."""
    if table.column(key).type is TypeKey.REF:
        return _REF if table.column(key).ref else ""
    return str(subject.environment.rows.columns(table.key).get(key, ""))
