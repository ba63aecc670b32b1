"""Rows pasted from a spreadsheet: shown with what is wrong at each cell, and stored when that was confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.database import get_session
from portal.deadlines import now
from portal.engine.definition import Question, TypeKey
from portal.engine.pasting import Names, Pasted, PastedCell, PastedRow, read_pasted
from portal.engine.types.contract import ProblemCode
from portal.reporting.presenting import Drawing
from portal.reporting.service.pasting import add_pasted
from portal.reporting.service.reports import lock_draft
from portal.reporting.shown import CellShown
from portal.reporting.views.blueprint import blueprint
from portal.reporting.views.drawing import draw, page_language, table_of
from portal.reporting.words import PROBLEM_WORDS, why_unread

ROWS_SHOWN: Final = 100
"""Rows of a preview: whoever pasted more looks at the problems, which are all shown, and at the first rows."""


@dataclass(frozen=True)
class Wrong:
    """One thing to mend: its line in what was pasted, its column, what stands there, and why it cannot be read."""

    line: int
    column: str
    text: str
    why: str


@dataclass(frozen=True)
class Line:
    """One row as it was read: the cells that say something, in words."""

    line: int
    cells: tuple[CellShown, ...]


@blueprint.get("/reports/<uuid:report_id>/tables/<string:table_key>/paste")
def paste(report_id: UUID, table_key: str) -> str:
    """Ask for rows of a spreadsheet."""
    drawing = draw(get_session(), current_actor(), report_id, now=now())
    return _page(drawing, table_of(drawing, table_key), "", None)


@blueprint.post("/reports/<uuid:report_id>/tables/<string:table_key>/paste")
def paste_rows(report_id: UUID, table_key: str) -> Response | str:
    """Show what was read; store it once exactly that was shown."""
    session, actor, moment = get_session(), current_actor(), now()
    text = request.form.get("rows", "")
    confirmed = request.form.get("act") == "confirm" and request.form.get("shown") == _digest(text)
    report = lock_draft(session, actor, report_id) if confirmed else None
    drawing = draw(session, actor, report_id, now=moment)
    table = table_of(drawing, table_key)
    pasted = read_pasted(text, table, drawing.language, _names(drawing, table))
    if report is None or not pasted.can_be_taken:
        return _page(drawing, table, text, pasted)
    add_pasted(session, report, table, pasted.rows, drawing.draft, actor=actor, now=moment)
    flash(ngettext("%(num)s row was added.", "%(num)s rows were added.", len(pasted.rows)), "success")
    section = drawing.worded.section_of(table_key)
    return redirect(url_for("reporting.section", report_id=report_id, section_key=section.key) + f"#q-{table_key}", 303)


def _names(drawing: Drawing, table: Question) -> Names:
    return {column.key: drawing.row_choices(column) for column in table.columns if column.type is TypeKey.REF}


def _digest(text: str) -> str:
    """What the page carries to tell whether the text is still the one that was shown, read in the same language."""
    lines = text.replace("\r\n", "\n").strip("\n")
    return sha256(f"{page_language()} {lines}".encode()).hexdigest()


def _page(drawing: Drawing, table: Question, text: str, pasted: Pasted | None) -> str:
    """`pasted` is what was read of the text; None before anything was pasted."""
    room = table.rows.maximum - len(drawing.draft.rows.get(table.key, ()))
    return render_template(
        "reporting/paste.html",
        report=drawing.report,
        table=table,
        part=drawing.worded.section_of(table.key),
        text=text,
        pasted=pasted,
        columns=[column for column in table.columns if column.type is not TypeKey.FILE],
        wrong=list(_wrong(pasted)) if pasted else [],
        rows=[_row(row, drawing) for row in pasted.rows[:ROWS_SHOWN]] if pasted else [],
        room=room,
        confirmable=pasted is not None and pasted.can_be_taken and len(pasted.rows) <= room,
        shown=_digest(text),
    )


def _row(row: PastedRow, drawing: Drawing) -> Line:
    return Line(row.line, tuple(_shown(cell, drawing) for cell in row.cells if cell.text))


def _shown(cell: PastedCell, drawing: Drawing) -> CellShown:
    words = cell.text if cell.value is None else drawing.cell_words(cell.column, cell.value)
    return CellShown(cell.column.label, words, next(_why(cell), ""))


def _wrong(pasted: Pasted) -> Iterator[Wrong]:
    for row in pasted.rows:
        for cell in row.cells:
            for why in _why(cell):
                yield Wrong(row.line, cell.column.label, cell.text, why)
        for text in row.surplus:
            yield Wrong(row.line, "", text, _("There is no column for this."))


def _why(cell: PastedCell) -> Iterator[str]:
    if cell.unread is not None:
        yield why_unread(cell.unread)
    if cell.missing:
        yield str(PROBLEM_WORDS[ProblemCode.REQUIRED])
    for flaw in cell.flaws:
        yield str(PROBLEM_WORDS[flaw.code]) % flaw.params
