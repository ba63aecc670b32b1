"""A page a row of a table, drawn by the supplier's own template."""

from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.catalogues.offered import nearest
from portal.engine.definition import Question, TypeKey
from portal.engine.types.table import CELL_TYPES
from portal.engine.values import File
from portal.previewing.desk import showing, the_trial
from portal.previewing.showing import Showing
from portal.previewing.views.blueprint import blueprint
from portal.previewing.views.days import sent_day
from portal.reporting.inputs import cells, row_input
from portal.reporting.service.draft import KeptRow, read_cells


@blueprint.get("/reports/<uuid:report_id>/tables/<string:table_key>/rows/new")
def new_row(table_key: str) -> str:
    """Show an empty row."""
    shown = showing(strict=True)
    return _page(shown, _table(shown, table_key), None)


@blueprint.get("/reports/<uuid:report_id>/tables/<string:table_key>/rows/<uuid:row_id>")
def row(table_key: str, row_id: UUID) -> str:
    """Show a row as it is kept; what is missing in it is said."""
    shown = showing(strict=True)
    return _page(shown, _table(shown, table_key), _kept(table_key, row_id))


@blueprint.post("/reports/<uuid:report_id>/tables/<string:table_key>/rows/new")
def add_row(table_key: str) -> Response:
    """Keep a new row."""
    return _save(table_key, None)


@blueprint.post("/reports/<uuid:report_id>/tables/<string:table_key>/rows/<uuid:row_id>")
def change_row(table_key: str, row_id: UUID) -> Response:
    """Keep a changed row."""
    return _save(table_key, _kept(table_key, row_id).id)


def _save(table_key: str, row_id: UUID | None) -> Response:
    trial, shown = the_trial(), showing()
    table = _table(shown, table_key)
    read, unread = cells(row_input(table, trial.language, request.form), table)
    stored = trial.save_row(table, row_id, {**read, **_files(table, trial.language)}, unread)
    act, _colon, language = request.form.get("act", "save").partition(":")
    if act == "language":
        trial.language = nearest(language)
    where: dict[str, Any] = {"table_key": table_key}
    if act == "language" or _errors(showing(strict=True), table, stored):
        return redirect(url_for("reporting.row", **where, row_id=stored.id), 303)
    if act == "another":
        return redirect(url_for("reporting.new_row", **where), 303)
    part = shown.section_of(table_key)
    return redirect(url_for("reporting.section", section_key=part.key) + f"#q-{table_key}", 303)


def _files(table: Question, language: str) -> dict[str, tuple[File, ...]]:
    """The files of a row by their names and day: those that stay, and those that were chosen."""
    found = {}
    for column in table.columns:
        if column.type is not TypeKey.FILE:
            continue
        stay = [File(name) for name in request.form.getlist(f"{column.key}.kept")]
        day = sent_day(f"{column.key}.dated_on", language)
        sent = [File(one.filename, day) for one in request.files.getlist(f"{column.key}.files") if one.filename]
        if stay or sent:
            found[column.key] = (*stay, *sent)
    return found


def _page(shown: Showing, table: Question, stored: KeptRow | None) -> str:
    errors = _errors(shown, table, stored) if stored else {}
    kept = read_cells(table, stored.cells) if stored else {}
    columns = []
    for column in table.columns:
        cell = kept.get(column.key)
        written = [] if cell is None else CELL_TYPES[column.type].write(cell, column, shown.language)
        raw = stored.unread[column.key] if stored and column.key in stored.unread else written
        columns.append((column, raw, errors.get(column.key, "")))
    return render_template(
        "previewing/row.html",
        shown=shown,
        report=shown.report,
        drawing=shown.drawing,
        table=table,
        part=shown.section_of(table.key),
        stored=stored,
        columns=columns,
        errors=[(f"c-{key}", f"{table.column(key).label}: {words}") for key, words in errors.items()],
        notice="",
        theirs=[],
        saved=stored is not None,
    )


def _errors(shown: Showing, table: Question, stored: KeptRow) -> dict[str, str]:
    """What is wrong in a row, by column, in words."""
    place = [one.id for one in the_trial().draft.rows[table.key]].index(stored.id)
    own = [one for one in shown.judgement.problems if one.question == table.key and one.row == place and one.column]
    return {str(one.column): str(shown.drawing.sentence(one, stored)) for one in reversed(own)}


def _table(shown: Showing, key: str) -> Question:
    found = next((question for question in shown.worded.questions() if question.key == key), None)
    if found is None or found.type is not TypeKey.TABLE:
        abort(404)
    return found


def _kept(table_key: str, row_id: UUID) -> KeptRow:
    rows = the_trial().draft.rows.get(table_key, [])
    return next((one for one in rows if one.id == row_id), None) or abort(404)
