"""A table's rows in an evaluation: which are complete and therefore seen, and what is wrong with each cell."""

from collections.abc import Iterable, Iterator, Mapping

from portal.engine.definition import Column, Question
from portal.engine.functions import RowMessage
from portal.engine.problems import Problem, of_flaw
from portal.engine.run import Run, SeenRow, is_filled
from portal.engine.types.contract import ProblemCode
from portal.engine.types.table import CELL_TYPES
from portal.engine.values import Row

FORM_ROWS = 3_000
"""Rows of all tables of one self-report together (form-language.md, bounds)."""


def see_table(run: Run, table: Question, rows: tuple[Row, ...]) -> list[Problem]:
    """Show complete rows to expressions; give a problem for each empty required cell, which makes its row a draft."""
    seen: list[SeenRow] = []
    problems: list[Problem] = []
    for position, row in enumerate(rows):
        message = run.message(table, row)
        empty = [column.key for column in table.columns if _is_missing(run, table, column, row, message)]
        problems += [Problem(table.key, ProblemCode.REQUIRED, row=position, column=key) for key in empty]
        if not empty:
            seen.append(SeenRow(position, row, message))
    run.see_rows(table, seen)
    return problems


def _is_missing(run: Run, table: Question, column: Column, row: Row, message: RowMessage) -> bool:
    if is_filled(row.cells.get(column.key)):
        return False
    if column.required_when is None:
        return column.required
    return run.row_outcome(column.required_when, table.key, table.key, message) is True


def table_problems(table: Question, rows: tuple[Row, ...], ids: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """What is wrong with a table's rows beside empty cells; `ids` are the rows' ids of each shown table, drafts too."""
    if len(rows) < table.rows.minimum:
        yield Problem(table.key, ProblemCode.TOO_FEW_ROWS, params={"limit": str(table.rows.minimum)})
    if len(rows) > table.rows.maximum:
        yield Problem(table.key, ProblemCode.TOO_MANY_ROWS, params={"limit": str(table.rows.maximum)})
    for position, row in enumerate(rows):
        for column in table.columns:
            yield from _cell_problems(table, column, position, row, ids)


def _cell_problems(
    table: Question, column: Column, position: int, row: Row, ids: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    value = row.cells.get(column.key)
    if value is None or not is_filled(value):
        return
    for flaw in CELL_TYPES[column.type].flaws(value, column):
        yield of_flaw(flaw, table.key, position, column.key)
    if column.ref in ids and str(value) not in ids[column.ref]:
        yield Problem(table.key, ProblemCode.BAD_REFERENCE, row=position, column=column.key)


def form_rows_problem(tables: Iterable[tuple[Question, tuple[Row, ...]]]) -> Iterator[Problem]:
    """A problem at the table with which the rows of the form become too many."""
    total = 0
    for table, rows in tables:
        before, total = total, total + len(rows)
        if before <= FORM_ROWS < total:
            yield Problem(table.key, ProblemCode.TOO_MANY_ROWS, params={"limit": str(FORM_ROWS)})
