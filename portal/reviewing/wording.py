"""What was asked and answered in words, in one language: as it was sealed where that is the language it was signed in.

Pure: reads a sealed submission and its frozen form.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.engine.definition import Column, Form, Question, TypeKey
from portal.engine.filling import fill
from portal.engine.types import TYPES
from portal.engine.types.table import CELL_TYPES, rows_of
from portal.engine.values import Cell, Row
from portal.reporting.service.sealed import SealedSubmission
from portal.reporting.service.sites import site_words

FIRST_WORDS = 3
"""How many cells name a row that another row points to."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """One row of a table: its id, and its filled cells as label and words, in the order of the columns."""

    id: str
    cells: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "; ".join(f"{label}: {words}" for label, words in self.cells)


class Wording:
    """The questions and answers of one sealed submission in one language, `nb` or `en`."""

    def __init__(self, sealed: SealedSubmission, language: str) -> None:
        self.language = language
        self.form: Form = sealed.form.in_language(language)
        self._sealed = sealed

    @property
    def as_signed(self) -> bool:
        """True when this is the language that the signatory read."""
        return self.language == self._sealed.submission.language

    def text(self, text: str) -> str:
        """A text of the form with its placeholders filled."""
        return fill(text, self._sealed.circumstances, minutes=0, locale=self.language)

    def label(self, key: str) -> str:
        """The wording of a question."""
        sealed = self._sealed.labels.get(key) if self.as_signed else None
        return sealed or self.text(self.form.question(key).label)

    def answer(self, key: str) -> str:
        """An answer in words; of a table its rows, a line each; empty when there is none."""
        question = self.form.question(key)
        value = self._sealed.values.get(key)
        if question.type is TypeKey.TABLE:
            return "\n".join(str(row) for row in self.rows(key))
        if value is None:
            return ""
        return self._sealed.words[key] if self.as_signed else TYPES[question.type].show(value, question, self.language)

    def rows(self, key: str, *, without_personal: bool = False) -> list[RowWords]:
        """The rows of a table question in words."""
        table = self.form.question(key)
        rows = rows_of(self._sealed.values.get(key, ()))
        return [RowWords(row.id, tuple(self._cells(table, row, without_personal=without_personal))) for row in rows]

    def impersonal(self, key: str, row_id: str | None = None, table_key: str | None = None) -> str:
        """An answer in words that may be copied elsewhere: values of `pii` questions and columns are left out.

        With `row_id` only that row, of `table_key` when it stands in another question.
        """
        question = self.form.question(table_key or key)
        if question.type is not TypeKey.TABLE:
            return "" if question.pii else self.answer(key)
        rows = self.rows(question.key, without_personal=True)
        return "\n".join(str(row) for row in rows if row_id is None or row.id == row_id)

    def _cells(self, table: Question, row: Row, *, without_personal: bool) -> Iterator[tuple[str, str]]:
        for column in table.columns:
            cell = row.cells.get(column.key)
            if cell is not None and not (without_personal and column.pii):
                yield column.label, self._cell(column, cell)

    def _cell(self, column: Column, cell: Cell) -> str:
        if column.register:
            return next((site_words(one.cells, self.language) for one in self._sealed.sites if str(one.id) == cell), "")
        if column.type is not TypeKey.REF:
            return CELL_TYPES[column.type].show(cell, column, self.language)
        table = self.form.question(column.ref)
        pointed = next((row for row in rows_of(self._sealed.values.get(table.key, ())) if row.id == cell), None)
        if pointed is None:
            return ""
        named = [
            one for one in table.columns if one.type is not TypeKey.REF and not one.pii and one.key in pointed.cells
        ]
        return " · ".join(
            CELL_TYPES[one.type].show(pointed.cells[one.key], one, self.language) for one in named[:FIRST_WORDS]
        )
