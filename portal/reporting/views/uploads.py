"""Files that come with a page: checked, stored and tied to their question, or refused with a sentence that says why."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from flask import flash, request
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import Actor
from portal.database import get_session
from portal.engine.definition import Question
from portal.engine.types.contract import Unreadable
from portal.engine.types.day import read_day
from portal.evidence.errors import FileRefused
from portal.evidence.responses import current_storage, send
from portal.evidence.service import store
from portal.evidence.words import REFUSALS as FILE_REFUSALS
from portal.reporting.models import SelfReport
from portal.reporting.service import files as service
from portal.reporting.service.reports import get_report
from portal.reporting.views.blueprint import blueprint
from portal.reporting.views.drawing import page_language

FILES = ".files"
DATED_ON = ".dated_on"


@blueprint.get("/reports/<uuid:report_id>/answers/<string:question_key>/evidence/<uuid:evidence_id>")
def evidence(report_id: UUID, question_key: str, evidence_id: UUID) -> Response:
    """Send a file of one's own self-report."""
    report = get_report(get_session(), current_actor(), report_id)
    return send(service.get_evidence(get_session(), report, question_key, evidence_id))


def take_files(
    session: Session, report: SelfReport, questions: Iterable[Question], *, actor: Actor, now: datetime
) -> list[str]:
    """Take the files that came with a page; a refused one is told and costs nothing else. Gives the names taken."""
    taken: list[str] = []
    for question in questions:
        for upload in request.files.getlist(question.key + FILES):
            if not upload.filename:
                continue
            try:
                dated_on = _day(request.form.get(question.key + DATED_ON, ""))
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
                taken.append(kept.name)
    return taken


def untie_file(
    session: Session, report: SelfReport, question: Question, evidence_id: UUID, *, actor: Actor, now: datetime
) -> None:
    """Take a file away from a question."""
    service.remove_evidence(session, report, question, evidence_id, actor=actor, now=now)


def _day(text: str) -> date | None:
    return read_day(text.strip(), page_language()) if text.strip() else None
