"""A table's rows in an evaluation: which are complete and therefore seen, and what is wrong with each cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from portal.engine.definition import Column, Question
from portal.engine.functions import RowMessage
from portal.engine.problems import Problem, of_flaw
from portal.engine.rows import Cells
from portal.engine.run import Run, SeenRow
from portal.engine.types.contract import Flaw, ProblemCode
from portal.engine.types.table import CELL_TYPES
from portal.engine.values import Cell, Row, is_filled

FORM_ROWS = 3_000
"""Rows of all tables of one self-report together (form-language.md, bounds)."""


def see_table(run: Run, table: Question, rows: tuple[Row, ...]) -> list[Problem]:
    """Show complete rows to expressions; give a problem for each empty required cell, which makes its row a draft."""
    cells = Cells(table, rows)
    messages = run.messages(cells)
    missing: dict[int, list[str]] = {}
    for column in table.columns:
        for position in _lacking(run, cells, column, messages):
            missing.setdefault(position, []).append(column.key)
    every = map(SeenRow, range(len(rows)), rows, messages)
    run.see_rows(table, [seen for seen in every if seen.position not in missing] if missing else [*every])
    return [
        Problem(table.key, ProblemCode.REQUIRED, row=position, column=key)
        for position in sorted(missing)
        for key in missing[position]
    ]


def _lacking(run: Run, cells: Cells, column: Column, messages: Sequence[RowMessage]) -> list[int]:
    """The positions of the rows whose cell in this column is empty and should not be."""
    if not column.required and column.required_when is None:
        return []
    if all(is_filled(cell) for cell in cells.different[column.key]):
        return []
    empty = [position for position, cell in enumerate(cells.by_column[column.key]) if not is_filled(cell)]
    if column.required_when is None:
        return empty
    table = cells.table.key
    held = run.holding(column.required_when, table, table, [messages[position] for position in empty])
    return [empty[number] for number in held]


def table_problems(cells: Cells, ids: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """What is wrong with a table's rows beside empty cells; `ids` are the rows' ids of each shown table, drafts too."""
    table, rows = cells.table, cells.rows
    if len(rows) < table.rows.minimum:
        yield Problem(table.key, ProblemCode.TOO_FEW_ROWS, params={"limit": str(table.rows.minimum)})
    if len(rows) > table.rows.maximum:
        yield Problem(table.key, ProblemCode.TOO_MANY_ROWS, params={"limit": str(table.rows.maximum)})
    suspect = [column for column in table.columns if _has_flaws(column, cells, ids)]
    for position, row in enumerate(rows) if suspect else ():
        for column in suspect:
            for flaw in _flaws(column, row.cells.get(column.key), ids):
                yield of_flaw(flaw, table.key, position, column.key)


def register_key(register: str) -> str:
    """The key of a register among the ids that a `ref` can hold; no table can be called so."""
    return f"register:{register}"


def _has_flaws(column: Column, cells: Cells, ids: Mapping[str, frozenset[str]]) -> bool:
    """Whether any cell of a column is wrong."""
    return any(True for cell in cells.different[column.key] for _ in _flaws(column, cell, ids))


def _flaws(column: Column, cell: Cell | None, ids: Mapping[str, frozenset[str]]) -> Iterator[Flaw]:
    if cell is None or not is_filled(cell):
        return
    yield from CELL_TYPES[column.type].flaws(cell, column)
    target = register_key(column.register) if column.register else column.ref
    if target in ids and str(cell) not in ids[target]:
        yield Flaw(ProblemCode.BAD_REFERENCE)


def form_rows_problem(tables: Iterable[Cells]) -> Iterator[Problem]:
    """A problem at the table with which the rows of the form become too many."""
    total = 0
    for cells in tables:
        before, total = total, total + len(cells.rows)
        if before <= FORM_ROWS < total:
            yield Problem(cells.table.key, ProblemCode.TOO_MANY_ROWS, params={"limit": str(FORM_ROWS)})
