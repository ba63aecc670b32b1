"""A supplier at the pages of a self-report: types what a value is in words, and saves it."""

from collections.abc import Mapping

from flask.testing import FlaskClient
from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from portal.engine.definition import Question, TypeKey
from portal.engine.types import TYPES
from portal.engine.types.table import CELL_TYPES, rows_of
from portal.engine.values import Row, Value
from portal.reporting.inputs import LATER
from portal.reporting.models import SelfReport
from portal.reporting.service.draft import read_draft
from portal.reporting.service.reports import form_of
from tests.reporting.pages import filled


class Supplier:
    """Fills in a report page by page, in one language."""

    def __init__(self, browser: FlaskClient, session: Session, report: SelfReport, language: str) -> None:
        self.browser, self.session, self.report, self.language = browser, session, report, language
        self.at = f"/reports/{report.id}"
        self.ids: dict[tuple[str, str], str] = {}

    def fill(self, values: Mapping[str, Value]) -> None:
        for section in form_of(self.session, self.report).compiled.form.sections:
            for question in section.questions:
                if question.key in values and question.type not in LATER:
                    self._answer(section.key, question, values[question.key])
                elif question.key in values and question.type is TypeKey.TABLE:
                    self._table(section.key, question, rows_of(values[question.key]))

    def _answer(self, section: str, question: Question, value: Value) -> None:
        page = self.browser.get(f"{self.at}/sections/{section}")
        assert page.status_code == 200, question.key
        raw = TYPES[question.type].write(value, question, self.language)
        saved = self.browser.post(
            f"{self.at}/sections/{section}", data=filled(page, act="save:", **{question.key: raw})
        )
        assert saved.status_code == 303, question.key

    def _table(self, section: str, table: Question, rows: tuple[Row, ...]) -> None:
        if not rows:
            self.browser.post(f"{self.at}/sections/{section}", data={"act": f"empty:{table.key}:yes"})
        for row in rows:
            fields = MultiDict([("row.revision", "0")])
            for column in table.columns:
                if column.key in row.cells:
                    fields.setlist(column.key, self._cell(column, row.cells[column.key]))
            saved = self.browser.post(f"{self.at}/tables/{table.key}/rows/new", data=fields)
            assert saved.location == f"{self.at}/sections/{section}#q-{table.key}", (table.key, row)
            stored = read_draft(self.session, self.report).rows[table.key][-1]
            self.ids[table.key, row.id] = str(stored.id)

    def _cell(self, column, cell) -> list[str]:
        if column.type is TypeKey.REF:
            return [self.ids[column.ref, str(cell)]]
        return CELL_TYPES[column.type].write(cell, column, self.language)
