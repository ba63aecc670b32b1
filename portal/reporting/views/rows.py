"""A row of a table on a page of its own: it is saved with what is in it, and what is still missing is said there."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for
from sqlmodel import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.database import get_session
from portal.deadlines import now
from portal.engine.definition import Column, Level, Question
from portal.engine.types.table import CELL_TYPES
from portal.engine.values import Cell
from portal.errors import NotFound
from portal.reporting.errors import AnswerChanged
from portal.reporting.inputs import cells, row_input, seen_revision
from portal.reporting.models import SelfReport
from portal.reporting.presenting import Drawing
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import KeptRow, read_cells, read_draft
from portal.reporting.service.reports import form_of, lock_draft
from portal.reporting.service.rows import RowChange, save_row
from portal.reporting.shown import RowShown
from portal.reporting.views.blueprint import blueprint
from portal.reporting.views.drawing import draw, page_language, redraw, require_table, table_of
from portal.reporting.views.uploads import take_cells
from portal.reporting.words import REFUSALS

ROW = "row"
"""The name before `.revision` of the hidden field with the revision of the row that the page showed."""


@blueprint.get("/reports/<uuid:report_id>/tables/<string:table_key>/rows/new")
def new_row(report_id: UUID, table_key: str) -> str:
    """Ask for a new row."""
    drawing = draw(get_session(), current_actor(), report_id, now=now())
    return _row_page(drawing, table_of(drawing, table_key), None, {})


@blueprint.get("/reports/<uuid:report_id>/tables/<string:table_key>/rows/<uuid:row_id>")
def row(report_id: UUID, table_key: str, row_id: UUID) -> str:
    """Show a row as it is stored; what is missing in it is said."""
    drawing = draw(get_session(), current_actor(), report_id, now=now(), strict=True)
    table = table_of(drawing, table_key)
    stored = _stored(drawing, table_key, row_id)
    return _row_page(drawing, table, stored, _errors(drawing, table, stored))


@blueprint.post("/reports/<uuid:report_id>/tables/<string:table_key>/rows/new")
def add_row(report_id: UUID, table_key: str) -> Response:
    """Store a new row."""
    return _save(report_id, table_key, None)


@blueprint.post("/reports/<uuid:report_id>/tables/<string:table_key>/rows/<uuid:row_id>")
def change_row(report_id: UUID, table_key: str, row_id: UUID) -> Response:
    """Store a changed row."""
    return _save(report_id, table_key, row_id)


def _save(report_id: UUID, table_key: str, row_id: UUID | None) -> Response:
    session, actor = get_session(), current_actor()
    report = lock_draft(session, actor, report_id)
    table = _question(session, report, table_key)
    read, unread = cells(row_input(table, page_language(), request.form), table)
    moment = now()
    draft = read_draft(session, report)
    files = take_cells(session, report, table, draft.files, actor=actor, now=moment)
    change = RowChange(table, row_id, seen_revision(request.form, ROW), {**read, **files}, unread)
    try:
        saved = save_row(session, report, change, actor=actor, now=moment, draft=draft)
    except AnswerChanged:
        return _overtaken(session, report, table, row_id)
    drawing = redraw(session, report, saved.draft, saved.evaluation, strict=True)
    where: dict[str, Any] = {"report_id": report.id, "table_key": table_key}
    if _errors(drawing, table, saved.row):
        return redirect(url_for("reporting.row", **where, row_id=saved.row.id), 303)
    if request.form.get("act") == "another":
        return redirect(url_for("reporting.new_row", **where), 303)
    section = form_of(session, report).compiled.form.section_of(table_key)
    address = url_for("reporting.section", report_id=report.id, section_key=section.key)
    return redirect(f"{address}#q-{table_key}", 303)


def _overtaken(session: Session, report: SelfReport, table: Question, row_id: UUID | None) -> Response:
    """The colleague's newer row beside what was typed, which stays in its boxes and may be saved over it."""
    draft = read_draft(session, report)
    drawing = redraw(session, report, draft, judge(session, report, draft, now()))
    stored = None if row_id is None else _stored(drawing, table.key, row_id)
    theirs = None if stored is None else drawing.row(table, stored)
    page = _row_page(
        drawing, table, stored, {}, typed=request.form, notice=str(REFUSALS["answer_changed"]), theirs=theirs
    )
    return make_response(page, 409)


def _row_page(
    drawing: Drawing,
    table: Question,
    stored: KeptRow | None,
    errors: dict[str, str],
    *,
    typed: MultiDict[str, str] | None = None,
    notice: str = "",
    theirs: RowShown | None = None,
) -> str:
    kept = read_cells(table, stored.cells) if stored else {}
    return render_template(
        "reporting/row.html",
        report=drawing.report,
        drawing=drawing,
        table=table,
        part=drawing.worded.section_of(table.key),
        stored=stored,
        columns=[
            (column, _raw(column, kept, stored, typed, drawing.language), errors.get(column.key, ""))
            for column in table.columns
        ],
        errors=[_error_line(table, key, words) for key, words in errors.items()],
        notice=notice,
        theirs=[(cell.label, cell.words) for cell in theirs.cells] if theirs else [],
        saved=stored is not None and not typed,
    )


def _error_line(table: Question, key: str, words: str) -> tuple[str, str]:
    """A line of the error summary: what to go to, and what is wrong there."""
    return (f"c-{key}", f"{table.column(key).label}: {words}") if key else (f"c-{table.columns[0].key}", words)


def _raw(
    column: Column,
    kept: Mapping[str, Cell],
    stored: KeptRow | None,
    typed: MultiDict[str, str] | None,
    language: str,
) -> list[str]:
    """The texts of a cell's boxes: what was just typed, else what could not be read, else the stored value."""
    if typed is not None:
        return typed.getlist(column.key)
    if stored is not None and column.key in stored.unread:
        return [str(text) for text in stored.unread[column.key]]
    cell = kept.get(column.key)
    return [] if cell is None else CELL_TYPES[column.type].write(cell, column, language)


def _errors(drawing: Drawing, table: Question, stored: KeptRow) -> dict[str, str]:
    """What is wrong in a row, by column, in words; under an empty key what is wrong with the row as a whole."""
    position = [row.id for row in drawing.draft.rows[table.key]].index(stored.id)
    own = [problem for problem in drawing.evaluation.problems if problem.question == table.key]
    wrong = [problem for problem in own if problem.row == position and problem.level is Level.ERROR]
    return {problem.column or "": str(drawing.sentence(problem, stored)) for problem in reversed(wrong)}


def _question(session: Session, report: SelfReport, key: str) -> Question:
    worded = form_of(session, report).in_language(page_language())
    return require_table(next((q for q in worded.questions() if q.key == key), None))


def _stored(drawing: Drawing, table_key: str, row_id: UUID) -> KeptRow:
    for stored in drawing.draft.rows.get(table_key, []):
        if stored.id == row_id:
            return stored
    raise NotFound
