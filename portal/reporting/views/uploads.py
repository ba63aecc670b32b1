"""Files that come with a page: checked, stored and tied to their question, or refused with a sentence that says why."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from flask import flash, request
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import Actor
from portal.database import get_session
from portal.engine.definition import Question, TypeKey
from portal.engine.types.contract import Unreadable
from portal.engine.types.day import read_day
from portal.engine.values import File
from portal.evidence.errors import FileRefused
from portal.evidence.models import Evidence
from portal.evidence.responses import current_storage, send
from portal.evidence.service import store
from portal.evidence.words import REFUSALS as FILE_REFUSALS
from portal.reporting.models import SelfReport
from portal.reporting.service import files as service
from portal.reporting.service.draft import KeptFile
from portal.reporting.service.reports import get_report
from portal.reporting.views.blueprint import blueprint
from portal.reporting.views.drawing import page_language

FILES = ".files"
DATED_ON = ".dated_on"
KEPT = ".kept"
"""Behind a column's key: the names of the files that stay in the cell."""


@blueprint.get("/reports/<uuid:report_id>/answers/<string:question_key>/evidence/<uuid:evidence_id>")
def evidence(report_id: UUID, question_key: str, evidence_id: UUID) -> Response:
    """Send a file of one's own self-report."""
    report = get_report(get_session(), current_actor(), report_id)
    return send(service.get_evidence(get_session(), report, question_key, evidence_id))


def take_files(
    session: Session, report: SelfReport, questions: Iterable[Question], *, actor: Actor, now: datetime
) -> None:
    """Take the files that came with a page; a refused one is told and costs nothing else."""
    for question in questions:
        _take(session, report, question, question.key, actor=actor, now=now)


def take_cells(
    session: Session,
    report: SelfReport,
    table: Question,
    known: Mapping[str, Sequence[KeptFile]],
    *,
    actor: Actor,
    now: datetime,
) -> dict[str, tuple[File, ...]]:
    """Take the files that came with a row, and give each file column's cell: what was kept of it, and what is new.

    `known` are the files of the report before, by question.
    """
    columns = [column.key for column in table.columns if column.type is TypeKey.FILE]
    if not columns:
        return {}
    found: dict[str, tuple[File, ...]] = {}
    for key in columns:
        kept = set(request.form.getlist(key + KEPT))
        stayed = [File(file.name, file.dated_on) for file in known.get(table.key, ()) if file.name in kept]
        taken = _take(session, report, table, key, actor=actor, now=now)
        if stayed or taken:
            found[key] = (*stayed, *(File(file.name, file.dated_on) for file in taken))
    return found


def _take(
    session: Session, report: SelfReport, question: Question, field: str, *, actor: Actor, now: datetime
) -> list[Evidence]:
    """Store the files of one field and tie them to a question; what is refused is told."""
    taken: list[Evidence] = []
    for upload in request.files.getlist(field + FILES):
        if not upload.filename:
            continue
        try:
            dated_on = _day(request.form.get(field + DATED_ON, ""))
            kept = store(
                session,
                actor,
                storage=current_storage(),
                name=upload.filename,
                stream=upload.stream,
                dated_on=dated_on,
                now=now,
            )
        except FileRefused as refusal:
            words = FILE_REFUSALS[refusal.code] % refusal.params
            flash(_("%(file)s was not taken. %(why)s", file=upload.filename, why=words), "danger")
        except Unreadable:
            told = _(
                "%(file)s was not taken: write its date with the month as a word, for example 3 April 2026.",
                file=upload.filename,
            )
            flash(told, "danger")
        else:
            service.add_evidence(session, report, question, kept, actor=actor, now=now)
            taken.append(kept)
    return taken


def untie_file(
    session: Session, report: SelfReport, question: Question, evidence_id: UUID, *, actor: Actor, now: datetime
) -> None:
    """Take a file away from a question."""
    service.remove_evidence(session, report, question, evidence_id, actor=actor, now=now)


def _day(text: str) -> date | None:
    return read_day(text.strip(), page_language()) if text.strip() else None
